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
import io.tenantry.licensing.Ledger;
import io.tenantry.licensing.LedgerLine;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** What was bought, what of it is assigned, and what of that is used, by product and organization. */
@Controller("consoleLicensesEndpoint")
class LicensesEndpoint implements ConsolePage {
    private static final ConsoleList<LedgerLine> LIST = new ConsoleList<>(
            "licenses",
            "Licenses",
            "product of an organization",
            Ledger.FIELDS,
            List.of(
                    Order.ascending(Ledger.FIELDS.sortable("organizationName")),
                    Order.ascending(Ledger.FIELDS.sortable("displayName"))),
            columns(),
            Set.of(),
            Set.of(),
            null);

    private final Ledger ledger;
    private final ConsoleLists lists;

    LicensesEndpoint(Ledger ledger, ConsoleLists lists) {
        this.ledger = ledger;
        this.lists = lists;
    }

    private static List<Column<LedgerLine>> columns() {
        return List.of(
                Column.usual(
                        "organizationName",
                        "Organization",
                        line -> Cell.linked(line.organizationName(), "/console/organizations/" + line.organization())),
                Column.usual("displayName", "Product", line -> Cell.of(line.displayName())),
                Column.further("partNumber", "Part number", line -> Cell.of(line.partNumber())),
                Column.usual("share", "Used, assigned, bought", LicensesEndpoint::share),
                Column.usual("bought", "Bought", line -> Cell.number(line.bought())),
                Column.usual("enabled", "Usable", line -> Cell.number(line.enabled())),
                Column.usual("assigned", "Assigned", line -> Cell.number(line.assigned())),
                Column.usual("used", "Used", line -> Cell.number(line.used())),
                Column.usual("unassigned", "Left", line -> Cell.number(line.unassigned())),
                Column.usual("waiting", "Waiting", line -> Cell.number(line.waiting())),
                Column.further("drift", "Drift", line -> Cell.number(line.drift())));
    }

    private static Cell share(LedgerLine line) {
        long most = Math.max(1, Math.max(line.enabled(), line.assigned()));
        return Cell.bars(
                line.assigned() + " of " + line.enabled(), 100.0 * line.used() / most, 100.0 * line.assigned() / most);
    }

    @Override
    public Place place() {
        return new Place(Place.Section.LICENSING, 10, LIST.title(), LIST.path(), Set.of(Permission.LICENSE_READ_BASIC));
    }

    @GetMapping("/console/licenses")
    @Requires(Permission.LICENSE_READ_BASIC)
    String list(Visit visit) {
        return lists.show(visit, LIST, List.of(), query -> fetch(visit, query));
    }

    @GetMapping("/console/licenses/export")
    @ResponseBody
    @Requires(Permission.LICENSE_READ_BASIC)
    void export(Visit visit) throws IOException {
        lists.export(visit, LIST, query -> fetch(visit, query));
    }

    private Page<LedgerLine> fetch(Visit visit, ListQuery query) {
        return ledger.everywhere(visit.caller(), query);
    }
}
