package io.tenantry.licensing;

import io.tenantry.tenancy.OrganizationId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Units of a product bought for a time.
 *
 * @param entitlementId what the tenant knows the purchase by
 * @param startedAt when the present term began
 * @param committedUntil when it ends, and is renewed or not
 * @param createdAt when it was first bought
 */
public record Subscription(
        OrganizationId organization,
        UUID id,
        Sku sku,
        UUID entitlementId,
        UUID orderId,
        String friendlyName,
        int quantity,
        SubscriptionStatus status,
        Terms terms,
        Instant createdAt,
        Instant startedAt,
        Instant committedUntil,
        long version) {
    /**
     * What was agreed.
     *
     * @param term how long it runs: {@code P1M}, {@code P1Y} or {@code P3Y}
     * @param billingCycle {@code monthly}, {@code annual} or {@code triennial}
     * @param price what a unit costs in one billing cycle, or null when nobody said
     */
    public record Terms(
            String term,
            String billingCycle,
            boolean autoRenew,
            @Nullable Price price) {}

    /**
     * An amount of money.
     *
     * @param currency three letters, as in ISO 4217
     */
    public record Price(BigDecimal amount, String currency) {}
}
