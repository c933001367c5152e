package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.usage.HeldSubscription;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A subscription that an account of a person has a seat of.
 *
 * @param id of the seat
 * @param planId what is subscribed to
 */
@Schema(name = "HeldSubscription")
record UsageSubscriptionBody(
        UUID id,
        UUID personId,
        UUID accountId,
        UUID planId,
        String name,
        @Nullable UUID skuId,
        UUID applicationId,
        String applicationName,
        String vendor,
        String discoverySource,
        int discoveryType,
        boolean isAccountEnabled,
        Instant firstDiscovered,
        @Nullable Instant lastActivity,
        BigDecimal totalCostPerMonth,
        BigDecimal potentialSavings,
        @Nullable LocalDate contractEnd) {
    static UsageSubscriptionBody of(HeldSubscription held) {
        return new UsageSubscriptionBody(
                held.id(),
                held.person(),
                held.account(),
                held.plan(),
                held.name(),
                held.sku(),
                held.application(),
                held.applicationName(),
                held.vendor(),
                held.sourceName(),
                held.discoveryType(),
                held.accountEnabled(),
                held.firstDiscovered(),
                held.lastActivity(),
                held.costPerMonth(),
                held.potentialSavings(),
                held.contractEnd());
    }
}
