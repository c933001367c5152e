package io.tenantry.api.snowatlas;

import io.tenantry.usage.HeldSubscription;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A subscription that a user has; {@code id} is the subscription's, which its other users have too. */
record UserSubscriptionShape(
        UUID id,
        String name,
        UUID applicationId,
        String applicationName,
        String vendor,
        UUID vendorId,
        String discoverySource,
        int discoveryType,
        Instant firstDiscovered,
        @Nullable Instant lastActivity,
        double potentialSavings,
        double totalCostPerMonth) {
    static UserSubscriptionShape of(HeldSubscription held) {
        return new UserSubscriptionShape(
                held.plan(),
                held.name(),
                held.application(),
                held.applicationName(),
                held.vendor(),
                held.vendorId(),
                held.sourceName(),
                held.discoveryType(),
                held.firstDiscovered(),
                held.lastActivity(),
                held.potentialSavings().doubleValue(),
                held.costPerMonth().doubleValue());
    }
}
