package io.tenantry.estate.internal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A generated organization.
 *
 * @param number its place in the estate; 0 is the partner
 * @param tenantId the id of its Microsoft tenant, or null when it is no customer
 * @param people how many people it has
 * @param groups how many groups it has
 * @param memberships how many memberships it aims at
 * @param largestGroup how many direct members its largest group shall have, 0 when chance may decide
 */
record Firm(
        int number,
        UUID id,
        UUID parentId,
        String kind,
        String name,
        String domain,
        @Nullable UUID tenantId,
        String locale,
        List<String> tags,
        Instant createdAt,
        int people,
        int groups,
        long memberships,
        int largestGroup) {
    /** When its person of this number joined: the first with the company, the last just before now. */
    Instant joined(int person, Instant now) {
        long span = now.toEpochMilli() - createdAt.toEpochMilli();
        return createdAt.plusMillis((long) ((double) span * person / (people + 1)));
    }
}
