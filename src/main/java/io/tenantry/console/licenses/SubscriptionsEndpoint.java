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
import io.tenantry.console.lists.ListPage;
import io.tenantry.console.organizations.Named;
import io.tenantry.console.organizations.Where;
import io.tenantry.kernel.Page;
import io.tenantry.licensing.Subscription;
import io.tenantry.licensing.SubscriptionStatus;
import io.tenantry.licensing.Subscriptions;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What organizations have bought, the next to end first. */
@Controller("consoleSubscriptionsEndpoint")
@RequestMapping("/console/subscriptions")
@Requires(Permission.ORGANIZATION_PLAN_READ)
class SubscriptionsEndpoint extends ListPage<Named<Subscription>> implements ConsolePage {
    private static final ConsoleList<Named<Subscription>> LIST = new ConsoleList<>(
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
    private final Where where;

    SubscriptionsEndpoint(Subscriptions subscriptions, ConsoleLists lists, Where where) {
        super(LIST, lists);
        this.subscriptions = subscriptions;
        this.where = where;
    }

    private static List<Column<Named<Subscription>>> columns() {
        return List.of(
                Column.usual(
                        "friendlyName", "Subscription", row -> Cell.of(row.of().friendlyName())),
                Column.usual("organization", "Organization", Named::cell),
                Column.usual("product", "Product", row -> Cell.of(row.of().sku().displayName())),
                Column.usual("quantity", "Units", row -> Cell.number(row.of().quantity())),
                Column.usual("status", "Status", row -> status(row.of().status())),
                Column.usual(
                        "committedUntil", "Ends", row -> Cell.moment(row.of().committedUntil())),
                Column.usual(
                        "autoRenew", "Renewed", row -> Cell.of(row.of().terms().autoRenew() ? "by itself" : "no")),
                Column.usual("unitPrice", "Unit price", row -> price(row.of())),
                Column.further("term", "Term", row -> Cell.of(row.of().terms().term())),
                Column.further(
                        "billingCycle",
                        "Billing",
                        row -> Cell.of(row.of().terms().billingCycle())),
                Column.further("startedAt", "Began", row -> Cell.moment(row.of().startedAt())),
                Column.further(
                        "createdAt", "Bought", row -> Cell.moment(row.of().createdAt())),
                Column.further("id", "Id", row -> Cell.value(row.of().id())));
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

    @Override
    protected Page<Named<Subscription>> rows(Visit visit, ListQuery query) {
        return where.named(visit, subscriptions.listEverywhere(visit.caller(), query), Subscription::organization);
    }
}
