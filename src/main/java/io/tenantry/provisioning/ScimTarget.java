package io.tenantry.provisioning;

import io.tenantry.tenancy.OrganizationId;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/**
 * Another system that an organization's people and groups are provisioned to.
 *
 * @param credential how the hub is let in, in a word; the secret itself is never told
 * @param isPlanned whether somebody could see what would be done with the present settings
 * @param version counts changes, from 1
 */
public record ScimTarget(
        OrganizationId organization,
        UUID id,
        String name,
        URI url,
        boolean enabled,
        TargetSettings settings,
        String credential,
        boolean isPlanned,
        Instant createdAt,
        Instant modifiedAt,
        long version) {}
