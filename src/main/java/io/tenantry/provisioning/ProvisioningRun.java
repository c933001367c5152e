package io.tenantry.provisioning;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One time that a target was planned or provisioned.
 *
 * @param isPlan whether nothing was told, only worked out
 * @param problem why it did not come to its end; null when it did
 */
public record ProvisioningRun(
        UUID id,
        boolean isPlan,
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

    /** People and groups together, and memberships. */
    public record Counts(
            long created,
            long updated,
            long deactivated,
            long deleted,
            long unchanged,
            long failed,
            long membersAdded,
            long membersRemoved) {
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0);

        /** Both together. */
        public Counts plus(Counts more) {
            return new Counts(
                    created + more.created,
                    updated + more.updated,
                    deactivated + more.deactivated,
                    deleted + more.deleted,
                    unchanged + more.unchanged,
                    failed + more.failed,
                    membersAdded + more.membersAdded,
                    membersRemoved + more.membersRemoved);
        }
    }
}
