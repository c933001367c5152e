package io.tenantry.console.organizations;

import io.tenantry.console.lists.Cell;
import io.tenantry.tenancy.OrganizationId;

/**
 * Something of an organization, with what that is called.
 *
 * @param name its id for those who may not know what it is called
 */
public record Named<T>(T of, OrganizationId home, String name) {
    /** The organization in a list. */
    public Cell cell() {
        return Cell.linked(name, "/console/organizations/" + home);
    }
}
