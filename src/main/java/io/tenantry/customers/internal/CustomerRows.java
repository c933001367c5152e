package io.tenantry.customers.internal;

import io.tenantry.access.Reach;
import io.tenantry.customers.Customer;
import io.tenantry.kernel.Page;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.PagedTable;
import io.tenantry.platform.database.Session;
import io.tenantry.query.AsOf;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Sql;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.tenancy.OrganizationKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Organizations below an operator, with their contacts and the connection that serves them, read under the wall. */
public final class CustomerRows {
    /** What they can be searched and sorted by. There are thousands at most, so looking at each costs little. */
    public static final Catalogue FIELDS = Catalogue.of(
            Field.id("id", "id"),
            Field.text("Company.Name", "name").foldedIn("name_ci").required(),
            Field.text("Domain", "domains").notSortable(),
            Field.text("InternalIdentifier", "internal_identifier").notSortable(),
            Field.text("ProviderCustomerId", "tenant_text").required().notSortable());

    private static final String OF_KIND = " o ON o.organization_id = b.organization_id AND o.kind = ? LEFT JOIN ";
    private static final String WITH_CONTACT = " c ON c.organization_id = o.organization_id"
            + " LEFT JOIN instances_of(?) i ON i.provider = o.provider) customers";
    private static final String ORGANIZATION =
            "organization_id, kind, provider, microsoft_tenant_id, name, name_ci, version, created_at, deleted_at";
    private static final String SELECTED = """
            (SELECT o.organization_id AS id, o.name, o.name_ci, b.reseller_id, i.id AS instance, o.created_at, o.deleted_at, c.*,
                o.version || '.' || coalesce(c.version, 0) AS tag,
                coalesce(o.microsoft_tenant_id, o.organization_id) AS tenant,
                coalesce(o.microsoft_tenant_id, o.organization_id)::text AS tenant_text,
                (SELECT d.name FROM domains d WHERE d.organization_id = o.organization_id AND d.is_default) AS domain,
                (SELECT string_agg(d.name, ' ') FROM domains d WHERE d.organization_id = o.organization_id) AS domains
            FROM\s""".replace("c.*", "c." + ContactRows.COLUMNS.replaceAll(",\\s+", ", c."));
    private static final String COLUMNS =
            "id, name, reseller_id, tenant, instance, domain, tag, created_at, deleted_at, " + ContactRows.COLUMNS;
    private static final int CONTACT = 10;

    private final Sql from;

    private CustomerRows(Sql from) {
        this.from = from;
    }

    /**
     * What is read.
     *
     * @param operator whose connections serve them
     * @param asOf the moment of the past at which they are read, or null for now. Who lies below whom, and domains, are those of now
     */
    public record Kind(
            OrganizationKind kind,
            OrganizationId operator,
            @Nullable Instant asOf) {
        private Sql joined(Sql first) {
            return first.followedBy(" b JOIN ")
                    .followedBy(table("organizations", ORGANIZATION))
                    .followedBy(Sql.of(OF_KIND, kind.stored()))
                    .followedBy(table("organization_contacts", "organization_id, version, " + ContactRows.COLUMNS))
                    .followedBy(Sql.of(WITH_CONTACT, operator.value()));
        }

        private Sql table(String name, String columns) {
            return asOf == null ? Sql.of(name) : AsOf.table(name, columns, asOf);
        }
    }

    /** Those of one kind below an organization. */
    public static CustomerRows below(OrganizationId top, Kind kind) {
        return new CustomerRows(kind.joined(Sql.of(SELECTED + "organizations_below(?)", top.value())));
    }

    /** One of whom it is known already who sells to him. */
    public static CustomerRows single(OrganizationId id, @Nullable OrganizationId reseller, Kind kind) {
        Sql known = Sql.of(SELECTED + "(SELECT ?::uuid AS organization_id, ", id.value())
                .followedBy(reseller == null ? Sql.of("NULL::uuid") : Sql.of("?::uuid", reseller.value()))
                .followedBy(" AS reseller_id)");
        return new CustomerRows(kind.joined(known));
    }

    /** A customer's version, which nobody else changes until the transaction ends. */
    public static String holdVersion(Session session, OrganizationId id) {
        return Objects.requireNonNull(session.first("""
                SELECT o.version || '.' || coalesce(c.version, 0) FROM organizations o
                    LEFT JOIN organization_contacts c ON c.organization_id = o.organization_id
                WHERE o.organization_id = ? FOR UPDATE OF o
                """, row -> row.getString(1), id.value()));
    }

    /** One page of those in reach. */
    public Page<Customer> list(Database database, Reach reach, boolean deleted, ListQuery query) {
        Sql base = Sql.of(deleted ? "true" : "deleted_at IS NULL");
        return new PagedTable<>(from, COLUMNS, CustomerRows::read).page(database, reach, query, base);
    }

    /** The living one of this id, or null. */
    public @Nullable Customer living(Database database, Reach reach, OrganizationId id) {
        return one(database, reach, from.followedBy(Sql.of(" WHERE deleted_at IS NULL AND id = ?", id.value())));
    }

    /** The first there is, living or deleted, or null. */
    public @Nullable Customer first(Database database, Reach reach) {
        return one(database, reach, from);
    }

    private static @Nullable Customer one(Database database, Reach reach, Sql rows) {
        return database.first(
                reach,
                "SELECT " + COLUMNS + " FROM " + rows.text(),
                CustomerRows::read,
                rows.values().toArray());
    }

    private static Customer read(ResultSet row) throws SQLException {
        UUID reseller = row.getObject(3, UUID.class);
        return new Customer(
                new OrganizationId(row.getObject(1, UUID.class)),
                row.getString(2),
                ContactRows.read(row, CONTACT),
                reseller == null ? null : new OrganizationId(reseller),
                row.getObject(4, UUID.class),
                row.getObject(5, UUID.class),
                row.getString(6),
                row.getString(7),
                instant(row, 8),
                row.getObject(9) == null ? null : instant(row, 9));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
