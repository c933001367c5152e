package io.tenantry.changes.internal;

import io.tenantry.access.Caller;
import io.tenantry.changes.Change;
import io.tenantry.changes.Change.EditKind;
import io.tenantry.changes.Subject;
import io.tenantry.kernel.Ids;
import io.tenantry.platform.database.Database;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Makes the plan of a change's inverse. */
@Component
public class Undoing {
    private final Database database;
    private final Planning planning;

    Undoing(Database database, Planning planning) {
        this.database = database;
        this.planning = planning;
    }

    /**
     * Makes the plan and tells its id.
     *
     * @param forced targets to take back although somebody changed them since
     */
    public UUID plan(Caller caller, Planning.Field field, Change undone, List<UUID> forced) {
        return database.transaction(field.reach(), session -> {
            session.list(Planning.PATIENCE, row -> true);
            UUID id = Ids.next();
            session.run(UndoSql.turn(undone.subject()), forced, id, undone.id());
            if (undone.subject() == Subject.GROUP && undone.edits().contains(EditKind.CREATE)) {
                session.run(UndoSql.BLOCK_JOINED, id, forced, undone.id());
            }
            if (undone.edits().contains(EditKind.MEMBERSHIPS)) {
                session.run(UndoSql.BLOCK_GROUPS, UndoSql.LINKS_CHANGED_SINCE, id);
            }
            if (undone.edits().contains(EditKind.LICENSES)) {
                session.run(UndoSql.BLOCK_LICENSES, UndoSql.LINKS_CHANGED_SINCE, id);
            }
            List<String> members = session.first(
                    "SELECT members FROM changes WHERE id = ?",
                    row -> List.of((String[]) row.getArray(1).getArray()),
                    undone.id());
            Map<String, Object> request = new LinkedHashMap<>();
            request.put("undo", undone.id());
            request.put("force", forced);
            Planning.Heading heading = new Planning.Heading(
                    undone.title() == null ? "Undo" : "Undo: " + undone.title(),
                    undone.subject(),
                    request,
                    undone.edits().stream().map(Undoing::inverse).toList(),
                    members == null ? List.of() : members,
                    field.permissions(),
                    undone.id());
            planning.keep(session, caller, field, id, heading, new Planning.Beside(0, List.of()));
            return id;
        });
    }

    /** What takes an edit back. */
    public static EditKind inverse(EditKind kind) {
        return switch (kind) {
            case CREATE -> EditKind.DELETE;
            case SET -> EditKind.SET;
            case ENABLE -> EditKind.DISABLE;
            case DISABLE -> EditKind.ENABLE;
            case DELETE -> EditKind.RESTORE;
            case RESTORE -> EditKind.DELETE;
            case MEMBERSHIPS -> EditKind.MEMBERSHIPS;
            case LICENSES -> EditKind.LICENSES;
        };
    }
}
