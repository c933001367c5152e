package io.tenantry.console.people;

import io.tenantry.access.Permission;
import io.tenantry.access.PrincipalKind;
import io.tenantry.access.Requires;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.console.groups.GroupKinds;
import io.tenantry.console.groups.GroupRow;
import io.tenantry.directory.Group;
import io.tenantry.directory.Groups;
import io.tenantry.directory.Memberships;
import io.tenantry.directory.OwnGroup;
import io.tenantry.directory.OwnGroups;
import io.tenantry.directory.User;
import io.tenantry.directory.Users;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.query.dialect.ODataFilter;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Putting a person into groups and taking him out. */
@Controller
class PersonGroupsEndpoint {
    private static final int MOST = 50;

    private final Users users;
    private final Groups groups;
    private final OwnGroups own;
    private final Memberships memberships;

    PersonGroupsEndpoint(Users users, Groups groups, OwnGroups own, Memberships memberships) {
        this.users = users;
        this.groups = groups;
        this.own = own;
        this.memberships = memberships;
    }

    @GetMapping(PersonEndpoint.PAGE + "/groups")
    @Requires(value = Permission.GROUP_WRITE, note = "usergroup.write for hub user groups")
    String form(Visit visit, @PathVariable String organizationId, @PathVariable String userId) {
        User user = users.get(visit.caller(), Given.organization(organizationId), Given.user(userId));
        Set<UUID> direct = own.of(visit.caller(), user.organization(), user.id()).stream()
                .filter(OwnGroup::direct)
                .map(group -> group.id().value())
                .collect(Collectors.toSet());
        List<Group> offered = offered(visit, user.organization(), visit.field("name")).stream()
                .filter(group -> !direct.contains(group.id().value()))
                .toList();
        visit.with("user", user)
                .with("link", PersonRow.link(user))
                .with("name", visit.field("name"))
                .with("offered", offered)
                .with("isFull", offered.size() == MOST);
        return "console/people/groups";
    }

    @PostMapping(PersonEndpoint.PAGE + "/groups")
    @Requires(value = Permission.GROUP_WRITE, note = "usergroup.write for hub user groups")
    String change(Visit visit, @PathVariable String organizationId, @PathVariable String userId) {
        OrganizationId organization = Given.organization(organizationId);
        UUID person = Given.id(userId);
        Memberships.MemberKey member =
                new Memberships.MemberKey(person, false, PrincipalKind.USER, Refusal.Reason.NOT_FOUND, "userId");
        String add = visit.field("add");
        String remove = visit.field("remove");
        Set<Group.Kind> kinds = GroupKinds.writable(visit.caller(), organization);
        if (add != null) {
            memberships.add(visit.caller(), organization, Given.group(add), kinds, member);
        }
        if (remove != null) {
            memberships.remove(visit.because(), organization, Given.group(remove), kinds, member);
        }
        return "redirect:/console/people/" + organization + "/" + person + "?done=groups#groups";
    }

    private List<Group> offered(Visit visit, OrganizationId organization, @Nullable String name) {
        Condition named = name == null
                ? Condition.ALL
                : ODataFilter.parse("contains(displayName,'" + name.replace("'", "''") + "')", GroupRow.CATALOGUE);
        List<Order> order = GroupRow.CATALOGUE.total(List.of(Order.ascending(GroupRow.NAME)));
        return groups.list(
                        visit.caller(),
                        Set.of(organization),
                        GroupKinds.writable(visit.caller(), organization),
                        ListQuery.first(MOST, named, order))
                .items();
    }
}
