package io.tenantry.usage.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.usage.UsageSettings;
import java.util.List;
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

    /** Whoever has not come to what was wanted was changed by somebody else before. */
    private static final String CONFLICTS = """
            UPDATE marker_targets t SET problem = CASE WHEN m.person_id IS NULL
                THEN 'There is no such person any more' ELSE 'Somebody else has marked this person meanwhile' END
            FROM marker_targets c LEFT JOIN person_markers m
                ON m.organization_id = c.person_organization_id AND m.person_id = c.person_id
            WHERE c.organization_id = ? AND c.task_id = ? AND c.number > ? AND c.number <= ?
              AND t.organization_id = c.organization_id AND t.task_id = c.task_id AND t.number = c.number
              AND m.is_online::int + 2 * m.is_in_review::int + 4 * m.is_qualified::int IS DISTINCT FROM c.after
            """;

    private static final String MARK = """
            UPDATE person_markers m SET is_online = (t.after & 1) <> 0, is_in_review = (t.after & 2) <> 0,
                is_qualified = (t.after & 4) <> 0
            FROM marker_targets t
            WHERE t.organization_id = ? AND t.task_id = ? AND t.number > ? AND t.number <= ?
              AND t.before <> t.after AND m.organization_id = t.person_organization_id AND m.person_id = t.person_id
              AND m.version = t.version
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
        long until = Math.min(piece.position() + settings.markedAtOnce(), piece.targets());
        List<Object> chosen = List.of(piece.organization(), piece.task(), piece.position(), until);
        session.run(MARK, chosen.toArray());
        long conflicts = session.run(CONFLICTS, chosen.toArray());
        long done = until - piece.position() - conflicts;
        session.run(PROCEED, until, done, conflicts, until, until, piece.organization(), piece.task());
        return true;
    }

    public void stop() {
        threads.shutdownNow();
        threads.close();
    }
}
