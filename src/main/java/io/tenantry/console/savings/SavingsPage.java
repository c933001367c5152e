package io.tenantry.console.savings;

import io.tenantry.access.Permission;
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
import io.tenantry.console.lists.Picking;
import io.tenantry.console.organizations.Named;
import io.tenantry.console.organizations.Where;
import io.tenantry.kernel.Page;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.Saving;
import io.tenantry.usage.SavingRule;
import io.tenantry.usage.Savings;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Savings with the reason for each, the largest first; ticked ones are taken back. */
@Controller
@RequestMapping(SavingsPage.PATH)
@Requires(Permission.USAGE_READ)
class SavingsPage extends ListPage<SavingsPage.Row> implements ConsolePage {
    static final String PATH = "/console/savings";

    static final ConsoleList<Row> LIST = new ConsoleList<>(
                    "savings",
                    "Savings",
                    "saving",
                    Savings.fields(),
                    List.of(Order.descending(Savings.fields().sortable("amountPerMonth"))),
                    columns(),
                    Set.of(),
                    Set.of(Where.ORGANIZATION),
                    null)
            .picked(
                    row -> row.of().organization() + "/" + row.of().id(),
                    new Picking(ReclaimPages.PATH + "/new", "Reclaim the selected"));

    private final Savings savings;
    private final Where where;
    private final InstantSource clock;

    SavingsPage(Savings savings, ConsoleLists lists, Where where, InstantSource clock) {
        super(LIST, lists);
        this.savings = savings;
        this.where = where;
        this.clock = clock;
    }

    /** A saving and why it is one. */
    record Row(Named<Saving> named, String reason) {
        Saving of() {
            return named.of();
        }
    }

    private static List<Column<Row>> columns() {
        return List.of(
                Column.usual(
                        "planName",
                        "What",
                        row -> Cell.linked(row.of().planName(), link(row.of()))
                                .with(row.of().applicationName())),
                Column.usual("personName", "Who", row -> Cell.of(row.of().personName())),
                Column.usual("organization", "Organization", row -> row.named.cell()),
                Column.usual(
                        "amountPerMonth", "A month", row -> Cell.amount(row.of().amountPerMonth())),
                Column.usual("currency", "In", row -> Cell.of(row.of().currency())),
                Column.usual("reason", "Why", row -> Cell.of(row.reason)),
                Column.usual("confidence", "Sure", row -> Cell.of(row.of().confidence() + " %")),
                Column.usual(
                        "contractEnd",
                        "Contract ends",
                        row -> Cell.value(row.of().contractEnd())),
                Column.further("rule", "Rule", row -> Cell.of(row.of().rule().wireName())),
                Column.further(
                        "also",
                        "Also meets",
                        row -> Cell.value(row.of().also().stream()
                                .map(SavingRule::wireName)
                                .toList())),
                Column.further("seats", "Seats", row -> Cell.number(row.of().seats())),
                Column.further("vendor", "Vendor", row -> Cell.of(row.of().vendor())),
                Column.further(
                        "lastActive", "Last used", row -> Cell.moment(row.of().lastActive())),
                Column.further("foundAt", "Found", row -> Cell.moment(row.of().foundAt())),
                Column.further(
                        "reclaimable",
                        "The hub can take it",
                        row -> Cell.value(row.of().canReclaim())));
    }

    static String link(Saving saving) {
        return PATH + "/" + saving.organization() + "/" + saving.id();
    }

    @Override
    public Place place() {
        return new Place(Place.Section.SOFTWARE, 50, LIST.title(), PATH, Set.of(Permission.USAGE_READ));
    }

    private static List<Action> offered(@Nullable OrganizationId organization) {
        if (organization == null) {
            return List.of(new Action("Of one organization", SavingRulesPage.PATH));
        }
        String there = "?organization=" + organization;
        return List.of(
                new Action("Rules and reports", SavingRulesPage.PATH + there),
                new Action("Reclaims", ReclaimPages.PATH + there),
                new Action("Really saved", LedgerPage.PATH + there),
                new Action("PDF", PATH + "/report" + there + "&format=pdf"));
    }

    @Override
    protected List<Action> actions(Visit visit) {
        OrganizationId organization = where.given(visit);
        visit.with("subtitle", where.named(visit))
                .with("above", "console/savings/totals :: totals")
                .with("organization", organization)
                .with("totals", savings.totals(visit.caller(), organization))
                .with("searchedAt", organization == null ? null : savings.searchedAt(visit.caller(), organization));
        return offered(organization);
    }

    @Override
    protected Page<Row> rows(Visit visit, ListQuery query) {
        return where.named(visit, savings.list(visit.caller(), where.given(visit), query), Saving::organization)
                .map(one -> new Row(one, one.of().reason(clock.instant())));
    }
}
