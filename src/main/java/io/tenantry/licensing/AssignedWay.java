package io.tenantry.licensing;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One way by which a licence comes to one of many people.
 *
 * @param group what the provider calls the group whose members get it, or null when it was given to the person directly
 * @param disabledPlans service plans that this way leaves out
 * @param problem why the person does not hold it, or null when he does
 * @param since since when it is so
 */
public record AssignedWay(
        UUID sku,
        @Nullable UUID group,
        Set<UUID> disabledPlans,
        @Nullable LicenseProblem problem,
        Instant since) {
    public AssignedWay {
        disabledPlans = Set.copyOf(disabledPlans);
    }
}
