package io.tenantry.usage.internal;

import io.tenantry.access.Reach;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Page;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Sql;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.Application;
import io.tenantry.usage.Applications;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table {@code applications}. */
@Component
public class ApplicationRows {
    public static final Catalogue FIELDS = Catalogue.of(
            Field.id("id", "p.id"),
            Field.uuid("organizationId", "p.organization_id").required(),
            Field.text("name", "p.name").foldedIn("p.name_ci").required(),
            Field.text("vendor", "p.vendor").foldedIn("p.vendor_ci").required(),
            Field.uuid("vendorId", "p.vendor_id").required(),
            Field.text("category", "p.category").required(),
            Field.instant("createdDate", "p.created_at").required(),
            Field.number("users", "p.users").required(),
            Field.number("activeUsers", "p.active").required(),
            Field.number("costPerMonth", "p.cost_per_month").required(),
            Field.number("potentialSavings", "p.potential_savings").required(),
            Field.instant("lastActive", "p.last_active_at"));

    private static final String COLUMNS = """
            p.organization_id, p.id, p.name, p.vendor, p.vendor_id, p.category, p.created_at, p.version, p.users, p.active,
            p.cost_per_month, p.potential_savings, p.last_active_at""";

    private static final Sql FROM = Sql.of("applications p");

    private final Database database;

    ApplicationRows(Database database) {
        this.database = database;
    }

    public Page<Application> list(Reach reach, @Nullable OrganizationId organization, ListQuery query) {
        return new ListedRows<>(COLUMNS, FROM, base(organization), ApplicationRows::read).page(database, reach, query);
    }

    public @Nullable Application find(Reach reach, @Nullable OrganizationId organization, UUID id) {
        Sql where = base(organization).and(Sql.of("p.id = ?", id));
        return database.first(
                reach,
                "SELECT " + COLUMNS + " FROM applications p WHERE " + where.text(),
                ApplicationRows::read,
                where.values().toArray());
    }

    public List<String> values(Reach reach, @Nullable OrganizationId organization, Field field, int most) {
        Sql base = base(organization);
        return database.list(
                reach,
                "SELECT DISTINCT " + field.column() + "::text FROM applications p WHERE " + base.text()
                        + " ORDER BY 1 LIMIT " + most,
                row -> row.getString(1),
                base.values().toArray());
    }

    public UUID insert(Session session, OrganizationId organization, Applications.Description description) {
        UUID id = Ids.next();
        session.run(
                "INSERT INTO applications (organization_id, id, name, vendor, category) VALUES (?, ?, ?, ?, ?)",
                organization.value(),
                id,
                description.name(),
                description.vendor(),
                description.category());
        return id;
    }

    public void update(Session session, OrganizationId organization, UUID id, Applications.Description description) {
        session.run(
                "UPDATE applications SET name = ?, vendor = ?, category = ?, version = version + 1"
                        + " WHERE organization_id = ? AND id = ?",
                description.name(),
                description.vendor(),
                description.category(),
                organization.value(),
                id);
    }

    private static Sql base(@Nullable OrganizationId organization) {
        return organization == null ? Sql.of("true") : Sql.of("p.organization_id = ?", organization.value());
    }

    private static Application read(ResultSet row) throws SQLException {
        return new Application(
                new OrganizationId(row.getObject(1, UUID.class)),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getObject(5, UUID.class),
                row.getString(6),
                PersonRows.instant(row, 7),
                row.getLong(8),
                new Application.Figures(
                        row.getLong(9),
                        row.getLong(10),
                        row.getBigDecimal(11),
                        row.getBigDecimal(12),
                        PersonRows.instantOrNull(row, 13)));
    }
}
