package io.tenantry.console.webhooks;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.events.Deliveries;
import io.tenantry.events.Webhooks;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** One webhook: how it does, and what can be done with it. */
@Controller
class WebhookEndpoint {
    static final String PAGE = WebhooksEndpoint.PATH + "/{organizationId}/{webhookId}";

    private static final Map<String, String> NEWS = Map.of(
            "saved", "The changes are saved.",
            "paused", "Paused: nothing is sent any more.",
            "resumed", "It is told of events again.");

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final WebhookView view;

    WebhookEndpoint(Webhooks webhooks, Deliveries deliveries, WebhookView view) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.view = view;
    }

    @GetMapping(PAGE)
    @Requires(Permission.WEBHOOK_READ)
    String page(Visit visit, @PathVariable String organizationId, @PathVariable String webhookId) {
        String done = visit.field("done");
        String queued = visit.field("queued");
        visit.with("news", done == null ? null : NEWS.get(done));
        if (queued != null && queued.matches("\\d{1,6}")) {
            visit.with("news", DeliveriesEndpoint.queued(Integer.parseInt(queued)));
        }
        return view.show(visit, Given.organization(organizationId), Given.id(webhookId));
    }

    @PostMapping(PAGE + "/edit")
    @Requires(
            value = {Permission.WEBHOOK_WRITE, Permission.EVENT_READ},
            note = "with all below for every organization there")
    String edit(Visit visit, @PathVariable String organizationId, @PathVariable String webhookId) {
        OrganizationId organization = Given.organization(organizationId);
        UUID id = Given.id(webhookId);
        WebhookForm form = WebhookForm.of(visit);
        try {
            webhooks.change(visit.caller(), organization, id, form.change(), null);
            return back(organization, id, "saved");
        } catch (Refusal refusal) {
            visit.refused(refusal).with("form", form).with("isEditing", true);
            return view.show(visit, organization, id);
        }
    }

    @PostMapping(PAGE + "/pause")
    @Requires({Permission.WEBHOOK_WRITE, Permission.EVENT_READ})
    String pause(Visit visit, @PathVariable String organizationId, @PathVariable String webhookId) {
        return enabled(visit, Given.organization(organizationId), Given.id(webhookId), false);
    }

    @PostMapping(PAGE + "/resume")
    @Requires({Permission.WEBHOOK_WRITE, Permission.EVENT_READ})
    String resume(Visit visit, @PathVariable String organizationId, @PathVariable String webhookId) {
        return enabled(visit, Given.organization(organizationId), Given.id(webhookId), true);
    }

    private String enabled(Visit visit, OrganizationId organization, UUID id, boolean isEnabled) {
        webhooks.change(
                visit.caller(),
                organization,
                id,
                new Webhooks.Change(null, null, null, null, null, null, isEnabled),
                null);
        return back(organization, id, isEnabled ? "resumed" : "paused");
    }

    /** Sends a made-up event, waits for the receiver's answer and shows it. */
    @PostMapping(PAGE + "/test")
    @Requires(Permission.WEBHOOK_WRITE)
    String test(Visit visit, @PathVariable String organizationId, @PathVariable String webhookId) {
        OrganizationId organization = Given.organization(organizationId);
        UUID id = Given.id(webhookId);
        visit.with("tested", deliveries.test(visit.caller(), organization, id));
        return view.show(visit, organization, id);
    }

    /** Makes another secret and shows it, this once. */
    @PostMapping(PAGE + "/secret")
    @Requires(Permission.WEBHOOK_WRITE)
    String rotate(Visit visit, @PathVariable String organizationId, @PathVariable String webhookId) {
        OrganizationId organization = Given.organization(organizationId);
        UUID id = Given.id(webhookId);
        String hours = visit.required("hours");
        Refusal.unless(hours.matches("\\d{1,3}"), Refusal.Reason.MALFORMED, "That is no number of hours", "hours");
        try {
            Webhooks.Made made =
                    webhooks.rotate(visit.caller(), organization, id, Duration.ofHours(Long.parseLong(hours)));
            visit.with("secret", made.secret()).with("news", "The webhook has another secret.");
        } catch (Refusal refusal) {
            visit.refused(refusal);
        }
        return view.show(visit, organization, id);
    }

    @PostMapping(PAGE + "/delete")
    @Requires(Permission.WEBHOOK_WRITE)
    String delete(Visit visit, @PathVariable String organizationId, @PathVariable String webhookId) {
        webhooks.delete(visit.caller(), Given.organization(organizationId), Given.id(webhookId));
        return "redirect:" + WebhooksEndpoint.PATH;
    }

    /** Sends again what happened in a time, as far as the webhook is told of it. */
    @PostMapping(PAGE + "/replay")
    @Requires({Permission.WEBHOOK_WRITE, Permission.EVENT_READ})
    String replay(Visit visit, @PathVariable String organizationId, @PathVariable String webhookId) {
        OrganizationId organization = Given.organization(organizationId);
        UUID id = Given.id(webhookId);
        try {
            Instant from = Given.moment(visit.required("from"), null);
            String to = visit.field("to");
            Deliveries.Replay wanted =
                    new Deliveries.Replay(List.of(), from, to == null ? null : Given.moment(to, null));
            visit.with("news", DeliveriesEndpoint.queued(deliveries.replay(visit.caller(), organization, id, wanted)));
        } catch (Refusal refusal) {
            visit.refused(refusal);
        }
        return view.show(visit, organization, id);
    }

    private static String back(OrganizationId organization, UUID id, String done) {
        return "redirect:" + WebhooksEndpoint.PATH + "/" + organization + "/" + id + "?done=" + done;
    }
}
