package io.tenantry.console.webhooks;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.events.CloudEvents;
import io.tenantry.events.Deliveries;
import io.tenantry.events.Delivery;
import io.tenantry.events.EventFeed;
import io.tenantry.events.Webhook;
import io.tenantry.events.Webhooks;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** One event on its way to a webhook: every try, what was sent, and sending it again. */
@Controller
class DeliveryEndpoint {
    private static final String PAGE = WebhookEndpoint.PAGE + "/deliveries/{deliveryId}";

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final Told told;

    DeliveryEndpoint(Webhooks webhooks, Deliveries deliveries, Told told) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.told = told;
    }

    /** Events as receivers see them. */
    @Component("consoleEventsTold")
    record Told(EventFeed feed, CloudEvents cloudEvents) {
        /** Null when it is forgotten, was made up for a trial, or may not be seen. */
        @Nullable
        String body(Visit visit, Delivery delivery) {
            if (delivery.origin() == Delivery.Origin.TEST
                    || !visit.caller().reach(Permission.EVENT_READ).covers(delivery.eventOrganization())) {
                return null;
            }
            try {
                return cloudEvents
                        .written(feed.get(visit.caller(), delivery.eventOrganization(), delivery.event()))
                        .toPrettyString();
            } catch (Refusal refusal) {
                if (refusal.reason() == Refusal.Reason.NOT_FOUND) {
                    return null;
                }
                throw refusal;
            }
        }
    }

    @GetMapping(PAGE)
    @Requires(value = Permission.WEBHOOK_READ, note = "event.read to see what was sent")
    String page(
            Visit visit,
            @PathVariable String organizationId,
            @PathVariable String webhookId,
            @PathVariable String deliveryId) {
        OrganizationId organization = Given.organization(organizationId);
        Webhook webhook = webhooks.get(visit.caller(), organization, Given.id(webhookId));
        Delivery delivery = deliveries.get(visit.caller(), organization, webhook.id(), Given.id(deliveryId));
        String body = told.body(visit, delivery);
        visit.with("webhook", webhook)
                .with("delivery", delivery)
                .with("link", WebhooksEndpoint.link(webhook))
                .with("log", DeliveriesEndpoint.link(webhook, null))
                .with("state", DeliveriesEndpoint.state(delivery))
                .with("body", body)
                .with(
                        "mayReplay",
                        body != null
                                && visit.caller()
                                        .reach(Permission.WEBHOOK_WRITE)
                                        .covers(organization));
        return "console/webhooks/delivery";
    }

    @PostMapping(PAGE + "/replay")
    @Requires({Permission.WEBHOOK_WRITE, Permission.EVENT_READ})
    String replay(
            Visit visit,
            @PathVariable String organizationId,
            @PathVariable String webhookId,
            @PathVariable String deliveryId) {
        OrganizationId organization = Given.organization(organizationId);
        UUID webhook = Given.id(webhookId);
        Delivery delivery = deliveries.get(visit.caller(), organization, webhook, Given.id(deliveryId));
        int queued = deliveries.replay(
                visit.caller(), organization, webhook, new Deliveries.Replay(List.of(delivery.event()), null, null));
        return "redirect:" + WebhooksEndpoint.PATH + "/" + organization + "/" + webhook + "?queued=" + queued;
    }
}
