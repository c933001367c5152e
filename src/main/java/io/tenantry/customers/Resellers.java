package io.tenantry.customers;

import io.tenantry.access.Access;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.customers.internal.CustomerRows;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.tenancy.OrganizationKind;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Those who sell to customers of their own in an operator's name. A reseller sees those below himself alone. */
@Component
public class Resellers {
    private final Database database;
    private final Access access;

    Resellers(Database database, Access access) {
        this.database = database;
        this.access = access;
    }

    /** One page of them, over the same fields as {@link Customers#FIELDS}. Needs {@code organization.read}. */
    public Page<Reseller> list(Portal portal, ListQuery query) {
        Reach reach = access.require(portal.caller(), Permission.ORGANIZATION_READ);
        OrganizationId own = portal.reseller();
        return CustomerRows.below(own == null ? portal.operator() : own, kind(portal))
                .list(database, reach, false, query)
                .map(Resellers::reseller);
    }

    /**
     * One of them.
     *
     * @throws Refusal (NOT_PERMITTED) when {@code organization.read} does not reach it, (NOT_FOUND) when the operator has no such
     *     reseller
     */
    public Reseller get(Portal portal, OrganizationId id) {
        access.require(portal.caller(), Permission.ORGANIZATION_READ, id);
        return requireBelow(portal, id);
    }

    Reseller requireBelow(Portal portal, OrganizationId id) {
        Customer found =
                CustomerRows.below(portal.operator(), kind(portal)).living(database, new Reach.Some(Set.of(id)), id);
        if (found == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "The operator has no such reseller", "resellerId");
        }
        return reseller(found);
    }

    private static CustomerRows.Kind kind(Portal portal) {
        return new CustomerRows.Kind(OrganizationKind.RESELLER, portal.operator(), null);
    }

    private static Reseller reseller(Customer row) {
        return new Reseller(row.id(), row.name(), row.contact(), row.domain(), row.createdAt());
    }
}
