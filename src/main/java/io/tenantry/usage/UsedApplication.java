package io.tenantry.usage;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person in an application, over all accounts he has there.
 *
 * @param id of the application
 * @param costPerMonth what all his subscriptions there cost
 */
public record UsedApplication(
        UUID person,
        UUID id,
        String name,
        String vendor,
        UUID vendorId,
        boolean enabled,
        List<Integer> discoveryTypes,
        BigDecimal costPerMonth,
        Instant firstDiscovered,
        @Nullable Instant lastActive) {
    public UsedApplication {
        discoveryTypes = List.copyOf(discoveryTypes);
    }
}
