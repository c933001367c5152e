package io.tenantry.console.webhooks;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.console.Words;
import io.tenantry.console.lists.Action;
import io.tenantry.console.lists.Cell;
import io.tenantry.console.lists.Column;
import io.tenantry.console.lists.ConsoleList;
import io.tenantry.console.lists.ConsoleLists;
import io.tenantry.console.lists.Picking;
import io.tenantry.events.Deliveries;
import io.tenantry.events.Delivery;
import io.tenantry.events.Webhook;
import io.tenantry.events.Webhooks;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.tenancy.OrganizationId;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** The log of a webhook: every event on its way to it, and those that were given up. */
@Controller
class DeliveriesEndpoint {
    private static final String PATH = "/console/deliveries";
    private static final String ORGANIZATION = "organization";
    private static final String WEBHOOK = "webhook";
    private static final int AT_ONCE = 1_000;

    private static final ConsoleList<Row> LIST = new ConsoleList<>(
                    "deliveries",
                    "Deliveries",
                    "delivery",
                    Deliveries.FIELDS,
                    List.of(Order.descending(Deliveries.NUMBER)),
                    columns(),
                    Set.of(),
                    Set.of(ORGANIZATION, WEBHOOK),
                    null)
            .picked(row -> row.of.event().toString(), new Picking(PATH + "/replay", "Send the selected again"));

    private final Deliveries deliveries;
    private final Webhooks webhooks;
    private final ConsoleLists lists;

    DeliveriesEndpoint(Deliveries deliveries, Webhooks webhooks, ConsoleLists lists) {
        this.deliveries = deliveries;
        this.webhooks = webhooks;
        this.lists = lists;
    }

    private record Row(OrganizationId home, Delivery of) {}

    private static List<Column<Row>> columns() {
        return List.of(
                Column.usual(
                        "type",
                        "Event",
                        row -> Cell.linked(
                                row.of.type().wireName(),
                                WebhooksEndpoint.PATH + "/" + row.home + "/" + row.of.webhook() + "/deliveries/"
                                        + row.of.id())),
                Column.usual("createdAt", "Since", row -> Cell.moment(row.of.createdAt())),
                Column.usual("state", "State", row -> state(row.of)),
                Column.usual("tries", "Tries", row -> Cell.number(row.of.tries())),
                Column.usual("status", "Last answer", row -> Cell.of(answer(row.of))),
                Column.usual("problem", "Problem", row -> Cell.of(row.of.problem())),
                Column.usual("nextTryAt", "Next try", row -> Cell.moment(row.of.nextTryAt())),
                Column.usual("objectId", "About", row -> Cell.of(row.of.objectId())),
                Column.further("origin", "Why", row -> Cell.of(row.of.origin().stored())),
                Column.further("eventId", "Event's id", row -> Cell.value(row.of.event())),
                Column.further("milliseconds", "Milliseconds", row -> Cell.value(row.of.millis())),
                Column.further("finishedAt", "Over", row -> Cell.moment(row.of.finishedAt())),
                Column.further("number", "Number", row -> Cell.number(row.of.number())));
    }

    static Cell state(Delivery delivery) {
        return switch (delivery.state()) {
            case WAITING -> Cell.badge("On its way", Cell.Look.WARNING);
            case DELIVERED -> Cell.badge("Delivered", Cell.Look.GOOD);
            case DEAD -> Cell.badge("Given up", Cell.Look.BAD);
        };
    }

    /** The receiver's last answer. */
    static @Nullable String answer(Delivery delivery) {
        Integer status = delivery.status();
        return status == null ? (delivery.tries() == 0 ? null : "none") : status.toString();
    }

    /** The log of one webhook. */
    static String link(Webhook webhook, @Nullable String filter) {
        String link = PATH + "?organization=" + webhook.organization() + "&webhook=" + webhook.id();
        return filter == null ? link : link + "&filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
    }

    static String queued(int events) {
        return events == 0
                ? "Nothing that the webhook is told of happened then."
                : Words.ENGLISH.count(events, "event is", "events are") + " on the way again.";
    }

    /** Without a webhook's id it leads to the webhooks. */
    @GetMapping(PATH)
    @Requires(Permission.WEBHOOK_READ)
    String list(Visit visit) {
        if (visit.field(WEBHOOK) == null) {
            return "redirect:" + WebhooksEndpoint.PATH;
        }
        Webhook webhook = webhook(visit);
        visit.with("subtitle", webhook.name());
        List<Action> actions = List.of(
                new Action("Given up", link(webhook, "state eq 'dead'")),
                new Action("On their way", link(webhook, "state eq 'waiting'")),
                new Action("All", link(webhook, null)),
                new Action("The webhook", WebhooksEndpoint.link(webhook)));
        return lists.show(visit, LIST, actions, query -> fetch(visit, query));
    }

    @GetMapping(PATH + "/export")
    @Requires(Permission.WEBHOOK_READ)
    void export(Visit visit) throws IOException {
        lists.export(visit, LIST, query -> fetch(visit, query));
    }

    /** Sends the picked events again; of all that match, as many as are sent at once. */
    @PostMapping(PATH + "/replay")
    @Requires({Permission.WEBHOOK_WRITE, Permission.EVENT_READ})
    String replay(Visit visit) {
        OrganizationId organization = Given.organization(visit.required(ORGANIZATION));
        UUID id = Given.id(visit.required(WEBHOOK));
        List<UUID> events = visit.ticked("all") ? matching(visit) : ticked(visit);
        Refusal.unless(
                !events.isEmpty(),
                Refusal.Reason.MALFORMED,
                "Nothing is chosen that could be sent again. Go back and tick the deliveries that are meant");
        int queued = deliveries.replay(visit.caller(), organization, id, new Deliveries.Replay(events, null, null));
        return "redirect:" + WebhooksEndpoint.PATH + "/" + organization + "/" + id + "?queued=" + queued;
    }

    private static List<UUID> ticked(Visit visit) {
        String[] ids = visit.request().getParameterValues("id");
        return ids == null
                ? List.of()
                : Arrays.stream(ids).map(Given::id).distinct().toList();
    }

    /** Trials are no events that could be sent again. */
    private List<UUID> matching(Visit visit) {
        List<Order> order = Deliveries.FIELDS.total(LIST.order());
        ListQuery query = ListQuery.first(AT_ONCE, lists.condition(LIST, visit.field("filter")), order);
        return fetch(visit, query).items().stream()
                .filter(row -> row.of.origin() != Delivery.Origin.TEST)
                .map(row -> row.of.event())
                .distinct()
                .toList();
    }

    private Page<Row> fetch(Visit visit, ListQuery query) {
        Webhook webhook = webhook(visit);
        return deliveries
                .list(visit.caller(), webhook.organization(), webhook.id(), query)
                .map(delivery -> new Row(webhook.organization(), delivery));
    }

    private Webhook webhook(Visit visit) {
        return webhooks.get(
                visit.caller(), Given.organization(visit.required(ORGANIZATION)), Given.id(visit.required(WEBHOOK)));
    }
}
