package io.tenantry.console.usage;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.console.Given;
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
import io.tenantry.usage.Application;
import io.tenantry.usage.ApplicationUser;
import io.tenantry.usage.Applications;
import io.tenantry.usage.PeopleApplications;
import io.tenantry.usage.PersonStatus;
import io.tenantry.usage.UsageSettings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Who has an account in an application, and who of them uses it. */
@Controller
@RequestMapping(ApplicationUsersPage.PATH)
@Requires(Permission.USAGE_READ)
class ApplicationUsersPage extends ListPage<ApplicationUsersPage.Row> {
    static final String PATH = "/console/applicationusers";
    private static final String APPLICATION = "application";

    private static final ConsoleList<Row> LIST = new ConsoleList<>(
            "applicationusers",
            "Users of an application",
            "person",
            PeopleApplications.userFields(),
            List.of(Order.descending(PeopleApplications.userFields().sortable("lastActive"))),
            columns(),
            Set.of(),
            Set.of(Where.ORGANIZATION, APPLICATION),
            null);

    private final PeopleApplications users;
    private final Applications applications;
    private final UsageSettings settings;
    private final InstantSource clock;

    ApplicationUsersPage(
            PeopleApplications users,
            Applications applications,
            ConsoleLists lists,
            UsageSettings settings,
            InstantSource clock) {
        super(LIST, lists);
        this.users = users;
        this.applications = applications;
        this.settings = settings;
        this.clock = clock;
    }

    record Row(ApplicationUser of, PersonStatus status) {}

    private static List<Column<Row>> columns() {
        return List.of(
                Column.usual(
                        "displayName",
                        "Name",
                        row -> Cell.linked(row.of.person().displayName(), SoftwareUsersPage.link(row.of.person()))
                                .with(row.of.person().email())),
                Column.usual(
                        "department",
                        "Department",
                        row -> Cell.of(row.of.person().department())),
                Column.usual("status", "Status here", row -> Looks.status(row.status)),
                Column.usual("lastActive", "Last used", row -> Cell.moment(row.of.lastActive())),
                Column.usual("isEnabled", "Account enabled", row -> Cell.value(row.of.enabled())),
                Column.usual("cost", "Cost a month", row -> Cell.amount(row.of.costPerMonth())),
                Column.further("discoveryTypes", "Known by", row -> Cell.of(Looks.discovery(row.of.discoveryTypes()))),
                Column.further("firstDiscovered", "Discovered", row -> Cell.moment(row.of.firstDiscovered())),
                Column.further(
                        "country", "Country", row -> Cell.of(row.of.person().country())));
    }

    @Override
    protected List<Action> actions(Visit visit) {
        Application application = application(visit);
        visit.with("subtitle", application.name());
        return List.of(new Action("The application", ApplicationsPage.link(application)));
    }

    @Override
    protected Page<Row> rows(Visit visit, ListQuery query) {
        Application application = application(visit);
        Instant since = settings.activeSince(clock.instant());
        return users.users(visit.caller(), application.organization(), application.id(), query)
                .map(user -> new Row(user, PersonStatus.of(user.lastActive(), since)));
    }

    private Application application(Visit visit) {
        return applications.get(
                visit.caller(),
                Given.organization(visit.required(Where.ORGANIZATION)),
                Given.id(visit.required(APPLICATION)));
    }
}
