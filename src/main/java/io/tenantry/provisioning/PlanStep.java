package io.tenantry.provisioning;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a plan would do.
 *
 * @param number its place in the plan
 * @param kind user or group
 * @param remoteId which one it is in the other system; null when it is not there yet
 */
public record PlanStep(
        long number,
        Action action,
        String kind,
        UUID localId,
        String name,
        @Nullable String remoteId) {
    /** What would be done. */
    public enum Action {
        CREATE,
        UPDATE,
        DEACTIVATE,
        DELETE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
