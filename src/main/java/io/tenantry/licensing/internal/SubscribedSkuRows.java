package io.tenantry.licensing.internal;

import static io.tenantry.licensing.internal.LicenseRows.instant;

import io.tenantry.access.Reach;
import io.tenantry.kernel.Page;
import io.tenantry.licensing.Holder;
import io.tenantry.licensing.LicenseProblem;
import io.tenantry.licensing.SubscribedSku;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.PagedTable;
import io.tenantry.platform.database.Session;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Sql;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The tables {@code subscribed_skus} and {@code consumed_units}, and who holds a product. */
public final class SubscribedSkuRows {
    /** The properties of {@link #list}. */
    public static final Catalogue FIELDS = Catalogue.of(
            Field.id("id", "id"),
            Field.uuid("skuId", "sku_id").required(),
            Field.text("partNumber", "part_number").foldedIn("part_number_ci").required(),
            Field.text("displayName", "display_name")
                    .foldedIn("display_name_ci")
                    .required(),
            Field.number("enabled", "enabled").required(),
            Field.number("warning", "warning").required(),
            Field.number("suspended", "suspended").required(),
            Field.number("lockedOut", "locked_out").required(),
            Field.number("consumed", "consumed").required(),
            Field.number("available", "available").required());

    /** The properties of {@link #holders}. */
    public static final Catalogue HOLDER_FIELDS = Catalogue.of(
            Field.id("userId", "l.user_id"),
            Field.flag("held", "l.held").required().notSortable(),
            Field.text("problem", "l.problem").notSortable(),
            Field.instant("since", "l.since").required().notSortable(),
            Field.flag("accountEnabled", "u.account_enabled").required().notSortable(),
            Field.text("userPrincipalName", "u.upn")
                    .foldedIn("u.upn_ci")
                    .required()
                    .notSortable());

    /** What an organization has of each product, with the product's names. */
    static final String SUBSCRIBED = """
            (SELECT s.organization_id, s.sku_id, s.id, s.enabled, s.warning, s.suspended, s.locked_out, s.version,
                    coalesce(c.units, 0) AS consumed, greatest(0, s.enabled + s.warning - coalesce(c.units, 0)) AS available,
                    coalesce(k.part_number, s.sku_id::text) AS part_number,
                    coalesce(k.part_number_ci, s.sku_id::text COLLATE "C") AS part_number_ci,
                    coalesce(k.display_name, s.sku_id::text) AS display_name,
                    coalesce(k.display_name_ci, s.sku_id::text COLLATE "C") AS display_name_ci,
                    coalesce(o.microsoft_tenant_id, o.organization_id) AS tenant
             FROM subscribed_skus s
                 JOIN organizations o ON o.organization_id = s.organization_id
                 LEFT JOIN consumed_units c ON c.organization_id = s.organization_id AND c.sku_id = s.sku_id
                 LEFT JOIN skus k ON k.id = s.sku_id) subscribed""";

    static final String ALL = """
            SELECT k.version, coalesce(o.microsoft_tenant_id, o.organization_id), s.sku_id, s.enabled, s.warning, s.suspended,
                   s.locked_out, c.units, s.version
            FROM organizations o CROSS JOIN sku_catalogue k
                JOIN subscribed_skus s ON s.organization_id = o.organization_id
                LEFT JOIN consumed_units c ON c.organization_id = s.organization_id AND c.sku_id = s.sku_id
            WHERE o.organization_id = ? ORDER BY s.id
            """;

    private static final String COLUMNS =
            "(SELECT version FROM sku_catalogue), tenant, sku_id, enabled, warning, suspended, locked_out, consumed, version";

    static final String HOLDERS = """
            user_licenses l JOIN users u ON u.organization_id = l.organization_id AND u.id = l.user_id""";

    /** Counted and not asked with EXISTS, which the planner may answer by reading the whole table into a hash. */
    static final String HOLDER_COLUMNS = """
            l.user_id, u.upn, u.display_name, u.account_enabled, l.problem, l.since,
            (SELECT count(*) > 0 FROM license_paths p WHERE p.organization_id = l.organization_id AND p.user_id = l.user_id
             AND p.sku_id = l.sku_id AND p.via = l.user_id),
            (SELECT count(*) FROM license_paths p WHERE p.organization_id = l.organization_id AND p.user_id = l.user_id
             AND p.sku_id = l.sku_id AND p.via <> l.user_id)""";

    private SubscribedSkuRows() {}

    /** Those of the products of which the organization has or had units. */
    public static List<UUID> subscribed(Session session, UUID organization, List<UUID> skus) {
        return session.list(
                "SELECT sku_id FROM subscribed_skus WHERE organization_id = ? AND sku_id = ANY (?::uuid[])",
                row -> row.getObject(1, UUID.class),
                organization,
                skus);
    }

    /** Everything an organization has, in the order in which it came to have it. */
    public static List<SubscribedSku> all(
            Database database, Reach reach, OrganizationId organization, SkuCatalogue catalogue) {
        return database.list(reach, ALL, SubscribedSkuRows::line, organization.value()).stream()
                .map(line -> line.named(organization, catalogue))
                .toList();
    }

    /** One page of it. */
    public static Page<SubscribedSku> list(
            Database database, Reach reach, OrganizationId organization, ListQuery query, SkuCatalogue catalogue) {
        Sql base = Sql.of("organization_id = ?", organization.value());
        Sql from = query.asOf() == null ? Sql.of(SUBSCRIBED) : PastLicenses.subscribed(SUBSCRIBED, query.asOf());
        return new PagedTable<>(from, COLUMNS, SubscribedSkuRows::line)
                .page(database, reach, query, base)
                .map(line -> line.named(organization, catalogue));
    }

    /** Living people who were given a product. */
    public static Page<Holder> holders(
            Database database, Reach reach, OrganizationId organization, UUID sku, ListQuery query) {
        Sql base = Sql.of("l.organization_id = ? AND l.sku_id = ? AND u.deleted_at IS NULL", organization.value(), sku);
        Instant at = query.asOf();
        Sql from = at == null ? Sql.of(HOLDERS) : PastLicenses.holders(at);
        return new PagedTable<>(
                        from, at == null ? HOLDER_COLUMNS : PastLicenses.HOLDER_COLUMNS, SubscribedSkuRows::holder)
                .page(database, reach, query, base);
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                new SubscribedSku.Units(row.getInt(4), row.getInt(5), row.getInt(6), row.getInt(7)),
                row.getInt(8),
                row.getLong(9));
    }

    private static Holder holder(ResultSet row) throws SQLException {
        String problem = row.getString(5);
        return new Holder(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getBoolean(4),
                problem == null ? null : LicenseProblem.ofStored(problem),
                instant(row, 6),
                row.getBoolean(7),
                row.getInt(8));
    }

    /** A row before the product is looked up, which may need a connection of its own. */
    private record Line(long catalogue, UUID tenant, UUID sku, SubscribedSku.Units units, int consumed, long version) {
        SubscribedSku named(OrganizationId organization, SkuCatalogue skus) {
            return new SubscribedSku(organization, tenant, skus.at(catalogue).sku(sku), units, consumed, version);
        }
    }
}
