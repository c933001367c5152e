package io.tenantry.console.savings;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.console.Visit;
import io.tenantry.console.lists.Action;
import io.tenantry.console.lists.Cell;
import io.tenantry.console.lists.Column;
import io.tenantry.console.lists.ConsoleList;
import io.tenantry.console.lists.ConsoleLists;
import io.tenantry.console.lists.ListPage;
import io.tenantry.console.organizations.Where;
import io.tenantry.kernel.Page;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.usage.Reclaim;
import io.tenantry.usage.Reclaims;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What was really saved in an organization. */
@Controller
@RequestMapping(LedgerPage.PATH)
@Requires(Permission.USAGE_READ)
class LedgerPage extends ListPage<Reclaim.Item> {
    static final String PATH = "/console/ledger";

    private static final ConsoleList<Reclaim.Item> LIST = new ConsoleList<>(
            "ledger",
            "Really saved",
            "seat",
            Reclaims.ledgerFields(),
            List.of(Order.descending(Reclaims.ledgerFields().sortable("realisedAt"))),
            List.of(
                    Column.usual("planName", "What", item -> Cell.of(item.planName())),
                    Column.usual("personName", "Who had it", item -> Cell.of(item.personName())),
                    Column.usual("seats", "Seats", item -> Cell.number(item.seats())),
                    Column.usual("amountPerMonth", "A month", item -> Cell.amount(item.amountPerMonth())),
                    Column.usual("currency", "In", item -> Cell.of(item.currency())),
                    Column.usual("rule", "Rule", item -> Cell.of(item.rule().wireName())),
                    Column.usual("realisedAt", "Came free", item -> Cell.moment(item.realisedAt())),
                    Column.usual("effectiveFrom", "Costs nothing from", item -> Cell.value(item.effectiveFrom())),
                    Column.usual("takenBackAt", "Given back", item -> Cell.moment(item.takenBackAt())),
                    Column.further("contractEnd", "Contract ends", item -> Cell.value(item.contractEnd())),
                    Column.further("id", "Id", item -> Cell.value(item.id()))),
            Set.of(),
            Set.of(Where.ORGANIZATION),
            null);

    private final Reclaims reclaims;
    private final Where where;

    LedgerPage(Reclaims reclaims, ConsoleLists lists, Where where) {
        super(LIST, lists);
        this.reclaims = reclaims;
        this.where = where;
    }

    @Override
    protected @Nullable String ask(Visit visit) {
        return where.given(visit) == null ? where.ask(visit, LIST.title(), PATH, Permission.USAGE_READ) : null;
    }

    @Override
    protected List<Action> actions(Visit visit) {
        visit.with("subtitle", where.named(visit));
        String there = "?organization=" + where.required(visit);
        return List.of(
                new Action("Savings", SavingsPage.PATH + there), new Action("Reclaims", ReclaimPages.PATH + there));
    }

    @Override
    protected Page<Reclaim.Item> rows(Visit visit, ListQuery query) {
        return reclaims.ledger(visit.caller(), where.required(visit), query);
    }
}
