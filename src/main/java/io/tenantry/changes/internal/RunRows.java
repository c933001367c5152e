package io.tenantry.changes.internal;

import io.tenantry.access.Reach;
import io.tenantry.audit.Actor;
import io.tenantry.changes.Change;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Moves plans from one state to the next. Whoever calls has made sure that nobody else does. */
public final class RunRows {
    private static final String BEHIND = """
            SELECT s.owner_id FROM service_accounts s WHERE s.id = ANY (?::uuid[]) AND s.owner_id IS NOT NULL
            """;

    private RunRows() {}

    /** Gives a plan to whichever worker comes first. */
    public static void start(Session session, UUID id, Actor by) {
        session.run("""
                UPDATE changes SET state = 'applying', worker = NULL, running_since = NULL, problem = NULL, finished_at = NULL,
                    applied_by_id = ?::uuid, applied_by = ? WHERE id = ?
                """, by.id(), by.name(), id);
    }

    /** Nobody has to agree to a plan any more. */
    public static void agree(Session session, UUID id) {
        session.run("UPDATE changes SET approval_reasons = '{}' WHERE id = ?", id);
    }

    /** Ends a plan whose targets the same transaction has settled itself, so that nobody had to agree to it. */
    public static void done(Session session, UUID id, Actor by) {
        session.run("""
                UPDATE changes c SET state = 'done', done = r.done, conflicts = r.conflicts, approval_reasons = '{}',
                    applied_by_id = ?::uuid, applied_by = ?, finished_at = clock_timestamp(), heard_of_at = clock_timestamp()
                FROM (SELECT count(*) FILTER (WHERE state = 'done') AS done, count(*) FILTER (WHERE state = 'conflict') AS conflicts
                    FROM change_targets WHERE change_id = ?) r
                WHERE c.id = ?
                """, by.id(), by.name(), id, id);
    }

    public static void move(Session session, UUID id, Change.State state) {
        session.run(
                "UPDATE changes SET state = ?, worker = NULL, finished_at = CASE WHEN ? THEN clock_timestamp() END WHERE id = ?",
                state.name().toLowerCase(Locale.ROOT),
                state.isFinal(),
                id);
    }

    /** Ends a run that nobody can go on with, unless it is not this worker's any more. */
    static void pause(Session session, Applying.Run run, String problem, PlanNews news) {
        int paused = session.run(
                "UPDATE changes SET state = 'paused', worker = NULL, problem = ? WHERE id = ? AND worker = ? AND state = 'applying'",
                problem,
                run.change().id(),
                run.worker());
        if (paused == 1) {
            news.told(session, run.caller().actor(), run.change(), "change.pause", Map.of("problem", problem));
        }
    }

    /** Lets the targets that failed be tried again. */
    public static void reopen(Session session, UUID id) {
        session.run(
                "UPDATE change_targets SET state = 'planned', reason = NULL WHERE change_id = ? AND state = 'failed'",
                id);
        session.run("UPDATE changes SET failed = 0, position = 0 WHERE id = ?", id);
    }

    /** Writes down what was decided about a plan. */
    public static void decide(Session session, UUID id, Actor by, boolean approved, @Nullable String comment) {
        session.run("""
                UPDATE changes SET state = ?, decided_by_id = ?::uuid, decided_by = ?, decided_at = clock_timestamp(), comment = ?,
                    finished_at = CASE WHEN ? THEN NULL ELSE clock_timestamp() END WHERE id = ?
                """, approved ? "approved" : "rejected", by.id(), by.name(), comment, approved, id);
    }

    /** The people behind service accounts among these. */
    public static List<UUID> owners(Database database, List<UUID> principals) {
        return database.list(new Reach.Everything(), BEHIND, row -> row.getObject(1, UUID.class), principals);
    }
}
