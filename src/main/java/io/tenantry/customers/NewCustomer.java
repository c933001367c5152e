package io.tenantry.customers;

import io.tenantry.tenancy.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * A customer who does not exist yet.
 *
 * @param reseller who is to sell to him, or null for whoever is filled in automatically
 */
public record NewCustomer(
        String name, Contact contact, @Nullable OrganizationId reseller) {}
