package io.tenantry.federation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a directory.
 *
 * @param isFull whether everything was compared, or only what the directory says was changed
 * @param problems the first of those {@code counts.failed} counts
 * @param problem why the whole run failed, or null
 */
public record SyncRun(
        UUID id,
        boolean isFull,
        String requestedBy,
        State state,
        Counts counts,
        List<Problem> problems,
        @Nullable String problem,
        Instant startedAt,
        @Nullable Instant finishedAt) {
    /** How far it is. */
    public enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /**
     * What was done.
     *
     * @param disabled people who were disabled because the directory says so
     * @param enabled people whom the directory gave back
     * @param gone people whose entries are gone
     * @param failed entries that could not be used, or not as they are
     */
    public record Counts(
            long peopleRead,
            long created,
            long changed,
            long disabled,
            long enabled,
            long gone,
            long unchanged,
            long failed,
            long groupsRead,
            long membersAdded,
            long membersRemoved) {
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** What is wrong with an entry. */
    public record Problem(String entry, String reason) {}
}
