package io.tenantry.licensing.internal;

import io.tenantry.access.Reach;
import io.tenantry.kernel.Page;
import io.tenantry.licensing.LedgerLine;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.PagedTable;
import io.tenantry.query.AsOf;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Sql;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sums over units, subscriptions and the people who hold licences. */
public final class LedgerRows {
    /** What the ledger can be filtered and sorted by. */
    public static final Catalogue FIELDS = Catalogue.of(
            Field.id("id", "id"),
            Field.uuid("organizationId", "organization_id").required(),
            Field.text("organizationName", "organization_name")
                    .foldedIn("organization_name_ci")
                    .required(),
            Field.uuid("skuId", "sku_id").required(),
            Field.text("partNumber", "part_number").foldedIn("part_number_ci").required(),
            Field.text("displayName", "display_name")
                    .foldedIn("display_name_ci")
                    .required(),
            Field.number("bought", "bought").required(),
            Field.number("enabled", "usable").required(),
            Field.number("assigned", "consumed").required(),
            Field.number("unassigned", "available").required(),
            Field.number("drift", "drift").required());

    private static final Sql FROM =
            from(Sql.of(SubscribedSkuRows.SUBSCRIBED), Sql.of("organizations"), Sql.of("subscriptions"));

    private static final String COLUMNS =
            "organization_id, organization_name, sku_id, part_number, display_name, bought," + " usable, consumed";

    /** From those whose accounts are disabled, who are few; those who came last long ago, and those who wait, who have indexes. */
    static final String IDLE = """
            SELECT u.organization_id, l.sku_id, count(*), 0 FROM users u
                JOIN user_licenses l ON l.organization_id = u.organization_id AND l.user_id = u.id AND l.held
            WHERE u.organization_id = ANY (?::uuid[]) AND u.deleted_at IS NULL AND NOT u.account_enabled
            GROUP BY u.organization_id, l.sku_id
            UNION ALL
            SELECT a.organization_id, l.sku_id, count(*), 0 FROM user_activity a
                JOIN users u ON u.organization_id = a.organization_id AND u.id = a.user_id
                    AND u.deleted_at IS NULL AND u.account_enabled
                JOIN user_licenses l ON l.organization_id = a.organization_id AND l.user_id = a.user_id AND l.held
            WHERE a.organization_id = ANY (?::uuid[]) AND a.signed_in_at < ?
            GROUP BY a.organization_id, l.sku_id
            UNION ALL
            SELECT organization_id, sku_id, 0, count(*) FROM user_licenses
            WHERE organization_id = ANY (?::uuid[]) AND problem = 'units' GROUP BY organization_id, sku_id
            """;

    private LedgerRows() {}

    private static Sql from(Sql subscribed, Sql organizations, Sql subscriptions) {
        return Sql.of("(SELECT subscribed.*, enabled + warning AS usable, o.name AS organization_name,"
                        + " o.name_ci AS organization_name_ci, coalesce(b.bought, 0)::integer AS bought,"
                        + " (enabled + warning - coalesce(b.bought, 0))::integer AS drift FROM ")
                .followedBy(subscribed)
                .followedBy(" JOIN ")
                .followedBy(organizations)
                .followedBy(" o ON o.organization_id = subscribed.organization_id AND o.deleted_at IS NULL"
                        + " LEFT JOIN LATERAL (SELECT sum(x.quantity) AS bought FROM ")
                .followedBy(subscriptions)
                .followedBy(" x WHERE x.organization_id = subscribed.organization_id AND x.sku_id = subscribed.sku_id"
                        + " AND x.status IN ('active', 'expired')) b ON true) ledger");
    }

    private static Sql from(@Nullable Instant at) {
        return at == null
                ? FROM
                : from(
                        PastLicenses.subscribed(SubscribedSkuRows.SUBSCRIBED, at),
                        AsOf.table("organizations", "organization_id, name, name_ci, deleted_at", at),
                        AsOf.table("subscriptions", "organization_id, sku_id, quantity, status", at));
    }

    /** One page, over one organization or, where that is null, over all in reach. */
    public static Page<LedgerLine> list(
            Database database, Reach reach, @Nullable UUID organization, Instant activeSince, ListQuery query) {
        Sql base = organization == null ? Sql.of("true") : Sql.of("organization_id = ?", organization);
        Sql from = from(query.asOf());
        Page<LedgerLine> lines = new PagedTable<>(from, COLUMNS, LedgerRows::line).page(database, reach, query, base);
        List<UUID> organizations = lines.items().stream()
                .map(line -> line.organization().value())
                .distinct()
                .toList();
        if (organizations.isEmpty()) {
            return lines;
        }
        Map<Key, Idle> idle = new HashMap<>();
        Sql asked = idle(organizations, activeSince, query.asOf());
        database.list(reach, asked.text(), LedgerRows::idle, asked.values().toArray())
                .forEach(one -> idle.merge(one.key, one, Idle::and));
        return lines.map(line -> with(line, idle.get(new Key(line.organization().value(), line.skuId()))));
    }

    private static Sql idle(List<UUID> organizations, Instant activeSince, @Nullable Instant at) {
        OffsetDateTime since = activeSince.atOffset(ZoneOffset.UTC);
        return at == null
                ? Sql.of(IDLE, organizations, organizations, since, organizations)
                : PastLicenses.idle(organizations, since, at);
    }

    private static LedgerLine line(ResultSet row) throws SQLException {
        int assigned = row.getInt(8);
        return new LedgerLine(
                new OrganizationId(row.getObject(1, UUID.class)),
                row.getString(2),
                row.getObject(3, UUID.class),
                row.getString(4),
                row.getString(5),
                row.getInt(6),
                row.getInt(7),
                assigned,
                assigned,
                0);
    }

    private static LedgerLine with(LedgerLine line, @Nullable Idle idle) {
        return idle == null
                ? line
                : new LedgerLine(
                        line.organization(),
                        line.organizationName(),
                        line.skuId(),
                        line.partNumber(),
                        line.displayName(),
                        line.bought(),
                        line.enabled(),
                        line.assigned(),
                        Math.max(0, line.assigned() - idle.unused),
                        idle.waiting);
    }

    private static Idle idle(ResultSet row) throws SQLException {
        return new Idle(
                new Key(row.getObject(1, UUID.class), row.getObject(2, UUID.class)), row.getInt(3), row.getInt(4));
    }

    /** A product in an organization. */
    private record Key(UUID organization, UUID sku) {}

    /** How many hold it in vain, and how many wait for it. */
    private record Idle(Key key, int unused, int waiting) {
        Idle and(Idle other) {
            return new Idle(key, unused + other.unused, waiting + other.waiting);
        }
    }
}
