package io.tenantry.tenancy;

import java.util.UUID;

/** The hub's own id of an organization; not the id of its Microsoft tenant. */
public record OrganizationId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
