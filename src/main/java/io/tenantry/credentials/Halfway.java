package io.tenantry.credentials;

import io.tenantry.tenancy.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whose password was right, and of whom more is asked. Signed in to nothing yet.
 *
 * @param passwordSetAt tells the password from a later one; null when another system looks after it
 * @param mustChange whether the password has to be replaced before it opens anything
 * @param passwordExpiresIn how long it still holds, when that is not long any more; else null
 */
public record Halfway(
        OrganizationId organization,
        UUID user,
        @Nullable Instant passwordSetAt,
        boolean mustChange,
        @Nullable Duration passwordExpiresIn) {}
