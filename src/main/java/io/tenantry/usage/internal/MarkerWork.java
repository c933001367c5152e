package io.tenantry.usage.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.usage.UsageSettings;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Does what marker tasks say, some people at a time. Each piece is one transaction with the task's place, whose row is locked
 * meanwhile: so a node that dies leaves whole pieces behind, and no two nodes do the same one.
 */
@Component
public class MarkerWork {
    private static final Logger LOG = LoggerFactory.getLogger(MarkerWork.class);
    private static final Reach HUB = new Reach.Everything();

    private static final String PATIENCE = "SELECT set_config('statement_timeout', '300s', true)";

    private static final String NEXT = """
            SELECT organization_id, id, position, targets FROM marker_tasks WHERE state = 'running'
            ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED
            """;

    /** How many are done with the next people. */
    private static final String UNTIL = """
            SELECT coalesce(max(t.until), ?) FROM marker_targets t
            WHERE t.organization_id = ? AND t.task_id = ? AND t.place >= ? AND t.place < ?
            """;

    /** Whoever has not come to what was wanted was changed by somebody else before. */
    private static final String CONFLICTS = """
            INSERT INTO marker_problems (organization_id, task_id, number, person_id, problem)
            SELECT t.organization_id, t.task_id, t.place + c.number, c.person_id, CASE WHEN m.person_id IS NULL
                THEN 'There is no such person any more' ELSE 'Somebody else has marked this person meanwhile' END
            FROM marker_targets t CROSS JOIN LATERAL unnest(t.people, t.after) WITH ORDINALITY AS c (person_id, after, number)
                LEFT JOIN person_markers m ON m.organization_id = t.person_organization_id AND m.person_id = c.person_id
            WHERE t.organization_id = ? AND t.task_id = ? AND t.place >= ? AND t.place < ?
              AND m.is_online::int + 2 * m.is_in_review::int + 4 * m.is_qualified::int IS DISTINCT FROM c.after
            """;

    private static final String MARK = """
            UPDATE person_markers m SET is_online = (c.after & 1) <> 0, is_in_review = (c.after & 2) <> 0,
                is_qualified = (c.after & 4) <> 0
            FROM marker_targets t
                CROSS JOIN LATERAL unnest(t.people, t.before, t.after, t.versions) AS c (person_id, before, after, version)
            WHERE t.organization_id = ? AND t.task_id = ? AND t.place >= ? AND t.place < ?
              AND c.before <> c.after AND m.organization_id = t.person_organization_id AND m.person_id = c.person_id
              AND m.version = c.version
            """;

    private static final String PROCEED = """
            UPDATE marker_tasks SET position = ?, done = done + ?, conflicts = conflicts + ?,
                state = CASE WHEN ? >= targets THEN 'complete' ELSE state END,
                finished_at = CASE WHEN ? >= targets THEN clock_timestamp() END
            WHERE organization_id = ? AND id = ?
            """;

    private final Database database;
    private final UsageSettings settings;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    MarkerWork(Database database, UsageSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    private record Piece(UUID organization, UUID task, long position, long targets) {}

    /** Begins at once, in the background. What fails there is tried again by recurring work. */
    public void soon() {
        threads.execute(() -> {
            try {
                all();
            } catch (RuntimeException failure) {
                LOG.warn("Marking people failed and will be tried again", failure);
            }
        });
    }

    /** Does all that there is to do. */
    public void all() {
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            more = database.transaction(HUB, this::next);
        }
    }

    private boolean next(Session session) {
        session.list(PATIENCE, row -> true);
        Piece piece = session.first(
                NEXT,
                row -> new Piece(
                        row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getLong(3), row.getLong(4)));
        if (piece == null) {
            return false;
        }
        long most = piece.position() + settings.markedAtOnce();
        Object[] chosen = {piece.organization(), piece.task(), piece.position(), most};
        long until = session.list(
                        UNTIL,
                        row -> row.getLong(1),
                        piece.targets(),
                        piece.organization(),
                        piece.task(),
                        piece.position(),
                        most)
                .getFirst();
        long people = until - piece.position();
        long marked = session.run(MARK, chosen);
        // Whoever was marked is as he was wanted; whether all others are is looked up.
        long conflicts = marked == people ? 0 : session.run(CONFLICTS, chosen);
        long done = people - conflicts;
        session.run(PROCEED, until, done, conflicts, until, until, piece.organization(), piece.task());
        return true;
    }

    public void stop() {
        threads.shutdownNow();
        threads.close();
    }
}
