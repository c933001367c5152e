package io.tenantry.federation;

import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.UUID;

/**
 * A directory or a sign-in provider of one organization.
 *
 * @param hasSecret whether the hub keeps a secret for it; the secret itself is never told
 * @param version counts changes, from 1
 */
public record IdentitySource(
        OrganizationId organization,
        UUID id,
        String name,
        boolean enabled,
        SourceSettings settings,
        boolean hasSecret,
        Instant createdAt,
        Instant modifiedAt,
        long version) {}
