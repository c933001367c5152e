package io.tenantry.console.webhooks;

import io.tenantry.access.Permission;
import io.tenantry.console.Act;
import io.tenantry.console.Visit;
import io.tenantry.console.organizations.Where;
import io.tenantry.events.Deliveries;
import io.tenantry.events.Delivery;
import io.tenantry.events.Webhook;
import io.tenantry.events.WebhookLine;
import io.tenantry.events.WebhookLines;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.tenancy.OrganizationId;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What the page of a webhook shows. */
@Component
class WebhookView {
    private static final int LATEST = 5;

    private final WebhookLines webhooks;
    private final Deliveries deliveries;
    private final Where where;
    private final InstantSource clock;

    WebhookView(WebhookLines webhooks, Deliveries deliveries, Where where, InstantSource clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.where = where;
        this.clock = clock;
    }

    String show(Visit visit, OrganizationId organization, UUID id) {
        WebhookLine line = webhooks.get(visit.caller(), organization, id);
        Webhook webhook = line.webhook();
        List<Delivery> latest = deliveries
                .list(
                        visit.caller(),
                        organization,
                        id,
                        ListQuery.first(
                                LATEST,
                                Condition.ALL,
                                Deliveries.FIELDS.total(List.of(Order.descending(Deliveries.NUMBER)))))
                .items();
        visit.with("line", line)
                .with("webhook", webhook)
                .with("organizationName", where.name(visit, organization))
                .with("link", WebhooksEndpoint.link(webhook))
                .with("log", DeliveriesEndpoint.link(webhook, null))
                .with("deadLog", DeliveriesEndpoint.link(webhook, "state eq 'dead'"))
                .with("state", WebhooksEndpoint.state(webhook))
                .with("latest", latest)
                .with("now", clock.instant())
                .with("mayWrite", visit.caller().reach(Permission.WEBHOOK_WRITE).covers(organization))
                .with("acts", acts(visit, webhook));
        if (!visit.model().containsKey("form")) {
            visit.with("form", WebhookForm.of(webhook));
        }
        return "console/webhooks/webhook";
    }

    private static List<Act> acts(Visit visit, Webhook webhook) {
        Act pause = webhook.enabled()
                ? act(
                        visit,
                        webhook,
                        "pause",
                        "Pause",
                        "Nothing is sent until it goes on. Events that happen meanwhile are not collected; they can be sent again by time.")
                : act(
                        visit,
                        webhook,
                        "resume",
                        "Resume",
                        "It is told of events from now on, and what waited goes out.");
        return List.of(
                act(
                        visit,
                        webhook,
                        "test",
                        "Test delivery",
                        "A made-up event is sent at once, and the receiver's answer is shown."),
                pause,
                act(visit, webhook, "delete", "Remove", "It is told of nothing any more, and its log is gone.")
                        .dangerous());
    }

    private static Act act(Visit visit, Webhook webhook, String name, String label, String consequence) {
        return Act.needing(visit, Permission.WEBHOOK_WRITE, webhook.organization(), name, label, consequence);
    }
}
