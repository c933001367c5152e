package io.tenantry.licensing.internal;

import io.tenantry.query.AsOf;
import io.tenantry.query.Sql;
import java.time.Instant;

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
}
