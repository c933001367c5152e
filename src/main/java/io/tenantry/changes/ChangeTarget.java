package io.tenantry.changes;

import io.tenantry.tenancy.OrganizationId;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing of a plan.
 *
 * @param number its place in the plan, from 1
 * @param before the members that are to change, by column, as they are when the plan is made
 * @param after the same as they will be
 * @param privileged whether it holds a role, so that changing it changes what somebody may do
 * @param reason why it is blocked, in conflict or failed
 */
public record ChangeTarget(
        long number,
        OrganizationId organization,
        UUID id,
        String name,
        Map<String, ?> before,
        Map<String, ?> after,
        boolean privileged,
        State state,
        @Nullable String reason) {
    /** What is to become of a thing, or became of it. */
    public enum State {
        PLANNED,
        /** It will not be changed; that was clear when the plan was made. */
        BLOCKED,
        DONE,
        /** Somebody else changed it after the plan was made, so it was left alone. */
        CONFLICT,
        FAILED;

        public String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
