package io.tenantry.microsoft;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One time a mirror was brought up to date.
 *
 * @param isFull whether everything was read, or only what changed
 * @param problem why it failed, or null
 */
public record MirrorRun(
        UUID id,
        boolean isFull,
        String requestedBy,
        State state,
        Counts counts,
        @Nullable String problem,
        Instant startedAt,
        @Nullable Instant finishedAt) {
    /** How far it is. */
    public enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /** What was read, and what of it was news. */
    public record Counts(
            long pages,
            long usersRead,
            long usersCreated,
            long usersChanged,
            long usersRemoved,
            long groupsRead,
            long groupsChanged,
            long groupsRemoved,
            long membersAdded,
            long membersRemoved,
            long licensesChanged) {
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

        public Counts and(Counts more) {
            return new Counts(
                    pages + more.pages,
                    usersRead + more.usersRead,
                    usersCreated + more.usersCreated,
                    usersChanged + more.usersChanged,
                    usersRemoved + more.usersRemoved,
                    groupsRead + more.groupsRead,
                    groupsChanged + more.groupsChanged,
                    groupsRemoved + more.groupsRemoved,
                    membersAdded + more.membersAdded,
                    membersRemoved + more.membersRemoved,
                    licensesChanged + more.licensesChanged);
        }

        /** Whether anything in the mirror changed. */
        public boolean tellsNews() {
            return usersCreated
                            + usersChanged
                            + usersRemoved
                            + groupsChanged
                            + groupsRemoved
                            + membersAdded
                            + membersRemoved
                            + licensesChanged
                    > 0;
        }
    }
}
