package io.tenantry.customers;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.customers.internal.ContactRows;
import io.tenantry.customers.internal.CustomerRows;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.organizations.NewOrganization;
import io.tenantry.organizations.Organizations;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.query.Catalogue;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.Organization;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.tenancy.OrganizationKind;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An operator's customers, as far as the caller may see them, and one reseller's alone where one is named or filled in. */
@Component
public class Customers {
    /** What the list can be searched and sorted by. */
    public static final Catalogue FIELDS = CustomerRows.FIELDS;

    private final Database database;
    private final Access access;
    private final Portals portals;
    private final Resellers resellers;
    private final Organizations organizations;
    private final AuditTrail audit;

    Customers(
            Database database,
            Access access,
            Portals portals,
            Resellers resellers,
            Organizations organizations,
            AuditTrail audit) {
        this.database = database;
        this.access = access;
        this.portals = portals;
        this.resellers = resellers;
        this.organizations = organizations;
        this.audit = audit;
    }

    /**
     * One page of them.
     *
     * @param reseller whose customers are wanted, or null for all that the portal shows
     * @param deleted whether also those that are deleted and can still be restored
     * @throws Refusal (NOT_PERMITTED) without {@code organization.read}, (NOT_FOUND) when the operator has no such reseller
     */
    public Page<Customer> list(Portal portal, @Nullable OrganizationId reseller, boolean deleted, ListQuery query) {
        Reach reach = access.require(portal.caller(), Permission.ORGANIZATION_READ);
        OrganizationId top = reseller == null
                ? portal.sellingThrough(null)
                : resellers.get(portal, reseller).id();
        return CustomerRows.below(top == null ? portal.operator() : top, kind(portal, query.asOf()))
                .list(database, reach, deleted, query);
    }

    /** The customer that the call names, now or as he was at a moment of the past. Refuses as {@link Portals#customer}. */
    public Customer get(Portal portal, @Nullable OrganizationId reseller, @Nullable Instant asOf) {
        OrganizationId id = portals.customer(portal, Permission.ORGANIZATION_READ, reseller);
        return one(portal, id, portal.named().resellers(), asOf);
    }

    private static CustomerRows.Kind kind(Portal portal, @Nullable Instant asOf) {
        return new CustomerRows.Kind(OrganizationKind.CUSTOMER, portal.operator(), asOf);
    }

    private Customer one(
            Portal portal, OrganizationId id, @Nullable List<OrganizationId> sellers, @Nullable Instant asOf) {
        OrganizationId seller = sellers == null || sellers.isEmpty() ? null : sellers.getFirst();
        Customer found =
                CustomerRows.single(id, seller, kind(portal, asOf)).first(database, new Reach.Some(Set.of(id)));
        if (found == null) {
            throw Portal.noSuchCustomer();
        }
        return found;
    }

    /**
     * Makes a customer of the operator or, where one is given or filled in, of a reseller. His tenant lives in the hub until he
     * is connected to another.
     *
     * @throws Refusal (NOT_PERMITTED) unless {@code organization.write} reaches whoever sells, (NOT_FOUND) when the operator has
     *     no such reseller
     */
    public Customer create(Portal portal, NewCustomer wanted) {
        Caller caller = portal.caller();
        OrganizationId seller = portal.sellingThrough(wanted.reseller());
        OrganizationId parent = seller == null ? portal.operator() : seller;
        access.require(caller, Permission.ORGANIZATION_WRITE, parent);
        OrganizationId given = wanted.reseller();
        if (given != null) {
            resellers.requireBelow(portal, given);
        }
        NewOrganization organization = new NewOrganization(
                Organization.Profile.of(OrganizationKind.CUSTOMER, wanted.name()), Set.of(), List.of());
        Organization made = organizations.create(
                caller,
                parent,
                organization,
                (session, created) -> write(session, caller, created.id(), created.name(), wanted.contact()));
        return one(portal, made.id(), seller == null ? List.of() : List.of(seller), null);
    }

    /**
     * Deletes the customer that the call names, with his people. He can be restored for 30 days. Not for resellers.
     *
     * @param version the version the caller has seen, or null when he does not mind
     */
    public void delete(Portal portal, @Nullable String version) {
        OrganizationId id = portals.customer(portal, Permission.ORGANIZATION_WRITE, null);
        Refusal.unless(
                portal.reseller() == null,
                Refusal.Reason.NOT_PERMITTED,
                "Only the operator deletes customers, not a reseller");
        Customer now = one(portal, id, portal.named().resellers(), null);
        refuseOther(now.version(), version);
        organizations.delete(portal.caller(), id, version == null ? null : now.organizationVersion(), true);
    }

    /** Gives the customer that the call names another name in the seller's own books, or none. */
    public void identify(
            Portal portal,
            @Nullable OrganizationId reseller,
            @Nullable String internalIdentifier,
            @Nullable String version) {
        OrganizationId id = portals.customer(portal, Permission.ORGANIZATION_WRITE, reseller);
        String name = one(portal, id, portal.named().resellers(), null).name();
        database.change(new Reach.Some(Set.of(id)), session -> {
            refuseOther(CustomerRows.holdVersion(session, id), version);
            Contact now = ContactRows.hold(session, id);
            Contact then = now.identified(internalIdentifier);
            if (!then.equals(now)) {
                write(session, portal.caller(), id, name, then);
            }
        });
    }

    private static void refuseOther(String now, @Nullable String version) {
        Refusal.unless(
                version == null || version.equals(now),
                Refusal.Reason.PRECONDITION_FAILED,
                "The customer was changed by somebody else meanwhile",
                "If-Match");
    }

    private void write(Session session, Caller caller, OrganizationId id, String name, Contact contact) {
        Contact before = ContactRows.hold(session, id);
        ContactRows.write(session, id, contact);
        audit.record(
                session,
                caller.actor(),
                AuditEvent.done(
                        id,
                        "organization.contact.change",
                        new AuditEvent.Target("organization", id.toString(), name, null),
                        ContactRows.differing(before, contact),
                        ContactRows.differing(contact, before)));
    }
}
