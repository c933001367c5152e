package io.tenantry.access;

import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A program that acts with rights of its own.
 *
 * @param clientId what it names itself with when it asks for a token
 * @param owner the person whose rights limit its own, or null
 * @param callsPerMinute its own throttle on the throttled dialects, or null for the default
 * @param isUnthrottled whether its calls are not counted at all
 */
public record ServiceAccount(
        UUID id,
        OrganizationId organization,
        String clientId,
        String displayName,
        @Nullable UUID owner,
        boolean isEnabled,
        @Nullable Integer callsPerMinute,
        boolean isUnthrottled,
        Instant createdAt,
        long version) {}
