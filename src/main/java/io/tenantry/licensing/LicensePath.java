package io.tenantry.licensing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One way by which a licence comes to a person.
 *
 * @param group the group whose members get it, or null when it was given to the person directly
 * @param disabledPlans service plans that this way leaves out
 * @param since when it began to come this way
 * @param assignedBy who gave it, to the person or to the group, as the audit trail names him
 * @param assignedById his id, or null for the hub itself
 */
public record LicensePath(
        @Nullable Via group,
        List<UUID> disabledPlans,
        Instant since,
        String assignedBy,
        @Nullable UUID assignedById) {
    public LicensePath {
        disabledPlans = List.copyOf(disabledPlans);
    }

    /** Whether the person himself was given it. */
    public boolean isDirect() {
        return group == null;
    }

    /** The group it comes through. */
    public record Via(UUID id, UUID objectId, String name) {}
}
