package io.tenantry.customers;

import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who sells to customers of his own in an operator's name.
 *
 * @param domain his default domain, or null
 */
public record Reseller(
        OrganizationId id,
        String name,
        Contact contact,
        @Nullable String domain,
        Instant createdAt) {}
