package io.tenantry.licensing;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A product that is bought in units.
 *
 * @param partNumber what Microsoft's interfaces call it: {@code SPE_E3}
 * @param displayName what people call it: Microsoft 365 E3
 * @param unitsMax the most units a subscription may have, or null where there is no limit
 */
public record Sku(
        UUID id,
        String partNumber,
        String displayName,
        AppliesTo appliesTo,
        @Nullable Integer unitsMax,
        List<ServicePlan> plans) {
    public Sku {
        plans = List.copyOf(plans);
    }

    /** One that somebody has but the catalogue does not know: its id has to do for a name. */
    public static Sku unknown(UUID id) {
        return new Sku(id, id.toString(), id.toString(), AppliesTo.USER, null, List.of());
    }
}
