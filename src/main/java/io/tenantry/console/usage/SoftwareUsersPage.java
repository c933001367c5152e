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
import io.tenantry.usage.People;
import io.tenantry.usage.Person;
import io.tenantry.usage.PersonStatus;
import io.tenantry.usage.UsageSettings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** People by what they use and how lately, over all organizations within reach or one of them. */
@Controller
@RequestMapping(SoftwareUsersPage.PATH)
@Requires(Permission.USAGE_READ)
class SoftwareUsersPage extends ListPage<SoftwareUsersPage.Row> implements ConsolePage {
    static final String PATH = "/console/usage";

    private static final ConsoleList<Row> LIST = new ConsoleList<>(
            "usage",
            "Software users",
            "person",
            People.fields(),
            List.of(Order.descending(People.fields().sortable("lastActive"))),
            columns(),
            Set.of(),
            Set.of(Where.ORGANIZATION),
            null);

    private final People people;
    private final Where where;
    private final UsageSettings settings;
    private final InstantSource clock;

    SoftwareUsersPage(People people, ConsoleLists lists, Where where, UsageSettings settings, InstantSource clock) {
        super(LIST, lists);
        this.people = people;
        this.where = where;
        this.settings = settings;
        this.clock = clock;
    }

    record Row(Named<Person> named, PersonStatus status) {
        Person of() {
            return named.of();
        }
    }

    private static List<Column<Row>> columns() {
        return List.of(
                Column.usual(
                        "displayName",
                        "Name",
                        row -> Cell.linked(row.of().displayName(), link(row.of()))
                                .with(row.of().email())),
                Column.usual("organization", "Organization", row -> row.named.cell()),
                Column.usual("department", "Department", row -> Cell.of(row.of().department())),
                Column.usual("status", "Status", row -> Looks.status(row.status)),
                Column.usual(
                        "lastActive", "Last active", row -> Cell.moment(row.of().lastActive())),
                Column.usual(
                        "licenseCount",
                        "Subscriptions",
                        row -> Cell.number(row.of().licenseCount())),
                Column.usual(
                        "userCostPerMonth",
                        "Cost a month",
                        row -> Cell.amount(row.of().costPerMonth())),
                Column.usual(
                        "potentialSavings",
                        "Of that unused",
                        row -> Cell.amount(row.of().potentialSavings())),
                Column.further("email", "Mail", row -> Cell.of(row.of().email())),
                Column.further(
                        "username", "Sign-in name", row -> Cell.of(row.of().username())),
                Column.further("country", "Country", row -> Cell.of(row.of().country())),
                Column.further(
                        "isEnabled", "Enabled", row -> Cell.value(row.of().enabled())),
                Column.further(
                        "discoveryTypes",
                        "Known by",
                        row -> Cell.of(Looks.discovery(row.of().discoveryTypes()))),
                Column.further(
                        "createdDate", "Discovered", row -> Cell.moment(row.of().createdAt())),
                Column.further(
                        "isInReview",
                        "In review",
                        row -> Cell.value(row.of().flags().inReview())),
                Column.further(
                        "isOnline",
                        "Only online",
                        row -> Cell.value(row.of().flags().online())),
                Column.further("id", "Id", row -> Cell.value(row.of().id())));
    }

    static String link(Person person) {
        return PATH + "/" + person.organization() + "/" + person.id();
    }

    @Override
    public Place place() {
        return new Place(Place.Section.SOFTWARE, 10, LIST.title(), PATH, Set.of(Permission.USAGE_READ));
    }

    @Override
    protected List<Action> actions(Visit visit) {
        visit.with("subtitle", where.named(visit));
        return List.of();
    }

    @Override
    protected Page<Row> rows(Visit visit, ListQuery query) {
        Instant since = settings.activeSince(clock.instant());
        Page<Person> found = people.list(visit.caller(), where.given(visit), query);
        return where.named(visit, found, Person::organization)
                .map(one -> new Row(one, one.of().status(since)));
    }
}
