package io.tenantry.licensing;

import java.util.Set;
import java.util.UUID;

/** A product that somebody holds, by whatever ways it comes, and the service plans of it that no way enables. */
public record AssignedLicense(UUID sku, Set<UUID> disabledPlans) {
    public AssignedLicense {
        disabledPlans = Set.copyOf(disabledPlans);
    }
}
