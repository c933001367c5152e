package io.tenantry.usage;

import io.tenantry.tenancy.OrganizationId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A subscription that one account of a person has a seat of.
 *
 * @param id of this seat
 * @param sku the product of the hub's own licences that the plan is, or null
 * @param source which source told of it
 * @param lastActivity when the person last used the application, with whichever account
 * @param costPerMonth in the organization's currency
 * @param potentialSavings the cost, when the person does not use the application
 */
public record HeldSubscription(
        OrganizationId organization,
        UUID id,
        UUID person,
        UUID account,
        UUID plan,
        String name,
        @Nullable UUID sku,
        UUID application,
        String applicationName,
        String vendor,
        UUID vendorId,
        UUID source,
        String sourceName,
        int discoveryType,
        boolean accountEnabled,
        Instant firstDiscovered,
        @Nullable Instant lastActivity,
        BigDecimal costPerMonth,
        BigDecimal potentialSavings,
        @Nullable LocalDate contractEnd) {}
