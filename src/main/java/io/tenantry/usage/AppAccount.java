package io.tenantry.usage;

import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account in an application, as one source tells of it.
 *
 * @param moved whether somebody has moved it by hand to the person it belongs to
 */
public record AppAccount(
        OrganizationId organization,
        UUID id,
        UUID person,
        UUID application,
        String applicationName,
        UUID source,
        String sourceName,
        int priority,
        String externalId,
        int discoveryType,
        @Nullable String email,
        @Nullable String upn,
        @Nullable String displayName,
        @Nullable Boolean enabled,
        @Nullable String country,
        @Nullable String department,
        Instant firstDiscovered,
        @Nullable Instant lastActive,
        boolean moved) {}
