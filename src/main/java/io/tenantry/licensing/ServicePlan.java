package io.tenantry.licensing;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A part of a product that can be switched off for a person who holds it.
 *
 * @param name what Microsoft's interfaces call it: {@code EXCHANGE_S_STANDARD}
 * @param displayName what people call it
 * @param needsOneOf plans of which one has to be enabled for the same person; empty when it needs none
 */
public record ServicePlan(UUID id, String name, String displayName, AppliesTo appliesTo, List<UUID> needsOneOf) {
    public ServicePlan {
        needsOneOf = List.copyOf(needsOneOf);
    }

    /** Those of some plans that need others of which none is enabled. */
    static List<ServicePlan> lacking(Collection<ServicePlan> plans, Collection<ServicePlan> enabled) {
        Set<UUID> present = enabled.stream().map(ServicePlan::id).collect(Collectors.toUnmodifiableSet());
        return plans.stream()
                .filter(plan ->
                        !plan.needsOneOf.isEmpty() && plan.needsOneOf.stream().noneMatch(present::contains))
                .toList();
    }
}
