package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.Given;
import io.tenantry.api.own.SkusEndpoint.SkuName;
import io.tenantry.kernel.Refusal;
import io.tenantry.licensing.NewSubscription;
import io.tenantry.licensing.Subscription;
import io.tenantry.licensing.Subscription.Price;
import io.tenantry.licensing.Subscription.Terms;
import io.tenantry.licensing.SubscriptionChange;
import io.tenantry.licensing.SubscriptionStatus;
import io.tenantry.licensing.Subscriptions;
import io.tenantry.platform.history.Past;
import io.tenantry.platform.web.Links;
import io.tenantry.query.Order;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** What organizations have bought, for how long, and at what price. */
@RestController
class SubscriptionsEndpoint {
    private static final String OF_ORGANIZATION = Paths.ORGANIZATION + "/subscriptions";
    private static final String ONE = OF_ORGANIZATION + "/{subscriptionId}";
    private static final Listed<Subscription> LISTED = new Listed<>(
            Subscriptions.FIELDS,
            List.of(Order.ascending(Subscriptions.FIELDS.sortable("committedUntil"))),
            Set.of(Past.AS_OF),
            SubscriptionBody::of);

    private final Subscriptions subscriptions;
    private final Lists lists;
    private final Links links;

    SubscriptionsEndpoint(Subscriptions subscriptions, Lists lists, Links links) {
        this.subscriptions = subscriptions;
        this.lists = lists;
        this.links = links;
    }

    @Operation(summary = "List the subscriptions of an organization")
    @Exchanges(givesType = SubscriptionBody.class, options = Lists.AS_OF_OPTION)
    @GetMapping(OF_ORGANIZATION)
    @Requires(Permission.ORGANIZATION_PLAN_READ)
    Listing list(Caller caller, HttpServletRequest request, @PathVariable String organizationId) {
        OrganizationId organization = Paths.organization(organizationId);
        return lists.list(request, caller, LISTED, query -> subscriptions.list(caller, organization, query));
    }

    /** Those that end first come first; cancelled ones are left out. */
    @Operation(summary = "List the subscriptions of all organizations")
    @Exchanges(givesType = SubscriptionBody.class, options = Lists.AS_OF_OPTION)
    @GetMapping(Paths.ROOT + "/subscriptions")
    @Requires(Permission.ORGANIZATION_PLAN_READ)
    Listing listEverywhere(Caller caller, HttpServletRequest request) {
        return lists.list(request, caller, LISTED, query -> subscriptions.listEverywhere(caller, query));
    }

    @Operation(summary = "Get a subscription")
    @Exchanges(options = Lists.AS_OF_OPTION)
    @GetMapping(ONE)
    @Requires(Permission.ORGANIZATION_PLAN_READ)
    ResponseEntity<SubscriptionBody> get(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @PathVariable String subscriptionId) {
        OrganizationId organization = Paths.organization(organizationId);
        return answer(subscriptions.get(caller, organization, id(subscriptionId), lists.asOf(request)));
    }

    /** Its units can be assigned at once. The term is a year and renewed, unless the body says otherwise. */
    @Operation(summary = "Buy a subscription")
    @Exchanges(status = 201)
    @PostMapping(OF_ORGANIZATION)
    @Requires(Permission.ORGANIZATION_PLAN_WRITE)
    ResponseEntity<SubscriptionBody> create(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @RequestBody NewSubscriptionBody body) {
        Subscription made = subscriptions.create(caller, Paths.organization(organizationId), body.wanted());
        String location = links.absolute(request, request.getRequestURI() + "/" + made.id());
        return Versions.created(SubscriptionBody.of(made), made.version(), location);
    }

    /** The quantity does not go below what people hold. */
    @Operation(summary = "Change the quantity, renewal, name or status of a subscription")
    @PatchMapping(
            path = ONE,
            consumes = {"application/json", "application/merge-patch+json"})
    @Requires(Permission.ORGANIZATION_PLAN_WRITE)
    ResponseEntity<SubscriptionBody> change(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String subscriptionId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody ChangedSubscriptionBody body) {
        return answer(subscriptions.change(
                caller,
                Paths.organization(organizationId),
                id(subscriptionId),
                body.change(),
                Versions.wanted(ifMatch)));
    }

    /** Ends it now. People keep what they hold until it is taken from them, and nobody gets a unit any more. */
    @Operation(summary = "Cancel a subscription")
    @PostMapping(ONE + "/cancel")
    @Requires(Permission.ORGANIZATION_PLAN_WRITE)
    ResponseEntity<SubscriptionBody> cancel(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String subscriptionId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        OrganizationId organization = Paths.organization(organizationId);
        return answer(subscriptions.cancel(caller, organization, id(subscriptionId), Versions.wanted(ifMatch)));
    }

    private static UUID id(String text) {
        return Paths.uuid(text, "subscriptionId");
    }

    private static ResponseEntity<SubscriptionBody> answer(Subscription subscription) {
        return Versions.tagged(SubscriptionBody.of(subscription), subscription.version());
    }

    /**
     * A subscription.
     *
     * @param term {@code P1M}, {@code P1Y} or {@code P3Y}
     * @param billingCycle {@code monthly}, {@code annual} or {@code triennial}
     * @param unitPrice what a unit costs in one billing cycle, or null when nobody said
     */
    record SubscriptionBody(
            UUID id,
            UUID organizationId,
            SkuName sku,
            String friendlyName,
            int quantity,
            String status,
            String term,
            String billingCycle,
            boolean autoRenew,
            @Nullable BigDecimal unitPrice,
            @Nullable String currency,
            Instant createdAt,
            Instant startedAt,
            Instant committedUntil,
            UUID entitlementId,
            UUID orderId,
            long version) {
        static SubscriptionBody of(Subscription subscription) {
            Price price = subscription.terms().price();
            return new SubscriptionBody(
                    subscription.id(),
                    subscription.organization().value(),
                    SkuName.of(subscription.sku()),
                    subscription.friendlyName(),
                    subscription.quantity(),
                    subscription.status().stored(),
                    subscription.terms().term(),
                    subscription.terms().billingCycle(),
                    subscription.terms().autoRenew(),
                    price == null ? null : price.amount(),
                    price == null ? null : price.currency(),
                    subscription.createdAt(),
                    subscription.startedAt(),
                    subscription.committedUntil(),
                    subscription.entitlementId(),
                    subscription.orderId(),
                    subscription.version());
        }
    }

    /** What to buy; only the product and the quantity are needed. */
    record NewSubscriptionBody(
            UUID skuId,
            Integer quantity,
            @Nullable String friendlyName,
            @Nullable String term,
            @Nullable String billingCycle,
            @Nullable Boolean autoRenew,
            @Nullable BigDecimal unitPrice,
            @Nullable String currency) {
        NewSubscriptionBody {
            Given.needed(skuId, "skuId");
            Given.needed(quantity, "quantity");
        }

        NewSubscription wanted() {
            Refusal.unless(
                    (unitPrice == null) == (currency == null),
                    Refusal.Reason.MALFORMED,
                    "A price needs its currency, and a currency its price",
                    unitPrice == null ? "unitPrice" : "currency");
            String wantedTerm = Objects.requireNonNullElse(term, "P1Y");
            String cycle = Objects.requireNonNullElse(billingCycle, wantedTerm.equals("P1M") ? "monthly" : "annual");
            Price price = unitPrice == null || currency == null ? null : new Price(unitPrice, currency);
            return new NewSubscription(
                    skuId,
                    quantity,
                    friendlyName,
                    new Terms(wantedTerm, cycle, !Boolean.FALSE.equals(autoRenew), price));
        }
    }

    /** What is to be different; the status can be {@code active} or {@code suspended}. */
    record ChangedSubscriptionBody(
            @Nullable Integer quantity,
            @Nullable Boolean autoRenew,
            @Nullable String friendlyName,
            @Nullable String status) {
        SubscriptionChange change() {
            return new SubscriptionChange(
                    quantity,
                    autoRenew,
                    friendlyName,
                    status == null ? null : SubscriptionStatus.settable(status, "status"));
        }
    }
}
