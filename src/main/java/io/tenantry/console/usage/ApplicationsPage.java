package io.tenantry.console.usage;

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
import io.tenantry.console.organizations.Named;
import io.tenantry.console.organizations.Where;
import io.tenantry.kernel.Page;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.usage.Application;
import io.tenantry.usage.Applications;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Applications with how many use them and what they cost. */
@Controller
@RequestMapping(ApplicationsPage.PATH)
@Requires(Permission.USAGE_READ)
class ApplicationsPage extends ListPage<Named<Application>> implements ConsolePage {
    static final String PATH = "/console/applications";

    private static final ConsoleList<Named<Application>> LIST = new ConsoleList<>(
            "applications",
            "Applications",
            "application",
            Applications.fields(),
            List.of(Order.descending(Applications.fields().sortable("users"))),
            columns(),
            Set.of(),
            Set.of(Where.ORGANIZATION),
            null);

    private final Applications applications;
    private final Where where;

    ApplicationsPage(Applications applications, ConsoleLists lists, Where where) {
        super(LIST, lists);
        this.applications = applications;
        this.where = where;
    }

    private static List<Column<Named<Application>>> columns() {
        return List.of(
                Column.usual("name", "Name", row -> Cell.linked(row.of().name(), link(row.of()))),
                Column.usual("organization", "Organization", Named::cell),
                Column.usual("vendor", "Vendor", row -> Cell.of(row.of().vendor())),
                Column.usual("category", "Category", row -> Cell.of(row.of().category())),
                Column.usual(
                        "users", "Users", row -> Cell.number(row.of().figures().users())),
                Column.usual(
                        "activeUsers",
                        "Of those active",
                        row -> Cell.number(row.of().figures().active())),
                Column.usual(
                        "costPerMonth",
                        "Cost a month",
                        row -> Cell.amount(row.of().figures().costPerMonth())),
                Column.usual(
                        "potentialSavings",
                        "Of that unused",
                        row -> Cell.amount(row.of().figures().potentialSavings())),
                Column.usual(
                        "lastActive",
                        "Last used",
                        row -> Cell.moment(row.of().figures().lastActive())),
                Column.further(
                        "createdDate", "Discovered", row -> Cell.moment(row.of().createdAt())),
                Column.further("id", "Id", row -> Cell.value(row.of().id())));
    }

    static String link(Application application) {
        return PATH + "/" + application.organization() + "/" + application.id();
    }

    @Override
    public Place place() {
        return new Place(Place.Section.SOFTWARE, 20, LIST.title(), PATH, Set.of(Permission.USAGE_READ));
    }

    @Override
    protected List<Action> actions(Visit visit) {
        visit.with("subtitle", where.named(visit));
        return List.of();
    }

    @Override
    protected Page<Named<Application>> rows(Visit visit, ListQuery query) {
        return where.named(
                visit, applications.list(visit.caller(), where.given(visit), query), Application::organization);
    }
}
