package io.tenantry.customers;

import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done or refused at one of an operator's organizations.
 *
 * @param action as the audit trail calls it
 * @param outcome {@code done}, {@code refused} or {@code failed}
 * @param reason why it was refused or failed; null when done
 * @param actor the sign-in name or client id of who did it
 * @param organization where it was done
 * @param isCustomer whether that is a customer
 * @param reseller the nearest reseller above, or null where the operator sells himself
 * @param resellerName null also where the caller may not see it
 */
public record LoggedOperation(
        UUID id,
        Instant at,
        String action,
        String outcome,
        @Nullable String reason,
        String actor,
        String correlationId,
        String targetKind,
        @Nullable String targetId,
        @Nullable String targetName,
        OrganizationId organization,
        String organizationName,
        boolean isCustomer,
        @Nullable OrganizationId reseller,
        @Nullable String resellerName) {
    /**
     * Which of them are wanted.
     *
     * @param from the earliest moment
     * @param until the latest moment
     * @param actions in lower case; none for all
     * @param outcomes none for all
     * @param customer a part of the organization's name, or null
     * @param reseller a part of the reseller's name, or null
     */
    public record Wanted(
            Instant from,
            Instant until,
            List<String> actions,
            List<String> outcomes,
            @Nullable String customer,
            @Nullable String reseller) {}
}
