package io.tenantry.console.webhooks;

import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.access.Requires;
import io.tenantry.console.ConsolePage;
import io.tenantry.console.Place;
import io.tenantry.console.Visit;
import io.tenantry.console.lists.Action;
import io.tenantry.console.lists.Cell;
import io.tenantry.console.lists.Column;
import io.tenantry.console.lists.ConsoleList;
import io.tenantry.console.lists.ConsoleLists;
import io.tenantry.console.lists.ListPage;
import io.tenantry.console.organizations.Named;
import io.tenantry.console.organizations.Where;
import io.tenantry.events.Webhook;
import io.tenantry.events.WebhookLine;
import io.tenantry.events.WebhookLines;
import io.tenantry.kernel.Page;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** The webhooks of all organizations, with what could not be delivered. */
@Controller("consoleWebhooksEndpoint")
@RequestMapping(WebhooksEndpoint.PATH)
@Requires(Permission.WEBHOOK_READ)
class WebhooksEndpoint extends ListPage<Named<WebhookLine>> implements ConsolePage {
    static final String PATH = "/console/webhooks";

    private static final ConsoleList<Named<WebhookLine>> LIST = new ConsoleList<>(
            "webhooks",
            "Webhooks",
            "webhook",
            WebhookLines.FIELDS,
            List.of(Order.ascending(WebhookLines.FIELDS.sortable("name"))),
            columns(),
            Set.of(),
            Set.of(),
            null);

    private final WebhookLines webhooks;
    private final Where where;

    WebhooksEndpoint(WebhookLines webhooks, ConsoleLists lists, Where where) {
        super(LIST, lists);
        this.webhooks = webhooks;
        this.where = where;
    }

    private static List<Column<Named<WebhookLine>>> columns() {
        return List.of(
                Column.usual(
                        "name",
                        "Name",
                        row -> Cell.linked(
                                row.of().webhook().name(), link(row.of().webhook()))),
                Column.usual("organization", "Organization", Named::cell),
                Column.usual("url", "Address", row -> Cell.of(row.of().webhook().shownUrl())),
                Column.usual("types", "Events", row -> Cell.of(events(row.of().webhook()))),
                Column.usual("enabled", "State", row -> state(row.of().webhook())),
                Column.usual(
                        "waiting", "On their way", row -> Cell.number(row.of().waiting())),
                Column.usual("dead", "Given up", row -> dead(row.of())),
                Column.further(
                        "kind",
                        "Made by a",
                        row -> Cell.of(row.of().webhook().kind() == Webhook.Kind.FLOW ? "flow" : "person")),
                Column.further(
                        "subtree",
                        "With all below",
                        row -> Cell.value(row.of().webhook().subtree())),
                Column.further(
                        "failingSince",
                        "Failing since",
                        row -> Cell.moment(row.of().webhook().failingSince())),
                Column.further(
                        "createdBy",
                        "Added by",
                        row -> Cell.of(row.of().webhook().createdBy())),
                Column.further(
                        "createdAt",
                        "Added",
                        row -> Cell.moment(row.of().webhook().createdAt())));
    }

    static String link(Webhook webhook) {
        return PATH + "/" + webhook.organization() + "/" + webhook.id();
    }

    static String events(Webhook webhook) {
        return switch (webhook.types().size()) {
            case 0 -> "All";
            case 1, 2 ->
                String.join(
                        ", ",
                        webhook.types().stream().map(type -> type.wireName()).toList());
            default ->
                webhook.types().getFirst().wireName() + " and "
                        + (webhook.types().size() - 1) + " more";
        };
    }

    static Cell state(Webhook webhook) {
        if (!webhook.enabled()) {
            return webhook.problem() == null
                    ? Cell.badge("Paused", Cell.Look.QUIET)
                    : Cell.badge("Given up", Cell.Look.BAD);
        }
        return webhook.failingSince() == null
                ? Cell.badge("On", Cell.Look.GOOD)
                : Cell.badge("Failing", Cell.Look.WARNING);
    }

    /** What was given up leads to the log of just that. */
    private static Cell dead(WebhookLine line) {
        Cell count = Cell.number(line.dead());
        return line.dead() == 0
                ? count
                : new Cell(
                        count.text(),
                        DeliveriesEndpoint.link(line.webhook(), "state eq 'dead'"),
                        Cell.Look.NUMBER,
                        null,
                        null);
    }

    @Override
    public Place place() {
        return new Place(Place.Section.SETTINGS, 60, LIST.title(), PATH, Set.of(Permission.WEBHOOK_READ));
    }

    @Override
    protected List<Action> actions(Visit visit) {
        boolean mayAdd = !visit.caller().reach(Permission.WEBHOOK_WRITE).equals(Reach.nowhere());
        return mayAdd ? List.of(new Action("New webhook", PATH + "/new")) : List.of();
    }

    @Override
    protected Page<Named<WebhookLine>> rows(Visit visit, ListQuery query) {
        return where.named(
                visit,
                webhooks.everywhere(visit.caller(), query),
                line -> line.webhook().organization());
    }
}
