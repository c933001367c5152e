package io.tenantry.credentials;

import io.tenantry.tenancy.OrganizationId;
import java.util.UUID;

/**
 * An account whose password the hub does not keep.
 *
 * @param upn the user principal name as it is in the hub
 * @param externalId what the other system calls the account
 */
public record ExternalAccount(OrganizationId organization, UUID user, String upn, String externalId) {}
