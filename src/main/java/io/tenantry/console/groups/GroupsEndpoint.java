package io.tenantry.console.groups;

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
import io.tenantry.directory.Group;
import io.tenantry.directory.Groups;
import io.tenantry.kernel.Page;
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
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** The list of groups, over all organizations within reach or one of them. */
@Controller("consoleGroupsEndpoint")
class GroupsEndpoint implements ConsolePage {
    private static final String ORGANIZATION = "organization";
    private static final String DELETED = "deleted";

    static final ConsoleList<GroupRow> LIST = new ConsoleList<>(
            "groups",
            "Groups",
            "group",
            GroupRow.CATALOGUE,
            List.of(Order.ascending(GroupRow.NAME)),
            GroupRow.columns(),
            Set.of(ConsoleList.Option.AS_OF),
            Set.of(ORGANIZATION, DELETED),
            row -> row.group().organization() + "/" + row.group().id().value());

    private final Groups groups;
    private final Organizations organizations;
    private final ConsoleLists lists;

    GroupsEndpoint(Groups groups, Organizations organizations, ConsoleLists lists) {
        this.groups = groups;
        this.organizations = organizations;
        this.lists = lists;
    }

    @Override
    public Place place() {
        return new Place(
                Place.Section.DIRECTORY,
                20,
                LIST.title(),
                LIST.path(),
                Set.of(Permission.GROUP_READ_BASIC, Permission.USER_GROUP_READ_BASIC));
    }

    @GetMapping("/console/groups")
    @Requires(value = Permission.GROUP_READ_BASIC, note = "usergroup.readbasic for hub user groups")
    String list(Visit visit) {
        String named = visit.field(ORGANIZATION);
        boolean mayWrite = Stream.of(Permission.GROUP_WRITE, Permission.USER_GROUP_WRITE)
                .map(visit.caller()::reach)
                .anyMatch(reach ->
                        named == null ? !reach.equals(Reach.nowhere()) : reach.covers(Given.organization(named)));
        String form = LIST.path() + "/new" + (named == null ? "" : "?organization=" + named);
        return lists.show(
                visit,
                LIST,
                mayWrite ? List.of(new Action("New group", form)) : List.of(),
                query -> fetch(visit, query));
    }

    @GetMapping("/console/groups/export")
    @ResponseBody
    @Requires(value = Permission.GROUP_READ_BASIC, note = "usergroup.readbasic for hub user groups")
    void export(Visit visit) throws IOException {
        lists.export(visit, LIST, query -> fetch(visit, query));
    }

    private Page<GroupRow> fetch(Visit visit, ListQuery query) {
        Page<Group> found = groups(visit, query);
        Set<OrganizationId> homes =
                found.items().stream().map(Group::organization).collect(Collectors.toSet());
        Map<OrganizationId, String> names = new HashMap<>(organizations.names(visit.caller(), homes));
        return found.map(group -> new GroupRow(group, names.get(group.organization())));
    }

    private Page<Group> groups(Visit visit, ListQuery query) {
        String named = visit.field(ORGANIZATION);
        if (named == null) {
            return groups.listEverywhere(visit.caller(), GroupKinds.readableAnywhere(visit.caller()), query);
        }
        OrganizationId organization = Given.organization(named);
        Set<Group.Kind> kinds = GroupKinds.readable(visit.caller(), organization);
        return visit.field(DELETED) == null
                ? groups.list(visit.caller(), Set.of(organization), kinds, query)
                : groups.listDeleted(visit.caller(), organization, kinds, query);
    }
}
