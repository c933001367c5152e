package io.tenantry.api.own;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.WithoutIdempotencyKey;
import io.tenantry.events.EventType;
import io.tenantry.events.Webhook;
import io.tenantry.events.Webhooks;
import io.tenantry.events.Webhooks.Change;
import io.tenantry.events.Webhooks.Made;
import io.tenantry.events.Webhooks.NewWebhook;
import io.tenantry.platform.web.Links;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Whom an organization tells of its events. */
@RestController
class WebhooksEndpoint {
    static final String WEBHOOKS = Paths.ORGANIZATION + "/webhooks";
    static final String WEBHOOK = WEBHOOKS + "/{webhookId}";
    static final String SUBSCRIPTIONS = Paths.ORGANIZATION + "/event-subscriptions";

    private static final int OVERLAP_HOURS = 24;

    private final Webhooks webhooks;
    private final Links links;

    WebhooksEndpoint(Webhooks webhooks, Links links) {
        this.webhooks = webhooks;
        this.links = links;
    }

    /** A webhook; what stands behind the question mark of its address is not told, as it may be a key. */
    @Schema(name = "Webhook")
    record WebhookBody(
            UUID id,
            UUID organizationId,
            String name,
            String url,
            String kind,
            List<String> types,
            @Nullable String filter,
            boolean subtree,
            @Nullable String contact,
            boolean isEnabled,
            @Nullable String problem,
            @Nullable Instant failingSince,
            @Nullable Instant pausedUntil,
            @Nullable Instant formerSecretUntil,
            String createdBy,
            Instant createdAt,
            Instant modifiedAt,
            long version,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String secret) {
        static WebhookBody of(Webhook webhook, @Nullable String secret) {
            return new WebhookBody(
                    webhook.id(),
                    webhook.organization().value(),
                    webhook.name(),
                    webhook.shownUrl(),
                    webhook.kind().stored(),
                    webhook.types().stream().map(EventType::wireName).toList(),
                    webhook.filter(),
                    webhook.subtree(),
                    webhook.contact(),
                    webhook.enabled(),
                    webhook.problem(),
                    webhook.failingSince(),
                    webhook.pausedUntil(),
                    webhook.formerSecretUntil(),
                    webhook.createdBy(),
                    webhook.createdAt(),
                    webhook.modifiedAt(),
                    webhook.version(),
                    secret);
        }
    }

    @Schema(name = "WebhookList")
    record WebhookList(List<WebhookBody> items) {}

    @Operation(summary = "List webhooks")
    @GetMapping(WEBHOOKS)
    @Requires(Permission.WEBHOOK_READ)
    WebhookList list(Caller caller, @PathVariable String organizationId) {
        return new WebhookList(webhooks.list(caller, Paths.organization(organizationId)).stream()
                .map(webhook -> WebhookBody.of(webhook, null))
                .toList());
    }

    @Operation(summary = "Get a webhook")
    @GetMapping(WEBHOOK)
    @Requires(Permission.WEBHOOK_READ)
    ResponseEntity<WebhookBody> get(
            Caller caller, @PathVariable String organizationId, @PathVariable String webhookId) {
        return answer(webhooks.get(caller, Paths.organization(organizationId), id(webhookId)));
    }

    /**
     * Events are posted to its address, signed with the secret that this answer tells and no other ever will. Without types it is
     * told of all; with subtree also of the organizations below.
     */
    @Operation(summary = "Add a webhook")
    @Exchanges(takes = "newWebhook", status = 201)
    @PostMapping(WEBHOOKS)
    @Requires(
            value = {Permission.WEBHOOK_WRITE, Permission.EVENT_READ},
            note = "with subtree for all below")
    ResponseEntity<WebhookBody> create(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @RequestBody Map<String, @Nullable Object> members) {
        Body body = Body.of(members, "name", "url", "types", "filter", "subtree", "contact");
        OrganizationId organization = Paths.organization(organizationId);
        String url = body.text("url");
        Made made = webhooks.create(
                caller,
                organization,
                new NewWebhook(
                        body.text("name", host(url)),
                        url,
                        Webhook.Kind.WEBHOOK,
                        types(body),
                        body.textOrNull("filter"),
                        body.flag("subtree", false),
                        body.textOrNull("contact")));
        return Versions.created(
                WebhookBody.of(made.webhook(), made.secret()),
                made.webhook().version(),
                links.absolute(
                        request, request.getRequestURI() + "/" + made.webhook().id()));
    }

    /** An empty text takes filter or contact away. Whoever enables a webhook again begins without its old failures. */
    @Operation(summary = "Change a webhook")
    @Exchanges(takes = "webhookChanges")
    @PatchMapping(
            path = WEBHOOK,
            consumes = {"application/json", "application/merge-patch+json"})
    @Requires(
            value = {Permission.WEBHOOK_WRITE, Permission.EVENT_READ},
            note = "with subtree for all below")
    ResponseEntity<WebhookBody> change(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String webhookId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Map<String, @Nullable Object> members) {
        Body body = Body.of(members, "name", "url", "types", "filter", "subtree", "contact", "isEnabled");
        return answer(webhooks.change(
                caller,
                Paths.organization(organizationId),
                id(webhookId),
                new Change(
                        body.textOrNull("name"),
                        body.textOrNull("url"),
                        body.has("types") ? types(body) : null,
                        emptied(body, "filter"),
                        body.has("subtree") ? body.flag("subtree", false) : null,
                        emptied(body, "contact"),
                        body.has("isEnabled") ? body.flag("isEnabled", true) : null),
                Versions.wanted(ifMatch)));
    }

    /** What was still to be sent to it is dropped. */
    @Operation(summary = "Remove a webhook")
    @DeleteMapping(WEBHOOK)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.WEBHOOK_WRITE)
    void delete(Caller caller, @PathVariable String organizationId, @PathVariable String webhookId) {
        webhooks.delete(caller, Paths.organization(organizationId), id(webhookId));
    }

    /** Tells a new secret. Deliveries carry a signature of the former one as well for so many hours, a day if not said. */
    @Operation(summary = "Replace a webhook's secret")
    @Exchanges(takes = "secretRotation")
    @PostMapping(WEBHOOK + "/secret")
    @WithoutIdempotencyKey
    @Requires(Permission.WEBHOOK_WRITE)
    ResponseEntity<WebhookBody> rotate(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String webhookId,
            @RequestBody Map<String, @Nullable Object> members) {
        Body body = Body.of(members, "overlapHours");
        Made made = webhooks.rotate(
                caller,
                Paths.organization(organizationId),
                id(webhookId),
                Duration.ofHours(body.number("overlapHours", OVERLAP_HOURS)));
        return Versions.tagged(
                WebhookBody.of(made.webhook(), made.secret()), made.webhook().version());
    }

    /**
     * Subscribes a flow: events are posted to its address until it deletes the subscription at the address in Location. For
     * Power Automate and Logic Apps, whose triggers work like this; events carry a signature too, which flows need not look at.
     */
    @Operation(summary = "Subscribe to events")
    @Exchanges(takes = "newEventSubscription", status = 201)
    @PostMapping(SUBSCRIPTIONS)
    @Requires(
            value = {Permission.WEBHOOK_WRITE, Permission.EVENT_READ},
            note = "with subtree for all below")
    ResponseEntity<SubscriptionBody> subscribe(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @RequestBody Map<String, @Nullable Object> members) {
        Body body = Body.of(members, "notificationUrl", "types", "filter", "subtree");
        String url = body.text("notificationUrl");
        Made made = webhooks.create(
                caller,
                Paths.organization(organizationId),
                new NewWebhook(
                        "Flow at " + host(url),
                        url,
                        Webhook.Kind.FLOW,
                        types(body),
                        body.textOrNull("filter"),
                        body.flag("subtree", false),
                        null));
        String location = links.absolute(
                request, request.getRequestURI() + "/" + made.webhook().id());
        return ResponseEntity.created(URI.create(location))
                .body(new SubscriptionBody(made.webhook().id()));
    }

    /** A flow's subscription. */
    @Schema(name = "EventSubscription")
    record SubscriptionBody(UUID id) {}

    @Operation(summary = "End a subscription to events")
    @DeleteMapping(SUBSCRIPTIONS + "/{subscriptionId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.WEBHOOK_WRITE)
    void unsubscribe(Caller caller, @PathVariable String organizationId, @PathVariable String subscriptionId) {
        webhooks.delete(caller, Paths.organization(organizationId), Paths.uuid(subscriptionId, "subscriptionId"));
    }

    static UUID id(String text) {
        return Paths.uuid(text, "webhookId");
    }

    private static List<EventType> types(Body body) {
        return body.texts("types").stream().map(EventType::named).distinct().toList();
    }

    /** A null that was sent takes away what is there. */
    private static @Nullable String emptied(Body body, String name) {
        String text = body.textOrNull(name);
        return text == null && body.has(name) ? "" : text;
    }

    private static String host(String url) {
        String host = url.replaceFirst("^\\w+://", "").split("[/?#:]", 2)[0];
        return host.isBlank() || host.length() > 100 ? "Webhook" : host;
    }

    private static ResponseEntity<WebhookBody> answer(Webhook webhook) {
        return Versions.tagged(WebhookBody.of(webhook, null), webhook.version());
    }
}
