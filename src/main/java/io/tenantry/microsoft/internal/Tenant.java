package io.tenantry.microsoft.internal;

import io.tenantry.access.Reach;
import io.tenantry.microsoft.ConnectionSettings;
import io.tenantry.microsoft.Credential;
import io.tenantry.tenancy.OrganizationId;
import java.util.Set;

/** A Microsoft tenant and what the hub gets there with. */
public record Tenant(OrganizationId organization, ConnectionSettings settings, Credential credential, long version) {
    Reach reach() {
        return new Reach.Some(Set.of(organization));
    }
}
