package io.tenantry.audit;

import io.tenantry.audit.internal.EventRows;
import io.tenantry.kernel.Page;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.PagedTable;
import io.tenantry.platform.database.RowScope;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Sql;
import io.tenantry.tenancy.OrganizationId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads the trail. In order of time it is served by an index. */
@Component
public class AuditLog {
    /** What came of an event, for filters. */
    public static final Field OUTCOME = Field.word(
                    "outcome",
                    "e.outcome",
                    Arrays.stream(AuditEvent.Outcome.values())
                            .map(outcome -> outcome.name().toLowerCase(Locale.ROOT))
                            .toList())
            .required()
            .notSortable();

    /** Whom or what an event is about, for filters. */
    public static final Field TARGET_ID =
            Field.text("targetId", "e.target_id").identifying().notSortable();

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
        return new PagedTable<>(EventRows.FROM, EventRows.COLUMNS, rows::read).page(database, scope, query, base);
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
}
