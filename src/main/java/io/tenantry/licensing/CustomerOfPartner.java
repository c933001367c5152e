package io.tenantry.licensing;

import io.tenantry.tenancy.OrganizationId;
import java.util.UUID;

/**
 * A customer as Partner Center's paths name him.
 *
 * @param partner who sells to him: the caller's own organization, or one in his reach
 * @param tenant the customer's Microsoft tenant; the organization's own id where it has none
 */
public record CustomerOfPartner(OrganizationId partner, OrganizationId customer, UUID tenant) {}
