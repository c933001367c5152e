package io.tenantry.api.clouduserhub;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tenantry.kernel.Instants;
import io.tenantry.licensing.Subscription;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A subscription as Partner Center writes it. */
record PartnerSubscription(
        UUID id,
        UUID entitlementId,
        UUID offerId,
        String friendlyName,
        int quantity,
        String unitType,
        String creationDate,
        String effectiveStartDate,
        String commitmentEndDate,
        String status,
        boolean autoRenewEnabled,
        String billingType,
        String billingCycle,
        String termDuration,
        String contractType,
        UUID orderId,
        Links links,
        Attributes attributes) {
    static PartnerSubscription of(Subscription subscription, UUID tenant) {
        UUID sku = subscription.sku().id();
        return new PartnerSubscription(
                subscription.id(),
                subscription.entitlementId(),
                sku,
                subscription.friendlyName(),
                subscription.quantity(),
                "Licenses",
                Instants.text(subscription.createdAt()),
                Instants.text(subscription.startedAt()),
                Instants.text(subscription.committedUntil()),
                subscription.status().stored(),
                subscription.terms().autoRenew(),
                "license",
                subscription.terms().billingCycle(),
                subscription.terms().term(),
                "subscription",
                subscription.orderId(),
                new Links(
                        new Link("/offers/" + sku, "GET", List.of()),
                        new Link("/customers/" + tenant + "/subscriptions/" + subscription.id(), "GET", List.of())),
                new Attributes(Long.toString(subscription.version()), "Subscription"));
    }

    record Links(Link offer, Link self) {}

    record Link(String uri, String method, List<String> headers) {}

    /** What a thing is, and by which mark its version is known. */
    record Attributes(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String etag,

            String objectType) {}
}
