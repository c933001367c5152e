package io.tenantry.estate;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A generated organization.
 *
 * @param domain the name its people sign in with
 * @param tenantId the id of its Microsoft tenant, or null when it is no customer
 */
public record MadeOrganization(
        UUID id,
        String kind,
        String name,
        String domain,
        @Nullable UUID tenantId) {}
