package io.tenantry.usage.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.query.Field;
import io.tenantry.usage.Application;
import java.util.List;
import org.springframework.stereotype.Component;

/** Values that properties have, each once. Columns come from catalogues, never from a caller. */
@Component
public class LookupRows {
    private final Database database;

    LookupRows(Database database) {
        this.database = database;
    }

    public List<String> ofApplications(Reach reach, Field field, String part, int most) {
        String column = field.column();
        return database.list(
                reach,
                "SELECT DISTINCT " + column + " FROM applications p WHERE " + column + " <> '' AND strpos(lower("
                        + column + "), lower(?)) > 0 ORDER BY 1 LIMIT " + most,
                row -> row.getString(1),
                part);
    }

    public List<String> ofUsers(Reach reach, Application application, Field field, String part, int most) {
        String column = field.column();
        return database.list(
                reach,
                "SELECT DISTINCT " + column + " FROM person_applications u"
                        + " JOIN people p ON p.organization_id = u.organization_id AND p.id = u.person_id"
                        + " WHERE u.organization_id = ? AND u.application_id = ? AND u.removed_at IS NULL AND " + column
                        + " <> '' AND strpos(lower(" + column + "), lower(?)) > 0 ORDER BY 1 LIMIT " + most,
                row -> row.getString(1),
                application.organization().value(),
                application.id(),
                part);
    }
}
