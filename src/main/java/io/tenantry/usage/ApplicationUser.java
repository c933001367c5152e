package io.tenantry.usage;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person who has an account in an application.
 *
 * @param lastActive when he last used this application
 * @param enabled whether one of his accounts there is enabled
 */
public record ApplicationUser(
        Person person,
        boolean enabled,
        List<Integer> discoveryTypes,
        BigDecimal costPerMonth,
        Instant firstDiscovered,
        @Nullable Instant lastActive) {
    public ApplicationUser {
        discoveryTypes = List.copyOf(discoveryTypes);
    }
}
