package io.tenantry.customers;

import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A customer of an operator or of one of his resellers.
 *
 * @param reseller the nearest reseller above, or null where the operator sells himself
 * @param tenant its tenant at the provider; its own id where it has none
 * @param instance the operator's connection it is reached by
 * @param domain its default domain, or null
 * @param version changes whenever the customer or his contact does
 * @param deletedAt when it was deleted, or null while it lives
 */
public record Customer(
        OrganizationId id,
        String name,
        Contact contact,
        @Nullable OrganizationId reseller,
        UUID tenant,
        @Nullable UUID instance,
        @Nullable String domain,
        String version,
        Instant createdAt,
        @Nullable Instant deletedAt) {
    /** The version of the organization alone. */
    long organizationVersion() {
        return Long.parseLong(version.substring(0, version.indexOf('.')));
    }
}
