package io.tenantry.estate.internal;

import io.tenantry.tenancy.OrganizationId;

/**
 * The operator's own organization.
 *
 * @param isDemo whether everything below it was made up
 * @param hasAccounts whether anyone was given a role yet; if not, nobody can use the hub
 */
public record Root(OrganizationId id, boolean isDemo, boolean hasAccounts) {}
