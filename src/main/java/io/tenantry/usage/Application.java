package io.tenantry.usage;

import io.tenantry.tenancy.OrganizationId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A piece of software that people of an organization have accounts in.
 *
 * @param vendorId the same for all applications of a vendor
 * @param figures how many use it and what it costs, as far as it was asked for
 */
public record Application(
        OrganizationId organization,
        UUID id,
        String name,
        String vendor,
        UUID vendorId,
        String category,
        Instant createdAt,
        long version,
        Figures figures) {
    /**
     * How many use an application, and what it costs.
     *
     * @param users people who have an account
     * @param active those among them who used it lately
     * @param costPerMonth what their subscriptions cost
     * @param potentialSavings what those cost who did not use it lately
     */
    public record Figures(
            long users,
            long active,
            BigDecimal costPerMonth,
            BigDecimal potentialSavings,
            @Nullable Instant lastActive) {
        public static final Figures NONE = new Figures(0, 0, BigDecimal.ZERO, BigDecimal.ZERO, null);
    }
}
