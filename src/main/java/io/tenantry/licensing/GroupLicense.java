package io.tenantry.licensing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A product that a group gives its direct members.
 *
 * @param holding how many members hold it
 * @param waiting how many were given it and do not hold it, because no unit was left or their usage location is missing
 */
public record GroupLicense(
        Sku sku,
        List<UUID> disabledPlans,
        Instant since,
        String assignedBy,
        @Nullable UUID assignedById,
        int holding,
        int waiting) {
    public GroupLicense {
        disabledPlans = List.copyOf(disabledPlans);
    }
}
