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

    private static final String FROM = "person_applications u"
            + " JOIN people p ON p.organization_id = u.organization_id AND p.id = u.person_id"
            + " JOIN person_markers m ON m.organization_id = p.organization_id AND m.person_id = p.id";

    private static final String COLUMNS =
            ", u.is_enabled, u.discovery_types, u.cost_per_month, u.first_discovered_at, u.last_active_at";

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
        return Catalogue.of(PersonRows.FIELDS.id(), fields.toArray(Field[]::new));
    }

    public Page<ApplicationUser> list(Reach reach, Application application, ListQuery query) {
        Sql base = Sql.of(
                "u.organization_id = ? AND u.application_id = ? AND u.removed_at IS NULL",
                application.organization().value(),
                application.id());
        return new ListedRows<>(PersonRows.SHOWN + COLUMNS, Sql.of(FROM), base, ApplicationUserRows::read)
                .page(database, reach, query);
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
