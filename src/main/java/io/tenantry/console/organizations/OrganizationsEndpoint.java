package io.tenantry.console.organizations;

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
import io.tenantry.kernel.Page;
import io.tenantry.organizations.Organizations;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.Organization;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** The list of organizations within reach. */
@Controller("consoleOrganizationsEndpoint")
class OrganizationsEndpoint implements ConsolePage {
    private static final String TAG = "tag";
    private static final String DELETED = "deleted";

    static final ConsoleList<Organization> LIST = new ConsoleList<>(
            "organizations",
            "Organizations",
            "organization",
            Organizations.FIELDS,
            Organizations.BY_NAME,
            columns(),
            Set.of(ConsoleList.Option.SEARCH),
            Set.of(TAG, DELETED),
            null);

    private final Organizations organizations;
    private final ConsoleLists lists;

    OrganizationsEndpoint(Organizations organizations, ConsoleLists lists) {
        this.organizations = organizations;
        this.lists = lists;
    }

    private static List<Column<Organization>> columns() {
        return List.of(
                Column.usual("name", "Name", one -> Cell.linked(one.name(), link(one))),
                Column.usual(
                        "kind",
                        "Kind",
                        one -> Cell.of(one.profile().kind().name().toLowerCase(Locale.ROOT))),
                Column.usual(
                        "provider", "Lives at", one -> Cell.of(one.profile().provider())),
                Column.usual("tags", "Tags", one -> Cell.of(String.join(", ", one.tags()))),
                Column.usual(
                        "domains",
                        "Domains",
                        one -> Cell.value(one.domains().stream()
                                .map(domain -> domain.name().value())
                                .toList())),
                Column.further("locale", "Locale", one -> Cell.of(one.profile().locale())),
                Column.further(
                        "microsoftTenantId",
                        "Microsoft tenant",
                        one -> Cell.value(one.profile().microsoftTenantId())),
                Column.further("id", "Id", one -> Cell.value(one.id())),
                Column.usual("createdAt", "Created", one -> Cell.moment(one.createdAt())),
                Column.further("modifiedAt", "Changed", one -> Cell.moment(one.modifiedAt())));
    }

    static String link(Organization organization) {
        return "/console/organizations/" + organization.id();
    }

    @Override
    public Place place() {
        return new Place(
                Place.Section.DIRECTORY, 30, LIST.title(), LIST.path(), Set.of(Permission.ORGANIZATION_READ_BASIC));
    }

    @GetMapping("/console/organizations")
    @Requires(value = Permission.ORGANIZATION_READ_BASIC, note = "organization.read to look for a tag")
    String list(Visit visit) {
        boolean mayWrite = !visit.caller().reach(Permission.ORGANIZATION_WRITE).equals(Reach.nowhere());
        List<Action> actions = mayWrite ? List.of(new Action("New organization", LIST.path() + "/new")) : List.of();
        return lists.show(visit, LIST, actions, query -> fetch(visit, query));
    }

    @GetMapping("/console/organizations/export")
    @ResponseBody
    @Requires(value = Permission.ORGANIZATION_READ_BASIC, note = "organization.read to look for a tag")
    void export(Visit visit) throws IOException {
        lists.export(visit, LIST, query -> fetch(visit, query));
    }

    private Page<Organization> fetch(Visit visit, ListQuery query) {
        String tag = visit.field(TAG);
        return tag == null
                ? organizations.list(visit.caller(), query, visit.field(DELETED) != null)
                : organizations.tagged(visit.caller(), tag, query);
    }
}
