package io.tenantry.api.clouduserhub;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.IfMatch;
import io.tenantry.api.clouduserhub.PartnerSubscription.Attributes;
import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import io.tenantry.licensing.CustomerOfPartner;
import io.tenantry.licensing.Subscription;
import io.tenantry.licensing.SubscriptionChange;
import io.tenantry.licensing.SubscriptionStatus;
import io.tenantry.licensing.Subscriptions;
import io.tenantry.tenancy.OrganizationId;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Subscriptions of a partner's customer as in Partner Center. */
@RestController
@RequestMapping({PartnerSubscriptionsEndpoint.AT_ROOT, "/clouduserhub" + PartnerSubscriptionsEndpoint.AT_ROOT})
class PartnerSubscriptionsEndpoint {
    static final String AT_ROOT =
            "/partnercenter/v1/partners/{partnerId}/organizations/{customerId}/v1.0/customers/{tenantId}/subscriptions";
    private static final String QUANTITY = "quantity";
    private static final String AUTO_RENEW = "autoRenewEnabled";
    private static final String NAME = "friendlyName";
    private static final String STATUS = "status";

    private static final Set<String> MEMBERS = Arrays.stream(PartnerSubscription.class.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toSet());

    private final Subscriptions subscriptions;

    PartnerSubscriptionsEndpoint(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    @Operation(summary = "List the subscriptions of a customer")
    @GetMapping
    @Requires(Permission.ORGANIZATION_PLAN_READ)
    PartnerSubscriptions list(
            Caller caller,
            @PathVariable String partnerId,
            @PathVariable String customerId,
            @PathVariable String tenantId) {
        CustomerOfPartner customer = customer(partnerId, customerId, tenantId);
        List<PartnerSubscription> items = subscriptions.of(caller, customer).stream()
                .map(subscription -> PartnerSubscription.of(subscription, customer.tenant()))
                .toList();
        return new PartnerSubscriptions(items.size(), items, new Attributes(null, "Collection"));
    }

    /** With {@code If-Match} only when {@code attributes.etag} is still the same. */
    @Operation(summary = "Change the quantity of a subscription")
    @Exchanges(takes = "subscriptionChange", givesType = PartnerSubscription.class)
    @Parameter(name = IfMatch.HEADER, in = ParameterIn.HEADER)
    @PatchMapping("/{subscriptionId}")
    @Requires(Permission.ORGANIZATION_PLAN_WRITE)
    ResponseEntity<PartnerSubscription> change(
            Caller caller,
            @PathVariable String partnerId,
            @PathVariable String customerId,
            @PathVariable String tenantId,
            @PathVariable String subscriptionId,
            RequestEntity<Map<String, @Nullable Object>> request) {
        CustomerOfPartner customer = customer(partnerId, customerId, tenantId);
        Subscription changed = subscriptions.change(
                caller,
                customer,
                Keys.uuid(subscriptionId, "subscriptionId"),
                change(request.getBody()),
                IfMatch.version(request.getHeaders().getFirst(IfMatch.HEADER)));
        return ResponseEntity.ok()
                .eTag(Long.toString(changed.version()))
                .body(PartnerSubscription.of(changed, customer.tenant()));
    }

    private static CustomerOfPartner customer(String partner, String customer, String tenant) {
        return new CustomerOfPartner(
                new OrganizationId(Keys.uuid(partner, "partnerId")),
                new OrganizationId(Keys.uuid(customer, "customerId")),
                Keys.uuid(tenant, "tenantId"));
    }

    /** Partner Center's own clients send the whole subscription back, so what cannot be set is no mistake. */
    private static SubscriptionChange change(@Nullable Map<String, @Nullable Object> body) {
        if (body == null) {
            throw new Refusal(Refusal.Reason.MALFORMED, "The request has no body");
        }
        for (String name : body.keySet()) {
            String shown = Shortened.of(name);
            Refusal.unless(
                    MEMBERS.contains(name),
                    Refusal.Reason.MALFORMED,
                    "A subscription has no property '" + shown + "'",
                    shown);
        }
        Object quantity = body.get(QUANTITY);
        Refusal.unless(
                quantity == null || quantity instanceof Integer,
                Refusal.Reason.MALFORMED,
                "The property 'quantity' must be a whole number",
                QUANTITY);
        String status = GraphBodies.text(body, STATUS, STATUS);
        SubscriptionChange change = new SubscriptionChange(
                (Integer) quantity,
                GraphBodies.flag(body, AUTO_RENEW, AUTO_RENEW),
                GraphBodies.text(body, NAME, NAME),
                status == null ? null : status(status));
        Refusal.unless(
                !change.isEmpty(), Refusal.Reason.MALFORMED, "A value is required for property 'quantity'", QUANTITY);
        return change;
    }

    /** Partner Center cancels a subscription by its status. */
    private static SubscriptionStatus status(String text) {
        return text.equals(SubscriptionStatus.DELETED.stored())
                ? SubscriptionStatus.DELETED
                : SubscriptionStatus.settable(text, STATUS);
    }

    record PartnerSubscriptions(int totalCount, List<PartnerSubscription> items, Attributes attributes) {}
}
