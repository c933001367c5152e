package io.tenantry.usage;

import io.tenantry.tenancy.OrganizationId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One human being, made of the accounts that sources tell of.
 *
 * @param user the hub's own user that he is, or null
 * @param discoveryTypes how the hub came to know of his accounts, see {@link DiscoveryType}
 * @param licenseCount how many kinds of subscriptions he has
 * @param costPerMonth what all his subscriptions cost
 * @param potentialSavings how much of that is for applications he does not use
 * @param createdAt when the first of his accounts was discovered
 */
public record Person(
        OrganizationId organization,
        UUID id,
        @Nullable UUID user,
        String displayName,
        String email,
        String username,
        String country,
        String department,
        boolean enabled,
        List<Integer> discoveryTypes,
        int licenseCount,
        BigDecimal costPerMonth,
        BigDecimal potentialSavings,
        Instant createdAt,
        @Nullable Instant firstActive,
        @Nullable Instant lastActive,
        Flags flags) {
    public Person {
        discoveryTypes = List.copyOf(discoveryTypes);
    }

    /**
     * What an asset manager has noted of him.
     *
     * @param online he has no device, only applications
     * @param inReview somebody is looking into him or his subscriptions
     * @param qualified he counts towards what the service costs
     */
    public record Flags(boolean online, boolean inReview, boolean qualified) {}

    /** How lately he did something. */
    public PersonStatus status(Instant activeSince) {
        return PersonStatus.of(lastActive, activeSince);
    }
}
