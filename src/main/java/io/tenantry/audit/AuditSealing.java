package io.tenantry.audit;

import io.tenantry.audit.internal.Seal;
import io.tenantry.audit.internal.SealRows;
import io.tenantry.audit.internal.SealRows.Head;
import io.tenantry.audit.internal.SealRows.Row;
import io.tenantry.audit.internal.SealRows.Window;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.RowScope;
import io.tenantry.platform.database.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Chains events a moment after they happened, one sealer at a time over all nodes. Whoever writes an event thus never waits for
 * the end of a chain. A sealer that is stopped midway leaves nothing half done.
 */
@Component
public class AuditSealing {
    static final RowScope EVERYTHING = () -> "*";

    private static final int WINDOW_EVENTS = 10_000;
    private static final int SEALS_AT_ONCE = 2_000;

    private final Database database;

    AuditSealing(Database database) {
        this.database = database;
    }

    /** Seals every event that is ready and tells how many; none when another node is at it. */
    public long seal() {
        long all = 0;
        long sealed;
        do {
            sealed = sealWindow();
            all += Math.max(sealed, 0);
        } while (sealed >= 0);
        return all;
    }

    /** How many events of the next window were sealed, or -1 when there was no window. */
    private long sealWindow() {
        return database.transaction(EVERYTHING, session -> {
            Window window = SealRows.acquire(session) ? SealRows.next(session, WINDOW_EVENTS) : null;
            if (window == null) {
                return -1L;
            }
            Chains chains = new Chains(session, SealRows.heads(session, window));
            SealRows.unsealed(session, window, chains::append);
            chains.write();
            SealRows.advance(session, window);
            return chains.count;
        });
    }

    /** The ends of the chains that grow in one window. */
    private static final class Chains {
        private final Session session;
        private final Map<UUID, Head> heads;
        private final List<Row> seals = new ArrayList<>();
        private long count;

        Chains(Session session, Map<UUID, Head> heads) {
            this.session = session;
            this.heads = heads;
        }

        void append(UUID organization, UUID event, String canonical) {
            Head head = heads.getOrDefault(organization, new Head(0, Seal.beginning()));
            Head next = new Head(head.sequence() + 1, head.seal().following(canonical));
            heads.put(organization, next);
            seals.add(new Row(organization, next.sequence(), event, next.seal()));
            count++;
            if (seals.size() == SEALS_AT_ONCE) {
                write();
            }
        }

        void write() {
            if (!seals.isEmpty()) {
                SealRows.insert(session, seals);
                seals.clear();
            }
        }
    }
}
