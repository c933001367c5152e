package io.tenantry.usage.internal;

import io.tenantry.access.Reach;
import io.tenantry.kernel.Page;
import io.tenantry.platform.database.Database;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Several;
import io.tenantry.query.Sql;
import io.tenantry.usage.Application;
import io.tenantry.usage.ApplicationUser;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The table {@code person_applications}, as seen from an application. */
@Component
public class ApplicationUserRows {
    public static final Field LAST_ACTIVE = Field.instant("lastActive", "u.last_active_at");

    public static final Catalogue FIELDS = fields();

    public static final Several DISCOVERY_TYPES = new Several(
            Field.shown("u.discovery_types"),
            Field.number("discoveryTypes", "element.value").required().notSortable(),
            "unnest(u.discovery_types) AS element (value) WHERE true");

    private static final String PEOPLE =
            " JOIN people p ON p.organization_id = u.organization_id AND p.id = u.person_id";

    private static final String MARKERS =
            " JOIN person_markers m ON m.organization_id = u.organization_id AND m.person_id = u.person_id";

    private static final String KEYS = "u.organization_id, u.person_id, u.application_id";

    /** Looked up for the rows that are shown only. */
    private static final ListedRows.Further LOOKED_UP = new ListedRows.Further(
            PersonRows.ALONE
                    + ", u.is_enabled, u.discovery_types, u.cost_per_month, u.first_discovered_at, u.last_active_at",
            Sql.of(
                    "person_applications u ON u.organization_id = found.organization_id AND u.person_id = found.person_id"
                            + " AND u.application_id = found.application_id" + PEOPLE));

    private final Database database;

    ApplicationUserRows(Database database) {
        this.database = database;
    }

    /** A person's fields, of which some mean something else here: whether he is enabled in the application, and the like. */
    private static Catalogue fields() {
        List<Field> fields = new ArrayList<>();
        for (Field field : PersonRows.FIELDS.fields()) {
            switch (field.name()) {
                case "id" -> {
                    // comes first
                }
                case "isEnabled" ->
                    fields.add(
                            Field.flag("isEnabled", "u.is_enabled").required().notSortable());
                case "lastActive" -> fields.add(LAST_ACTIVE);
                case "userCostPerMonth" ->
                    fields.add(
                            Field.number("userCostPerMonth", "u.cost_per_month").required());
                default -> fields.add(field);
            }
        }
        fields.add(Field.instant("firstDiscovered", "u.first_discovered_at").required());
        return Catalogue.of(Field.id("id", "u.person_id"), fields.toArray(Field[]::new));
    }

    /** Only the tables that the question asks are read for everybody, the others for whoever is shown. */
    public Page<ApplicationUser> list(Reach reach, Application application, ListQuery query) {
        return rows(application, ListedRows.tables(query))
                .page(database, reach, query, rows(application, ListedRows.tables(query.filter())));
    }

    private static ListedRows<ApplicationUser> rows(Application application, Set<String> asked) {
        boolean asksPeople = asked.contains("p");
        Sql from = Sql.of("person_applications u" + (asksPeople ? PEOPLE : "") + (asked.contains("m") ? MARKERS : ""));
        Sql base = Sql.of(
                "u.organization_id = ? AND u.application_id = ? AND u.removed_at IS NULL"
                        + (asksPeople ? " AND p.removed_at IS NULL" : ""),
                application.organization().value(),
                application.id());
        return new ListedRows<>(KEYS, from, base, ApplicationUserRows::read, LOOKED_UP, null);
    }

    private static ApplicationUser read(ResultSet row) throws SQLException {
        return new ApplicationUser(
                PersonRows.read(row),
                row.getBoolean(18),
                PersonRows.numbers(row, 19),
                row.getBigDecimal(20),
                PersonRows.instant(row, 21),
                PersonRows.instantOrNull(row, 22));
    }
}
