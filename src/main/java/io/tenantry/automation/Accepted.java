package io.tenantry.automation;

import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.UUID;

/**
 * A job that was taken on.
 *
 * @param parts the jobs it is made of, one for each person, where it is for many and they are known already
 */
public record Accepted(OrganizationId organization, UUID job, List<UUID> parts) {
    public Accepted {
        parts = List.copyOf(parts);
    }
}
