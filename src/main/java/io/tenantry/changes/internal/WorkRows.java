package io.tenantry.changes.internal;

import io.tenantry.access.Reach;
import io.tenantry.changes.Change;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who has which plan in hand. A plan whose worker was not heard of for half a minute is anybody's. */
@Component
public class WorkRows {
    private static final Reach HUB = new Reach.Everything();

    private static final String CLAIM = """
            UPDATE changes SET worker = ?, heard_of_at = clock_timestamp(), running_since = clock_timestamp(),
                done_before = done + conflicts + failed
            WHERE id = (
                SELECT id FROM changes
                WHERE state = 'applying' AND (worker IS NULL OR heard_of_at < clock_timestamp() - interval '30 seconds')
                ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id, applied_by_id, members, permissions
            """;

    private final Database database;
    private final ChangeRows changes;

    WorkRows(Database database, ChangeRows changes) {
        this.database = database;
        this.changes = changes;
    }

    /**
     * A plan that is this worker's now.
     *
     * @param appliedBy who applies it; null for the hub itself
     * @param members the columns it writes
     * @param permissions what whoever applies it has to be allowed everywhere
     */
    public record Claimed(Change change, @Nullable UUID appliedBy, List<String> members, List<String> permissions) {}

    private record Row(UUID id, @Nullable UUID appliedBy, List<String> members, List<String> permissions) {}

    /** A plan that waits to be applied, or null when there is none. */
    public @Nullable Claimed claim(UUID worker) {
        Row row = database.first(
                HUB,
                CLAIM,
                found -> new Row(
                        found.getObject(1, UUID.class),
                        found.getObject(2, UUID.class),
                        List.of((String[]) found.getArray(3).getArray()),
                        List.of((String[]) found.getArray(4).getArray())),
                worker);
        Change change = row == null ? null : changes.find(HUB, row.id());
        return row == null || change == null
                ? null
                : new Claimed(change, row.appliedBy(), row.members(), row.permissions());
    }

    /** What whoever moves a plan on has to be allowed in all of its organizations. */
    public static List<String> permissions(Session session, UUID id) {
        List<String> permissions = session.first(
                "SELECT permissions FROM changes WHERE id = ?",
                row -> List.of((String[]) row.getArray(1).getArray()),
                id);
        return permissions == null ? List.of() : permissions;
    }

    /** Takes old plans away, some at a time; true while there may be more. Those that are being applied stay. */
    public boolean forget(Duration kept) {
        return database.transaction(HUB, session -> {
            List<UUID> old = session.list(
                    "SELECT id FROM changes WHERE created_at < now() - ?::interval AND state NOT IN ('applying', 'paused')"
                            + " ORDER BY id LIMIT 10 FOR UPDATE SKIP LOCKED",
                    row -> row.getObject(1, UUID.class),
                    kept.toSeconds() + " seconds");
            session.run("DELETE FROM change_targets WHERE change_id = ANY (?::uuid[])", old);
            session.run("DELETE FROM changes WHERE id = ANY (?::uuid[])", old);
            return !old.isEmpty();
        });
    }
}
