package io.tenantry.api.snowatlas;

import io.tenantry.usage.Person;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A discovered user.
 *
 * @param lastActive null for one who never did anything
 * @param status {@code Active}, {@code Inactive} or {@code No activity}
 */
record UserShape(
        UUID id,
        String country,
        String department,
        String displayName,
        String email,
        String username,
        Instant createdDate,
        @Nullable Instant lastActive,
        List<Integer> discoveryTypes,
        boolean isEnabled,
        boolean isInReview,
        boolean isOnline,
        boolean isQualified,
        int licenseCount,
        double potentialSavings,
        double userCostPerMonth,
        String status) {
    static UserShape of(Person person, Instant activeSince) {
        return new UserShape(
                person.id(),
                person.country(),
                person.department(),
                person.displayName(),
                person.email(),
                person.username(),
                person.createdAt(),
                person.lastActive(),
                person.discoveryTypes(),
                person.enabled(),
                person.flags().inReview(),
                person.flags().online(),
                person.flags().qualified(),
                person.licenseCount(),
                person.potentialSavings().doubleValue(),
                person.costPerMonth().doubleValue(),
                person.status(activeSince).shown());
    }
}
