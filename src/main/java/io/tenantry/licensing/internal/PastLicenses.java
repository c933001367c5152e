package io.tenantry.licensing.internal;

import io.tenantry.query.AsOf;
import io.tenantry.query.Sql;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** What organizations had, and who held it, at a moment of the past. */
final class PastLicenses {
    /** What {@link #holders} has, in the order in which living holders are read. */
    static final String HOLDER_COLUMNS =
            "l.user_id, u.upn, u.display_name, u.account_enabled, l.problem, l.since, w.direct, w.through_groups";

    private static final String PRODUCTS = "subscribed_skus s";
    private static final String CONSUMED =
            "consumed_units c ON c.organization_id = s.organization_id AND c.sku_id = s.sku_id";

    private PastLicenses() {}

    /** The same as the list of today, over the products of then; how many units were held is counted from who held them. */
    static Sql subscribed(String today, Instant at) {
        int products = today.indexOf(PRODUCTS);
        int consumed = today.indexOf(CONSUMED);
        return Sql.of(today.substring(0, products))
                .followedBy(AsOf.table(
                        "subscribed_skus",
                        "organization_id, sku_id, id, enabled, warning, suspended, locked_out, version",
                        at))
                .followedBy(today.substring(products + PRODUCTS.length() - 2, consumed))
                .followedBy("LATERAL (SELECT count(*)::integer AS units FROM ")
                .followedBy(AsOf.table("user_licenses", "organization_id, user_id, sku_id, held", at))
                .followedBy(
                        " h WHERE h.organization_id = s.organization_id AND h.sku_id = s.sku_id AND h.held) c ON true")
                .followedBy(today.substring(consumed + CONSUMED.length()));
    }

    /** People who had been given a product, as they were. */
    static Sql holders(Instant at) {
        return AsOf.table("user_licenses", "organization_id, user_id, sku_id, held, problem, since", at)
                .followedBy(" l JOIN ")
                .followedBy(AsOf.table(
                        "users", "organization_id, id, upn, upn_ci, display_name, account_enabled, deleted_at", at))
                .followedBy(" u ON u.organization_id = l.organization_id AND u.id = l.user_id LEFT JOIN LATERAL ("
                        + "SELECT count(*) FILTER (WHERE p.via = l.user_id) > 0 AS direct,"
                        + " count(*) FILTER (WHERE p.via <> l.user_id) AS through_groups FROM ")
                .followedBy(AsOf.table("license_paths", "organization_id, user_id, sku_id, via", at))
                .followedBy(" p WHERE p.organization_id = l.organization_id AND p.user_id = l.user_id"
                        + " AND p.sku_id = l.sku_id) w ON true");
    }

    /** What the ledger counts of people who did not use what they held, and of those who waited. */
    static Sql idle(List<UUID> organizations, OffsetDateTime activeSince, Instant at) {
        Sql held = AsOf.table("user_licenses", "organization_id, user_id, sku_id, held, problem", at);
        Sql users = AsOf.table("users", "organization_id, id, account_enabled, deleted_at", at);
        return Sql.of("SELECT u.organization_id, l.sku_id, count(*), 0 FROM ")
                .followedBy(users)
                .followedBy(" u JOIN ")
                .followedBy(held)
                .followedBy(Sql.of(
                        " l ON l.organization_id = u.organization_id AND l.user_id = u.id AND l.held"
                                + " LEFT JOIN user_activity a ON a.organization_id = u.organization_id AND a.user_id = u.id"
                                + " WHERE u.organization_id = ANY (?::uuid[]) AND u.deleted_at IS NULL"
                                + " AND (NOT u.account_enabled OR a.signed_in_at < ?)"
                                + " GROUP BY u.organization_id, l.sku_id"
                                + " UNION ALL SELECT organization_id, sku_id, 0, count(*) FROM ",
                        organizations,
                        activeSince))
                .followedBy(held)
                .followedBy(Sql.of(
                        " l WHERE organization_id = ANY (?::uuid[]) AND problem = 'units'"
                                + " GROUP BY organization_id, sku_id",
                        organizations));
    }

    /** What a group gave its members, how many of them held it and how many waited. */
    static Sql ofGroup(Instant at, UUID organization, UUID group) {
        return Sql.of(
                        "SELECT k.version, g.sku_id, g.disabled_plans, g.created_at, g.assigned_by, g.assigned_by_id,"
                                + " count(l.user_id) FILTER (WHERE l.held), count(l.user_id) FILTER (WHERE NOT l.held), true FROM ")
                .followedBy(AsOf.table(
                        "group_licenses",
                        "organization_id, group_id, sku_id, disabled_plans, created_at, assigned_by, assigned_by_id",
                        at))
                .followedBy(" g CROSS JOIN sku_catalogue k LEFT JOIN ")
                .followedBy(AsOf.table("license_paths", "organization_id, user_id, sku_id, via", at))
                .followedBy(" p ON p.organization_id = g.organization_id AND p.via = g.group_id"
                        + " AND p.sku_id = g.sku_id AND p.via <> p.user_id LEFT JOIN ")
                .followedBy(AsOf.table("user_licenses", "organization_id, user_id, sku_id, held", at))
                .followedBy(Sql.of(
                        " l ON l.organization_id = p.organization_id AND l.user_id = p.user_id AND l.sku_id = p.sku_id"
                                + " WHERE g.organization_id = ? AND g.group_id = ?"
                                + " GROUP BY k.version, g.sku_id, g.disabled_plans, g.created_at, g.assigned_by, g.assigned_by_id",
                        organization,
                        group));
    }
}
