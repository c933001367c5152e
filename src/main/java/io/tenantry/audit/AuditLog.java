package io.tenantry.audit;

import io.tenantry.audit.internal.EventRows;
import io.tenantry.kernel.Page;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.RowScope;
import io.tenantry.query.ListQuery;
import io.tenantry.query.PageSql;
import io.tenantry.query.Sql;
import io.tenantry.tenancy.OrganizationId;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads the trail. In order of time it is served by an index. */
@Component
public class AuditLog {
    private final Database database;
    private final EventRows rows;

    AuditLog(Database database, JsonMapper json) {
        this.database = database;
        rows = new EventRows(json);
    }

    /**
     * Events of one organization in the scope.
     *
     * @param query over the columns of {@code audit_events e} and its seal {@code s}
     */
    public Page<RecordedEvent> list(RowScope scope, OrganizationId organization, ListQuery query) {
        Sql base = Sql.of("e.organization_id = ?", organization.value());
        Long total = query.count() ? count(scope, PageSql.count(query, EventRows.FROM, base)) : null;
        PageSql page = PageSql.of(query, EventRows.COLUMNS, EventRows.FROM, base);
        return page.page(
                database.list(
                        scope,
                        page.sql().text(),
                        row -> page.placed(rows.read(row), row),
                        page.sql().values().toArray()),
                total);
    }

    /** The latest events about one target, of these actions, the newest first. */
    public List<RecordedEvent> latest(
            RowScope scope, OrganizationId organization, String targetId, Collection<String> actions, int limit) {
        return database.list(
                scope,
                "SELECT " + EventRows.COLUMNS + " FROM " + EventRows.FROM
                        + " WHERE e.organization_id = ? AND e.target_id = ? AND e.action = ANY (?)"
                        + " ORDER BY e.occurred_at DESC, e.id DESC LIMIT ?",
                rows::read,
                organization.value(),
                targetId,
                actions,
                limit);
    }

    private @Nullable Long count(RowScope scope, Sql sql) {
        return database.first(
                scope, sql.text(), row -> row.getLong(1), sql.values().toArray());
    }
}
