package io.tenantry.console.licenses;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.console.ConsolePage;
import io.tenantry.console.Place;
import io.tenantry.console.Visit;
import io.tenantry.console.lists.Cell;
import io.tenantry.console.lists.Column;
import io.tenantry.console.lists.ConsoleList;
import io.tenantry.console.lists.ConsoleLists;
import io.tenantry.kernel.Page;
import io.tenantry.licensing.Subscription;
import io.tenantry.licensing.SubscriptionStatus;
import io.tenantry.licensing.Subscriptions;
import io.tenantry.organizations.Organizations;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.tenancy.OrganizationId;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** What organizations have bought, the next to end first. */
@Controller("consoleSubscriptionsEndpoint")
class SubscriptionsEndpoint implements ConsolePage {
    private static final ConsoleList<Row> LIST = new ConsoleList<>(
            "subscriptions",
            "Subscriptions",
            "subscription",
            Subscriptions.FIELDS,
            List.of(Order.ascending(Subscriptions.FIELDS.sortable("committedUntil"))),
            columns(),
            Set.of(),
            Set.of(),
            null);

    private final Subscriptions subscriptions;
    private final Organizations organizations;
    private final ConsoleLists lists;

    SubscriptionsEndpoint(Subscriptions subscriptions, Organizations organizations, ConsoleLists lists) {
        this.subscriptions = subscriptions;
        this.organizations = organizations;
        this.lists = lists;
    }

    private record Row(Subscription of, @Nullable String organization) {}

    private static List<Column<Row>> columns() {
        return List.of(
                Column.usual("friendlyName", "Subscription", row -> Cell.of(row.of.friendlyName())),
                Column.usual(
                        "organization",
                        "Organization",
                        row -> Cell.linked(
                                row.organization == null ? row.of.organization().toString() : row.organization,
                                "/console/organizations/" + row.of.organization())),
                Column.usual("product", "Product", row -> Cell.of(row.of.sku().displayName())),
                Column.usual("quantity", "Units", row -> Cell.number(row.of.quantity())),
                Column.usual("status", "Status", row -> status(row.of.status())),
                Column.usual("committedUntil", "Ends", row -> Cell.moment(row.of.committedUntil())),
                Column.usual(
                        "autoRenew", "Renewed", row -> Cell.of(row.of.terms().autoRenew() ? "by itself" : "no")),
                Column.usual("unitPrice", "Unit price", row -> price(row.of)),
                Column.further("term", "Term", row -> Cell.of(row.of.terms().term())),
                Column.further(
                        "billingCycle", "Billing", row -> Cell.of(row.of.terms().billingCycle())),
                Column.further("startedAt", "Began", row -> Cell.moment(row.of.startedAt())),
                Column.further("createdAt", "Bought", row -> Cell.moment(row.of.createdAt())),
                Column.further("id", "Id", row -> Cell.value(row.of.id())));
    }

    private static Cell status(SubscriptionStatus status) {
        return switch (status) {
            case ACTIVE -> Cell.badge("Active", Cell.Look.GOOD);
            case EXPIRED -> Cell.badge("Expired", Cell.Look.BAD);
            case SUSPENDED -> Cell.badge("Suspended", Cell.Look.WARNING);
            case PENDING, DISABLED, DELETED -> Cell.badge(status.stored(), Cell.Look.QUIET);
        };
    }

    private static Cell price(Subscription subscription) {
        Subscription.Price price = subscription.terms().price();
        return Cell.of(price == null ? null : price.amount().toPlainString() + " " + price.currency());
    }

    @Override
    public Place place() {
        return new Place(
                Place.Section.LICENSING, 20, LIST.title(), LIST.path(), Set.of(Permission.ORGANIZATION_PLAN_READ));
    }

    @GetMapping("/console/subscriptions")
    @Requires(Permission.ORGANIZATION_PLAN_READ)
    String list(Visit visit) {
        return lists.show(visit, LIST, List.of(), query -> fetch(visit, query));
    }

    @GetMapping("/console/subscriptions/export")
    @ResponseBody
    @Requires(Permission.ORGANIZATION_PLAN_READ)
    void export(Visit visit) throws IOException {
        lists.export(visit, LIST, query -> fetch(visit, query));
    }

    private Page<Row> fetch(Visit visit, ListQuery query) {
        Page<Subscription> found = subscriptions.listEverywhere(visit.caller(), query);
        Set<OrganizationId> homes =
                found.items().stream().map(Subscription::organization).collect(Collectors.toSet());
        Map<OrganizationId, String> names = new HashMap<>(organizations.names(visit.caller(), homes));
        return found.map(one -> new Row(one, names.get(one.organization())));
    }
}
