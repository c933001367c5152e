package io.tenantry.console.groups;

import io.tenantry.access.Access;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.directory.Group;
import io.tenantry.directory.Groups;
import io.tenantry.directory.Memberships;
import io.tenantry.directory.User;
import io.tenantry.directory.UserField;
import io.tenantry.directory.UserKey;
import io.tenantry.directory.Users;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Condition;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.workplace.GroupOwners;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Who belongs to a group and who owns it: looking somebody up, putting him in, and taking him out. */
@Controller("consoleMembersEndpoint")
class MembersEndpoint {
    private static final String GROUP = "/console/groups/{organizationId}/{groupId}";
    private static final String NOTE = "usergroup.write for hub user groups";
    private static final int FOUND_MAX = 20;
    private static final int LINES_MAX = 500;
    private static final Catalogue PEOPLE =
            Catalogue.of(Field.id("id", UserField.ID.column()), UserField.DISPLAY_NAME.named("displayName"));

    private final Access access;
    private final Groups groups;
    private final Memberships memberships;
    private final Users users;
    private final GroupOwners owners;

    MembersEndpoint(Access access, Groups groups, Memberships memberships, Users users, GroupOwners owners) {
        this.access = access;
        this.groups = groups;
        this.memberships = memberships;
        this.users = users;
        this.owners = owners;
    }

    /** Somebody or some group that can be put in. */
    record Found(UUID id, String name, @Nullable String more, boolean isGroup) {}

    /** A sign-in name that nobody could be put in by, and why. */
    record Left(String name, String why) {}

    @GetMapping(GROUP + "/add")
    @Requires(value = Permission.GROUP_WRITE, note = NOTE)
    String look(Visit visit, @PathVariable String organizationId, @PathVariable String groupId) {
        return show(visit, group(visit, organizationId, groupId));
    }

    /** One person, group or service account of the organization. */
    @PostMapping(GROUP + "/add")
    @Requires(value = Permission.GROUP_WRITE, note = NOTE)
    String add(Visit visit, @PathVariable String organizationId, @PathVariable String groupId) {
        Group group = group(visit, organizationId, groupId);
        try {
            add(visit, group, Given.id(visit.required("add")));
            return "redirect:" + GroupRow.link(group) + "?done=members#members";
        } catch (Refusal refusal) {
            visit.tell(refusal);
            return show(visit, group);
        }
    }

    /** Many people by their sign-in names. Those who cannot be put in are named, and stay in the form. */
    @PostMapping(GROUP + "/add-many")
    @Requires(value = Permission.GROUP_WRITE, note = NOTE)
    String addMany(Visit visit, @PathVariable String organizationId, @PathVariable String groupId) {
        Group group = group(visit, organizationId, groupId);
        List<String> names = visit.required("names")
                .lines()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        Refusal.unless(
                names.size() <= LINES_MAX,
                Refusal.Reason.MALFORMED,
                "At most " + LINES_MAX + " at once; a plan of changes takes more");
        List<Left> left = new ArrayList<>();
        for (String name : names) {
            try {
                User user = users.get(visit.caller(), group.organization(), new UserKey.Upn(name));
                add(visit, group, user.id().value());
            } catch (Refusal refusal) {
                left.add(new Left(name, refusal.getMessage()));
            }
        }
        if (left.isEmpty()) {
            return "redirect:" + GroupRow.link(group) + "?done=members#members";
        }
        visit.with("left", left).with("putIn", names.size() - left.size());
        return show(visit, group);
    }

    /** Makes somebody an owner by his sign-in name, or takes that from somebody. */
    @PostMapping(GROUP + "/owners")
    @Requires({Permission.GROUP_WRITE, Permission.USER_READ})
    String own(Visit visit, @PathVariable String organizationId, @PathVariable String groupId) {
        Group group = group(visit, organizationId, groupId);
        String remove = visit.field("remove");
        try {
            UserKey who = remove == null ? new UserKey.Upn(visit.required("owner")) : Given.user(remove);
            owners.change(visit.because(), group, who, remove == null, (session, changed) -> {});
            return "redirect:" + GroupRow.link(group) + "?done=owners#owners";
        } catch (Refusal refusal) {
            visit.tell(refusal);
            return show(visit, group);
        }
    }

    private void add(Visit visit, Group group, UUID member) {
        memberships.add(
                visit.caller(),
                group.organization(),
                Given.group(group.id().toString()),
                Set.of(group.kind()),
                new Memberships.MemberKey(member, false, null, Refusal.Reason.NOT_FOUND, "memberId"));
    }

    private Group group(Visit visit, String organizationId, String groupId) {
        OrganizationId organization = Given.organization(organizationId);
        Set<Group.Kind> kinds = GroupKinds.required(access, visit.caller(), organization);
        return groups.get(visit.caller(), organization, Given.group(groupId), kinds);
    }

    private String show(Visit visit, Group group) {
        String name = visit.field("name");
        List<Found> found = new ArrayList<>();
        if (name != null) {
            if (visit.caller().reach(Permission.USER_READ_BASIC).covers(group.organization())) {
                people(visit, group, name)
                        .forEach(
                                user -> found.add(new Found(user.id().value(), user.displayName(), user.upn(), false)));
            }
            groups(visit, group, name)
                    .forEach(one -> found.add(
                            new Found(one.id().value(), one.displayName(), GroupKinds.label(one.kind()), true)));
        }
        Set<UUID> inside = Set.copyOf(memberships.among(
                visit.caller(), group, found.stream().map(Found::id).toList()));
        visit.with("group", group)
                .with("link", GroupRow.link(group))
                .with("name", name)
                .with("names", visit.field("names"))
                .with("found", found)
                .with("inside", inside)
                .with("isFull", found.size() >= FOUND_MAX);
        return "console/groups/add";
    }

    /** By any part of name, sign-in name or mail address, as the search box finds them. */
    private List<User> people(Visit visit, Group group, String name) {
        List<Order> order = PEOPLE.total(List.of(Order.ascending(PEOPLE.sortable("displayName"))));
        ListQuery query = new ListQuery(Condition.ALL, name, order, FOUND_MAX, 0, null, false);
        return users.list(visit.caller(), group.organization(), query).items();
    }

    private List<Group> groups(Visit visit, Group group, String name) {
        Condition named = new Condition.Compare(GroupRow.NAME, Condition.Operator.CONTAINS, name);
        List<Order> order = GroupRow.CATALOGUE.total(List.of(Order.ascending(GroupRow.NAME)));
        return groups
                .list(
                        visit.caller(),
                        Set.of(group.organization()),
                        GroupKinds.readable(visit.caller(), group.organization()),
                        ListQuery.first(FOUND_MAX, named, order))
                .items()
                .stream()
                .filter(one -> !one.id().equals(group.id()))
                .toList();
    }
}
