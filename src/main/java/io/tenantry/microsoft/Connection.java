package io.tenantry.microsoft;

import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An organization's connection to its Microsoft tenant, without its credential.
 *
 * @param mirroredAt the mirror shows what was so at this moment, and perhaps more; null before it has been read once
 */
public record Connection(
        OrganizationId organization,
        ConnectionSettings settings,
        Credential.Kind credential,
        @Nullable Instant mirroredAt,
        Instant createdAt,
        Instant modifiedAt,
        long version) {}
