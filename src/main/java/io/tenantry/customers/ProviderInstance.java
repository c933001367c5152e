package io.tenantry.customers;

import java.util.UUID;

/**
 * A connection by which an operator reaches tenants.
 *
 * @param provider {@code local} for tenants that live in the hub, {@code microsoft} for those at Microsoft
 */
public record ProviderInstance(UUID id, String provider, String alias) {}
