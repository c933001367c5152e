package io.tenantry.usage;

import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an application is subscribed to by.
 *
 * @param sku the product of the hub's own licences that it is, or null
 * @param pricePerMonth what a seat costs a month, 0 where it is free
 * @param assigned how many seats accounts have
 */
public record ApplicationPlan(
        OrganizationId organization,
        UUID id,
        UUID application,
        String name,
        @Nullable UUID sku,
        Terms terms,
        BigDecimal pricePerMonth,
        long assigned,
        long version) {
    /**
     * What was agreed.
     *
     * @param price what a seat costs in one billing period
     * @param currency three letters, as in ISO 4217, or null where nobody said
     * @param contractEnd until when it cannot be ended, or null
     * @param seats how many were bought, or null where that does not matter
     */
    public record Terms(
            BigDecimal price,
            @Nullable String currency,
            BillingPeriod period,
            boolean free,
            @Nullable LocalDate contractEnd,
            @Nullable Integer seats) {
        private static final BigDecimal PRICE_MAX = new BigDecimal("999999999");

        public Terms {
            Refusal.unless(
                    price.signum() >= 0 && price.compareTo(PRICE_MAX) <= 0 && price.scale() <= 4,
                    Refusal.Reason.MALFORMED,
                    "A price lies between 0 and " + PRICE_MAX + " and has at most 4 decimals",
                    "price");
            Refusal.unless(
                    currency == null || currency.matches("[A-Z]{3}"),
                    Refusal.Reason.MALFORMED,
                    "A currency has three capital letters",
                    "currency");
            Refusal.unless(seats == null || seats >= 0, Refusal.Reason.MALFORMED, "Seats are not negative", "seats");
        }
    }

    /** How often a subscription is paid. */
    public enum BillingPeriod {
        MONTHLY("monthly"),
        QUARTERLY("quarterly"),
        YEARLY("yearly");

        private final String stored;

        BillingPeriod(String stored) {
            this.stored = stored;
        }

        public String stored() {
            return stored;
        }

        /**
         * The period of this name.
         *
         * @throws Refusal (MALFORMED) when there is none
         */
        public static BillingPeriod named(String name) {
            return Arrays.stream(values())
                    .filter(period -> period.stored.equals(name))
                    .findFirst()
                    .orElseThrow(() -> new Refusal(
                            Refusal.Reason.MALFORMED,
                            "A billing period is monthly, quarterly or yearly",
                            "billingPeriod"));
        }
    }
}
