package io.tenantry.customers;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.customers.internal.PortalRows;
import io.tenantry.customers.internal.PortalRows.Found;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the operator whose portal a call is made to, and what a caller may do there with a customer. */
@Component
public class Portals {
    private final Database database;
    private final Access access;

    Portals(Database database, Access access) {
        this.database = database;
        this.access = access;
    }

    /**
     * The portal of this name.
     *
     * @param tenant the id, a domain or the name of an operator's organization, or of a reseller's
     * @param customer the customer that the call is about, or null
     * @throws Refusal (MALFORMED) when there is none, or the caller neither lives there nor has a right there or over the customer
     */
    public Portal open(Caller caller, String tenant, @Nullable OrganizationId customer) {
        OrganizationId home = caller.home();
        // Under the reach that the rest of the call will have, so that the connection need not be given another.
        Reach reach = customer == null ? Reach.nowhere() : new Reach.Some(Set.of(customer));
        List<Found> found = PortalRows.find(database, reach, tenant, home, customer);
        for (Found one : found) {
            if (one.isHome() || reaches(caller, one)) {
                return new Portal(caller, one.operator(), one.reseller(), one.asked());
            }
        }
        throw new Refusal(Refusal.Reason.MALFORMED, "There is no portal of this name", "X-Tenant");
    }

    private static boolean reaches(Caller caller, Found found) {
        Portal.Asked asked = found.asked();
        return caller.rights().values().stream()
                .anyMatch(right -> right.covers(found.portal())
                        || (asked != null && asked.resellers() != null && right.covers(asked.customer())));
    }

    /**
     * The customer that the call names, for work there under a permission.
     *
     * @param instance the connection the caller wants to use
     * @param reseller the reseller through whom the caller says to act, or null
     * @throws Refusal (NOT_PERMITTED) when the permission does not reach the customer, (NOT_FOUND) when the operator or the
     *     reseller has no such customer, (MALFORMED) when the customer is not served by this connection
     */
    public OrganizationId customer(
            Portal portal, Permission permission, UUID instance, @Nullable OrganizationId reseller) {
        OrganizationId customer = customer(portal, permission, reseller);
        Refusal.unless(
                instance.equals(portal.named().instance()),
                Refusal.Reason.MALFORMED,
                "The customer does not belong to this provider instance",
                "providerInstanceId");
        return customer;
    }

    /** The same, whatever the connection. */
    public OrganizationId customer(Portal portal, Permission permission, @Nullable OrganizationId reseller) {
        Portal.Asked asked = portal.named();
        access.require(portal.caller(), permission, asked.customer());
        List<OrganizationId> resellers = asked.resellers();
        if (resellers == null) {
            throw Portal.noSuchCustomer();
        }
        OrganizationId own = portal.reseller();
        Refusal.unless(
                own == null || resellers.contains(own),
                Refusal.Reason.NOT_PERMITTED,
                "This is another reseller's customer");
        Refusal.unless(
                reseller == null || resellers.contains(reseller),
                Refusal.Reason.NOT_FOUND,
                "The reseller has no such customer",
                "resellerId");
        return asked.customer();
    }

    /** The operator's connections, in the order of their providers' names. */
    public List<ProviderInstance> instances(Portal portal) {
        return PortalRows.instances(database, Reach.nowhere(), portal.operator());
    }
}
