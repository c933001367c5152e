package io.tenantry.console.people;

import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.access.Requires;
import io.tenantry.console.ConsolePage;
import io.tenantry.console.Given;
import io.tenantry.console.Place;
import io.tenantry.console.Visit;
import io.tenantry.console.lists.Action;
import io.tenantry.console.lists.ConsoleList;
import io.tenantry.console.lists.ConsoleLists;
import io.tenantry.directory.User;
import io.tenantry.directory.UserField;
import io.tenantry.directory.Users;
import io.tenantry.kernel.Page;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** The list of people, over all organizations within reach or one of them. */
@Controller
class PeopleEndpoint implements ConsolePage {
    private static final String ORGANIZATION = "organization";
    private static final String DELETED = "deleted";

    static final ConsoleList<PersonRow> LIST = new ConsoleList<>(
            "people",
            "People",
            "person",
            PersonColumns.CATALOGUE,
            List.of(Order.ascending(PersonColumns.CATALOGUE.sortable(PersonColumns.name(UserField.DISPLAY_NAME)))),
            PersonColumns.columns(),
            Set.of(ConsoleList.Option.SEARCH, ConsoleList.Option.AS_OF),
            Set.of(ORGANIZATION, DELETED),
            row -> row.user().organization() + "/" + row.user().id().value());

    private final Users users;
    private final PersonColumns rows;
    private final ConsoleLists lists;

    PeopleEndpoint(Users users, PersonColumns rows, ConsoleLists lists) {
        this.users = users;
        this.rows = rows;
        this.lists = lists;
    }

    @Override
    public Place place() {
        return new Place(Place.Section.DIRECTORY, 10, LIST.title(), LIST.path(), Set.of(Permission.USER_READ_BASIC));
    }

    @GetMapping("/console/people")
    @Requires(Permission.USER_READ_BASIC)
    String list(Visit visit) {
        boolean mayWrite = !visit.caller().reach(Permission.USER_WRITE).equals(Reach.nowhere());
        List<Action> actions = mayWrite
                ? List.of(
                        new Action("New person", LIST.path() + "/new"), new Action("Import people", "/console/imports"))
                : List.of();
        return lists.show(visit, LIST, actions, query -> fetch(visit, query));
    }

    @GetMapping("/console/people/export")
    @ResponseBody
    @Requires(Permission.USER_READ_BASIC)
    void export(Visit visit) throws IOException {
        lists.export(visit, LIST, query -> fetch(visit, query));
    }

    private Page<PersonRow> fetch(Visit visit, ListQuery query) {
        return rows.named(visit.caller(), users(visit, query));
    }

    private Page<User> users(Visit visit, ListQuery query) {
        String organization = visit.field(ORGANIZATION);
        if (organization == null) {
            return users.listEverywhere(visit.caller(), query);
        }
        return visit.field(DELETED) == null
                ? users.list(visit.caller(), Given.organization(organization), query)
                : users.listDeleted(visit.caller(), Given.organization(organization), query);
    }
}
