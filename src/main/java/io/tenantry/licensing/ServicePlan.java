package io.tenantry.licensing;

import java.util.List;
import java.util.UUID;

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
}
