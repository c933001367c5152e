package io.tenantry.licensing;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.Actor;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Refusal.Reason;
import io.tenantry.licensing.internal.SkuCatalogue;
import io.tenantry.licensing.internal.SubscriptionRows;
import io.tenantry.licensing.internal.SubscriptionRows.Limit;
import io.tenantry.licensing.internal.SubscriptionRows.NewIds;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.DatabaseFailure;
import io.tenantry.platform.database.Session;
import io.tenantry.query.Catalogue;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What organizations have bought. The units of a subscription become the organization's the moment it changes, and people who
 * wait for one get it.
 */
@Component
public class Subscriptions {
    /** What lists can be filtered and sorted by. */
    public static final Catalogue FIELDS = SubscriptionRows.FIELDS;

    private static final int QUANTITY_MAX = 10_000_000;
    private static final String TOO_FEW_LEFT = "TN060";

    private final Database database;
    private final Access access;
    private final AuditTrail audit;
    private final SkuCatalogue catalogue;
    private final LicenseProviders providers;

    Subscriptions(
            Database database, Access access, AuditTrail audit, SkuCatalogue catalogue, LicenseProviders providers) {
        this.database = database;
        this.access = access;
        this.audit = audit;
        this.catalogue = catalogue;
        this.providers = providers;
    }

    /** All of an organization's subscriptions, in the order in which they were bought. Needs {@code organization.plan.read}. */
    public List<Subscription> all(Caller caller, OrganizationId organization) {
        Reach reach = access.require(caller, Permission.ORGANIZATION_PLAN_READ, organization);
        return SubscriptionRows.all(database, reach, organization.value(), catalogue, null);
    }

    /** One page of an organization's subscriptions. Needs {@code organization.plan.read}. */
    public Page<Subscription> list(Caller caller, OrganizationId organization, ListQuery query) {
        Reach reach = access.require(caller, Permission.ORGANIZATION_PLAN_READ, organization);
        return SubscriptionRows.list(database, reach, organization.value(), query, catalogue);
    }

    /** Those of every organization that {@code organization.plan.read} reaches, without what was cancelled. */
    public Page<Subscription> listEverywhere(Caller caller, ListQuery query) {
        Reach reach = access.require(caller, Permission.ORGANIZATION_PLAN_READ);
        return SubscriptionRows.list(database, reach, null, query, catalogue);
    }

    /** One subscription, or a refusal (NOT_FOUND). */
    public Subscription get(Caller caller, OrganizationId organization, UUID id) {
        return get(caller, organization, id, null);
    }

    /** The same as it was at a moment of the past, or is now where that is null. */
    public Subscription get(Caller caller, OrganizationId organization, UUID id, @Nullable Instant asOf) {
        Reach reach = access.require(caller, Permission.ORGANIZATION_PLAN_READ, organization);
        return present(SubscriptionRows.find(database, reach, organization.value(), id, catalogue, asOf));
    }

    /**
     * All subscriptions of a partner's customer.
     *
     * @throws Refusal (NOT_PERMITTED) when the permission does not reach the customer, or the partner is neither the caller's own
     *     organization nor in reach, (NOT_FOUND) when the partner has no such customer with this tenant
     */
    public List<Subscription> of(Caller caller, CustomerOfPartner customer) {
        Reach reach = requireCustomer(caller, Permission.ORGANIZATION_PLAN_READ, customer);
        return SubscriptionRows.all(database, reach, customer.customer().value(), catalogue, null);
    }

    /**
     * Buys units for an organization whose subscriptions the hub itself keeps.
     *
     * @throws Refusal (NOT_PERMITTED) without {@code organization.plan.write}, (MALFORMED) when there is no such product or the
     *     quantity is out of bounds, (PROVIDER_CANNOT) when the organization buys at Microsoft
     */
    public Subscription create(Caller caller, OrganizationId organization, NewSubscription wanted) {
        Reach reach = access.require(caller, Permission.ORGANIZATION_PLAN_WRITE, organization);
        Limit limit = SubscriptionRows.limit(database, reach, wanted.sku());
        if (limit == null) {
            throw new Refusal(Reason.MALFORMED, "There is no product with the id " + wanted.sku(), "skuId");
        }
        checkQuantity(wanted.quantity(), limit.units());
        NewIds ids = new NewIds(Ids.next(), UUID.randomUUID(), UUID.randomUUID());
        return database.transaction(reach, session -> {
            Subscription made = SubscriptionRows.insert(session, organization, ids, wanted, catalogue);
            if (made == null) {
                throw new Refusal(Reason.PROVIDER_CANNOT, "The organization buys its subscriptions at Microsoft");
            }
            tell(session, caller.actor(), "subscription.create", null, made);
            return made;
        });
    }

    /**
     * Changes a subscription. What is there already is no change and no new version.
     *
     * @param version the version the caller has seen, or null when he does not mind
     * @throws Refusal (NOT_PERMITTED), (NOT_FOUND), (PRECONDITION_FAILED) when the version is another, (MALFORMED) when the quantity
     *     is out of bounds or below what people hold, (CONFLICT) when the subscription is over
     */
    public Subscription change(
            Caller caller, OrganizationId organization, UUID id, SubscriptionChange change, @Nullable Long version) {
        Reach reach = access.require(caller, Permission.ORGANIZATION_PLAN_WRITE, organization);
        return changing(reach, caller.actor(), organization, id, change, version);
    }

    /** The same for a partner's customer; refuses as {@link #of} besides. */
    public Subscription change(
            Caller caller, CustomerOfPartner customer, UUID id, SubscriptionChange change, @Nullable Long version) {
        Reach reach = requireCustomer(caller, Permission.ORGANIZATION_PLAN_WRITE, customer);
        return changing(reach, caller.actor(), customer.customer(), id, change, version);
    }

    /** Ends a subscription now. People keep what they hold until it is taken from them; nobody gets a unit any more. */
    public Subscription cancel(Caller caller, OrganizationId organization, UUID id, @Nullable Long version) {
        SubscriptionChange end = new SubscriptionChange(null, false, null, SubscriptionStatus.DELETED);
        return change(caller, organization, id, end, version);
    }

    private Reach requireCustomer(Caller caller, Permission permission, CustomerOfPartner customer) {
        Reach reach = access.require(caller, permission, customer.customer());
        if (!customer.partner().equals(caller.actor().organization())) {
            access.require(caller, permission, customer.partner());
        }
        // Under the whole reach: resellers may stand between the partner and his customer.
        Refusal.unless(
                SubscriptionRows.isCustomer(database, caller.reach(permission), customer),
                Reason.NOT_FOUND,
                "The partner has no such customer with this tenant");
        return reach;
    }

    private Subscription changing(
            Reach reach,
            Actor actor,
            OrganizationId organization,
            UUID id,
            SubscriptionChange change,
            @Nullable Long version) {
        LicenseProvider elsewhere = providers.of(organization);
        if (elsewhere != null) {
            return changingElsewhere(elsewhere, reach, actor, new Wanted(organization, id, change, version));
        }
        return writing(() -> database.transaction(reach, session -> {
            Subscription before = present(SubscriptionRows.lock(session, organization.value(), id, catalogue));
            checkVersion(before, version);
            if (isThereAlready(before, change)) {
                return before;
            }
            check(before, change);
            Subscription after = changed(session, before, change);
            tell(session, actor, "subscription.change", before, after);
            return after;
        }));
    }

    private record Wanted(
            OrganizationId organization,
            UUID id,
            SubscriptionChange change,
            @Nullable Long version) {}

    /** What stands here is a mirror. It is looked at as it is now, changed there, and read again. */
    private Subscription changingElsewhere(LicenseProvider elsewhere, Reach reach, Actor actor, Wanted wanted) {
        UUID organization = wanted.organization().value();
        elsewhere.readPurchases(wanted.organization());
        Subscription before =
                present(SubscriptionRows.find(database, reach, organization, wanted.id(), catalogue, null));
        checkVersion(before, wanted.version());
        if (isThereAlready(before, wanted.change())) {
            return before;
        }
        elsewhere.change(wanted.organization(), wanted.id(), wanted.change());
        elsewhere.readPurchases(wanted.organization());
        return database.transaction(reach, session -> {
            Subscription now = present(SubscriptionRows.lock(session, organization, wanted.id(), catalogue));
            Subscription after = isThereAlready(now, wanted.change()) ? now : changed(session, now, wanted.change());
            tell(session, actor, "subscription.change", before, after);
            return after;
        });
    }

    private Subscription changed(Session session, Subscription before, SubscriptionChange change) {
        SubscriptionRows.Line changed = SubscriptionRows.update(session, before, change);
        return changed.named(catalogue.at(changed.catalogue(), session));
    }

    private static void checkVersion(Subscription before, @Nullable Long version) {
        Refusal.unless(
                version == null || version == before.version(),
                Reason.PRECONDITION_FAILED,
                "The subscription was changed meanwhile");
    }

    private static boolean isThereAlready(Subscription now, SubscriptionChange change) {
        return (change.quantity() == null || change.quantity() == now.quantity())
                && (change.autoRenew() == null
                        || change.autoRenew() == now.terms().autoRenew())
                && (change.friendlyName() == null || change.friendlyName().equals(now.friendlyName()))
                && (change.status() == null || change.status() == now.status());
    }

    private static void check(Subscription before, SubscriptionChange change) {
        boolean isLiving = before.status() == SubscriptionStatus.ACTIVE
                || before.status() == SubscriptionStatus.SUSPENDED
                || before.status() == SubscriptionStatus.EXPIRED;
        Refusal.unless(
                isLiving,
                Reason.CONFLICT,
                "The subscription is " + before.status().stored(),
                "status");
        Integer quantity = change.quantity();
        if (quantity != null) {
            Refusal.unless(
                    before.status() == SubscriptionStatus.ACTIVE || quantity == before.quantity(),
                    Reason.CONFLICT,
                    "The quantity of a subscription can be changed while it is active",
                    "quantity");
            checkQuantity(quantity, before.sku().unitsMax());
        }
    }

    private static void checkQuantity(int quantity, @Nullable Integer most) {
        int limit = Objects.requireNonNullElse(most, QUANTITY_MAX);
        Refusal.unless(
                quantity >= 1 && quantity <= limit, Reason.MALFORMED, "The quantity is from 1 to " + limit, "quantity");
    }

    private static Subscription present(@Nullable Subscription subscription) {
        if (subscription == null) {
            throw new Refusal(Reason.NOT_FOUND, "The organization has no such subscription");
        }
        return subscription;
    }

    private static Subscription writing(Supplier<Subscription> work) {
        try {
            return work.get();
        } catch (DatabaseFailure failure) {
            if (TOO_FEW_LEFT.equals(failure.state())) {
                throw new Refusal(
                        Reason.MALFORMED, "The quantity is below the number of licenses that are assigned", "quantity");
            }
            throw failure;
        }
    }

    private void tell(Session session, Actor actor, String action, @Nullable Subscription before, Subscription after) {
        audit.record(
                session,
                actor,
                AuditEvent.done(
                        after.organization(),
                        action,
                        new AuditEvent.Target(
                                "subscription", after.id().toString(), after.friendlyName(), after.version()),
                        before == null ? null : described(before),
                        described(after)));
    }

    private static Map<String, ?> described(Subscription subscription) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("sku_id", subscription.sku().id());
        members.put("quantity", subscription.quantity());
        members.put("status", subscription.status().stored());
        members.put("auto_renew", subscription.terms().autoRenew());
        members.put("friendly_name", subscription.friendlyName());
        return members;
    }
}
