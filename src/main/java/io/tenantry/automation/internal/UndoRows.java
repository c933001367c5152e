package io.tenantry.automation.internal;

import io.tenantry.kernel.Ids;
import io.tenantry.platform.database.Session;
import java.util.List;
import java.util.UUID;

/** Jobs that undo others. */
final class UndoRows {
    /** What a job takes from the one that it undoes, or that it is a part of. */
    private static final String SAME = """
            block_id, block_identifier, block_version, read_action, target_kind, user_id, user_upn, group_id, group_name, device_id,
            device_name, organization_name, set_id, set_name""";

    private static final String ACTOR =
            "actor_id, acting_for_id, actor_name, actor_organization_id, actor_organization_name, client";

    /** In the name of whoever asked for what is undone. */
    private static final String FOLLOW =
            "INSERT INTO command_jobs (organization_id, id, undoes_id, parent_id, status, due_at, " + SAME
                    + ", " + ACTOR + ") SELECT organization_id, ?, id, NULL, 'Queued', transaction_timestamp(), " + SAME
                    + ", " + ACTOR
                    + " FROM command_jobs WHERE organization_id = ? AND id = ? ON CONFLICT DO NOTHING";

    /** In the name of whoever asks for the undoing as a whole. */
    private static final String PARTS =
            "INSERT INTO command_jobs (organization_id, id, undoes_id, parent_id, status, due_at, " + SAME
                    + ", " + ACTOR
                    + ") SELECT done.organization_id, part.id, done.id, whole.id, 'Queued', transaction_timestamp(), "
                    + of("done", SAME) + ", " + of("whole", ACTOR)
                    + """
             FROM unnest(?::uuid[], ?::uuid[]) AS part (id, undoes)
                JOIN command_jobs done ON done.organization_id = ? AND done.id = part.undoes
                JOIN command_jobs whole ON whole.organization_id = done.organization_id AND whole.id = ?
            ON CONFLICT DO NOTHING""";

    private UndoRows() {}

    private static String of(String table, String columns) {
        return table + "." + columns.replaceAll(",\\s+", ", " + table + ".");
    }

    /** Undoes a job of a set that has failed. */
    static void follow(Session session, Claimed job, UUID id) {
        session.run(FOLLOW, id, job.organization().value(), job.id());
    }

    /** The parts of a job for many that are over and that nobody has undone. */
    static List<UUID> undoable(Session session, UUID organization, UUID parent) {
        return session.list("""
                SELECT id FROM command_jobs j WHERE organization_id = ? AND parent_id = ? AND status IN ('Completed', 'Failed', 'Cancelled')
                    AND started_at IS NOT NULL AND NOT EXISTS (SELECT FROM command_jobs u
                        WHERE u.organization_id = j.organization_id AND u.undoes_id = j.id AND u.status NOT IN ('Failed', 'Cancelled'))
                ORDER BY id
                """, row -> row.getObject(1, UUID.class), organization, parent);
    }

    /** Jobs that undo the parts of a job for many. */
    static List<UUID> parts(Session session, UUID organization, UUID whole, List<UUID> undone) {
        List<UUID> ids = undone.stream().map(one -> Ids.next()).toList();
        session.run(PARTS, ids, undone, organization, whole);
        return ids;
    }
}
