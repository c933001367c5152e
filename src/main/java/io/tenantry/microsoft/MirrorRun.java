package io.tenantry.microsoft;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One time a mirror was brought up to date.
 *
 * @param isFull whether everything was read, or only what changed
 * @param usersExpected how many people a reading of everything comes to, or null when Microsoft has not said
 * @param problem why it failed, or null
 * @param notice what could not be read although the rest could, or null
 */
public record MirrorRun(
        UUID id,
        boolean isFull,
        String requestedBy,
        State state,
        Counts counts,
        @Nullable Long usersExpected,
        @Nullable String problem,
        @Nullable String notice,
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
            long licensesChanged,
            long subscriptionsChanged) {
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

        public static Counts ofSubscriptions(long changed) {
            return new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, changed);
        }

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
                    licensesChanged + more.licensesChanged,
                    subscriptionsChanged + more.subscriptionsChanged);
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
                            + subscriptionsChanged
                    > 0;
        }
    }
}
