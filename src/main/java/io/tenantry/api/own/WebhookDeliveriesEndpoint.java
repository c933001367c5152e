package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.events.Deliveries;
import io.tenantry.events.Deliveries.Replay;
import io.tenantry.events.Delivery;
import io.tenantry.kernel.Instants;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.Order;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What became of what webhooks were to be told. */
@RestController
class WebhookDeliveriesEndpoint {
    private static final String WEBHOOK = WebhooksEndpoint.WEBHOOK;
    private static final String DELIVERIES = WEBHOOK + "/deliveries";
    private static final Listed<Delivery> LISTED =
            new Listed<>(Deliveries.FIELDS, List.of(Order.descending(Deliveries.NUMBER)), Set.of(), DeliveryBody::of);

    private final Deliveries deliveries;
    private final Lists lists;

    WebhookDeliveriesEndpoint(Deliveries deliveries, Lists lists) {
        this.deliveries = deliveries;
        this.lists = lists;
    }

    /** One event on its way to one webhook. */
    @Schema(name = "WebhookDelivery")
    record DeliveryBody(
            UUID id,
            long number,
            UUID eventId,
            UUID organizationId,
            String type,
            String objectId,
            String origin,
            String state,
            int tries,
            @Nullable Integer status,
            @Nullable Integer milliseconds,
            @Nullable String problem,
            @Nullable Instant nextTryAt,
            Instant giveUpAt,
            Instant createdAt,
            @Nullable Instant finishedAt,
            List<AttemptBody> attempts) {
        static DeliveryBody of(Delivery delivery) {
            return new DeliveryBody(
                    delivery.id(),
                    delivery.number(),
                    delivery.event(),
                    delivery.eventOrganization().value(),
                    delivery.type().wireName(),
                    delivery.objectId(),
                    delivery.origin().stored(),
                    delivery.state().stored(),
                    delivery.tries(),
                    delivery.status(),
                    delivery.millis(),
                    delivery.problem(),
                    delivery.nextTryAt(),
                    delivery.giveUpAt(),
                    delivery.createdAt(),
                    delivery.finishedAt(),
                    delivery.attempts().stream().map(AttemptBody::of).toList());
        }
    }

    /** One try. */
    @Schema(name = "WebhookAttempt")
    record AttemptBody(
            Instant at,
            @Nullable Integer status,
            int milliseconds,
            @Nullable String problem) {
        static AttemptBody of(Delivery.Attempt attempt) {
            return new AttemptBody(attempt.at(), attempt.status(), attempt.millis(), attempt.problem());
        }
    }

    /** The newest first. */
    @Operation(summary = "List deliveries of a webhook")
    @Exchanges(givesType = DeliveryBody.class)
    @GetMapping(DELIVERIES)
    @Requires(Permission.WEBHOOK_READ)
    Listing list(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @PathVariable String webhookId) {
        return lists.list(
                request,
                caller,
                LISTED,
                query -> deliveries.list(
                        caller, Paths.organization(organizationId), WebhooksEndpoint.id(webhookId), query));
    }

    @Operation(summary = "Get a delivery of a webhook")
    @GetMapping(DELIVERIES + "/{deliveryId}")
    @Requires(Permission.WEBHOOK_READ)
    DeliveryBody get(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String webhookId,
            @PathVariable String deliveryId) {
        return DeliveryBody.of(deliveries.get(
                caller,
                Paths.organization(organizationId),
                WebhooksEndpoint.id(webhookId),
                Paths.uuid(deliveryId, "deliveryId")));
    }

    /** Waits for the receiver's answer and tells it. The event is of type webhook.test and made up. */
    @Operation(summary = "Try a webhook out")
    @PostMapping(WEBHOOK + "/test")
    @Requires(Permission.WEBHOOK_WRITE)
    DeliveryBody test(Caller caller, @PathVariable String organizationId, @PathVariable String webhookId) {
        return DeliveryBody.of(
                deliveries.test(caller, Paths.organization(organizationId), WebhooksEndpoint.id(webhookId)));
    }

    /** How many events are on their way again. */
    @Schema(name = "WebhookReplay")
    record ReplayBody(int queued) {}

    /**
     * Sends events again: those named, or all that the webhook is told of from a moment on, until another or now. They keep their
     * ids, by which a receiver knows those that it has had.
     */
    @Operation(summary = "Send events to a webhook again")
    @Exchanges(takes = "replay", status = 202)
    @PostMapping(WEBHOOK + "/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Requires({Permission.WEBHOOK_WRITE, Permission.EVENT_READ})
    ReplayBody replay(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String webhookId,
            @RequestBody Map<String, @Nullable Object> members) {
        Body body = Body.of(members, "events", "from", "to");
        List<UUID> events = body.texts("events").stream()
                .map(id -> Paths.uuid(id, "events"))
                .toList();
        Refusal.unless(
                events.isEmpty() || !body.has("from"),
                Refusal.Reason.MALFORMED,
                "Either events are named, or a time",
                "events");
        return new ReplayBody(deliveries.replay(
                caller,
                Paths.organization(organizationId),
                WebhooksEndpoint.id(webhookId),
                new Replay(events, moment(body, "from"), moment(body, "to"))));
    }

    private static @Nullable Instant moment(Body body, String name) {
        String text = body.textOrNull(name);
        Instant moment = text == null ? null : Instants.read(text);
        Refusal.unless(
                text == null || moment != null,
                Refusal.Reason.MALFORMED,
                "'" + name + "' is a moment such as 2026-06-30T12:00:00Z",
                name);
        return moment;
    }
}
