package io.tenantry.usage.internal;

import io.tenantry.access.Reach;
import io.tenantry.kernel.Page;
import io.tenantry.platform.database.Database;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Several;
import io.tenantry.query.Sql;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.Person;
import io.tenantry.usage.PersonSource;
import io.tenantry.usage.UsedApplication;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table {@code person_applications}, as seen from a person, and the sources that tell of him. */
@Component
public class UsedApplicationRows {
    public static final Catalogue FIELDS = Catalogue.of(
            Field.id("id", "p.application_id"),
            Field.text("name", "a.name").foldedIn("a.name_ci").required(),
            Field.text("vendor", "a.vendor").foldedIn("a.vendor_ci").required(),
            Field.uuid("vendorId", "a.vendor_id").required(),
            Field.flag("isEnabled", "p.is_enabled").required().notSortable(),
            Field.number("costPerMonth", "p.cost_per_month").required(),
            Field.instant("firstDiscovered", "p.first_discovered_at").required(),
            Field.instant("lastActive", "p.last_active_at"),
            Field.shown("discoveryTypes"));

    public static final Several DISCOVERY_TYPES = PersonRows.DISCOVERY_TYPES;

    public static final Catalogue SOURCE_FIELDS = Catalogue.of(
            Field.id("id", "s.id"),
            Field.text("name", "s.name").required(),
            Field.number("type", "s.discovery_type").required(),
            Field.instant("created", "s.first_discovered_at").required());

    private static final String COLUMNS = """
            p.person_id, p.application_id, a.name, a.vendor, a.vendor_id, p.is_enabled, p.discovery_types, p.cost_per_month,
            p.first_discovered_at, p.last_active_at""";

    private static final Sql FROM = Sql.of("person_applications p"
            + " JOIN applications a ON a.organization_id = p.organization_id AND a.id = p.application_id");

    private static final String SOURCES = """
            (SELECT a.person_id, d.id, d.name, a.discovery_type, min(a.first_discovered_at) AS first_discovered_at
             FROM app_accounts a JOIN discovery_sources d ON d.organization_id = a.organization_id AND d.id = a.source_id
             WHERE a.organization_id = ? AND a.person_id = ? AND a.gone_at IS NULL
             GROUP BY a.person_id, d.id, d.name, a.discovery_type) s""";

    private final Database database;

    UsedApplicationRows(Database database) {
        this.database = database;
    }

    /** Those of a person, none where there is nobody. Without an organization the person's own is looked up. */
    public Page<UsedApplication> list(
            Reach reach, @Nullable OrganizationId organization, UUID person, ListQuery query) {
        Sql home = organization == null
                ? Sql.of("p.organization_id = (SELECT h.organization_id FROM people h WHERE h.id = ?)", person)
                : Sql.of("p.organization_id = ?", organization.value());
        Sql base = home.and(Sql.of("p.person_id = ? AND p.removed_at IS NULL", person));
        return new ListedRows<>(COLUMNS, FROM, base, UsedApplicationRows::read).page(database, reach, query);
    }

    public Page<PersonSource> sources(Reach reach, Person person, ListQuery query) {
        Sql from = Sql.of(SOURCES, person.organization().value(), person.id());
        return new ListedRows<>(
                        "s.person_id, s.id, s.name, s.discovery_type, s.first_discovered_at",
                        from,
                        Sql.of("true"),
                        UsedApplicationRows::readSource)
                .page(database, reach, query);
    }

    private static UsedApplication read(ResultSet row) throws SQLException {
        return new UsedApplication(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getObject(5, UUID.class),
                row.getBoolean(6),
                PersonRows.numbers(row, 7),
                row.getBigDecimal(8),
                PersonRows.instant(row, 9),
                PersonRows.instantOrNull(row, 10));
    }

    private static PersonSource readSource(ResultSet row) throws SQLException {
        return new PersonSource(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getInt(4),
                PersonRows.instant(row, 5));
    }
}
