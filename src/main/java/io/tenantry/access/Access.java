package io.tenantry.access;

import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import org.springframework.stereotype.Component;

/**
 * The one decision point: may this caller do this there? What it answers is also the reach that the statement then runs under,
 * so the database decides the same question again.
 */
@Component
public class Access {
    /**
     * Asks about one organization.
     *
     * @return the reach to run under: the organization itself
     * @throws Refusal (NOT_PERMITTED) when the permission does not reach the organization, whether that exists or not
     */
    public Reach require(Caller caller, Permission permission, OrganizationId organization) {
        Reach reach = caller.reach(permission);
        if (!reach.covers(organization)) {
            refuse(permission);
        }
        return reach.within(organization);
    }

    /**
     * Asks about all organizations at once, for lists that run over many.
     *
     * @return every organization the permission reaches
     * @throws Refusal (NOT_PERMITTED) when it is not held anywhere
     */
    public Reach require(Caller caller, Permission permission) {
        Reach reach = caller.reach(permission);
        if (reach.equals(Reach.nowhere())) {
            refuse(permission);
        }
        return reach;
    }

    /** Refuses for want of a permission. A test that proves the database's own wall takes this away. */
    void refuse(Permission permission) {
        throw new Refusal(
                Refusal.Reason.NOT_PERMITTED,
                "This needs the permission '" + permission.wireName() + "' for the organization",
                permission.wireName());
    }
}
