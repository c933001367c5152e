package io.tenantry.automation.internal;

import io.tenantry.access.PrincipalKind;
import io.tenantry.automation.StepResult;
import io.tenantry.automation.StepRun;
import io.tenantry.directory.Belonging;
import io.tenantry.directory.Group;
import io.tenantry.directory.GroupField;
import io.tenantry.directory.GroupId;
import io.tenantry.directory.GroupKey;
import io.tenantry.directory.Groups;
import io.tenantry.directory.Memberships;
import io.tenantry.directory.Memberships.MemberKey;
import io.tenantry.directory.NamedGroup;
import io.tenantry.directory.User;
import io.tenantry.directory.Users;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Steps on the groups of a person: security and Microsoft 365 groups, not those that carry roles in the hub. */
@Component
final class MembershipSteps {
    static final Set<Group.Kind> KINDS = Set.of(Group.Kind.SECURITY, Group.Kind.MICROSOFT_365);

    private final Memberships memberships;
    private final Groups groups;
    private final Users users;

    MembershipSteps(Memberships memberships, Groups groups, Users users) {
        this.memberships = memberships;
        this.groups = groups;
        this.users = users;
    }

    StepResult read(StepRun step) {
        return told(of(step, step.target(), Belonging.ANY)).done();
    }

    StepResult add(StepRun step) {
        Group group = named(step, step.required("group"));
        boolean changed = put(step, group.id(), step.target());
        return told(group).and("changed", changed).done();
    }

    StepResult addAll(StepRun step) {
        List<Group> all =
                step.texts("groups").stream().map(group -> named(step, group)).toList();
        all.forEach(group -> put(step, group.id(), step.target()));
        return Told.of(
                        "groupIds",
                        all.stream().map(group -> group.id().value().toString()).toList())
                .and("groupNames", all.stream().map(Group::displayName).toList())
                .and("count", all.size())
                .done();
    }

    StepResult remove(StepRun step) {
        Group group = named(step, step.required("group"));
        boolean changed = take(step, group.id(), step.target());
        return told(group).and("changed", changed).done();
    }

    StepResult removeAll(StepRun step) {
        List<NamedGroup> left = of(step, step.target(), Belonging.DIRECT);
        left.forEach(group -> take(step, group.id(), step.target()));
        List<NamedGroup> still = of(step, step.target(), Belonging.DIRECT);
        Refusal.unless(
                still.isEmpty(), Refusal.Reason.CONFLICT, "Somebody put the person into groups at the same moment");
        return told(left).andChanged(!left.isEmpty()).done();
    }

    StepResult copy(StepRun step) {
        User from = users.get(step.caller(), step.organization(), Told.user(step.required("from")));
        return told(copy(step, from.id().value(), step.target())).done();
    }

    /** Puts somebody into the groups that another is a direct member of, and tells which those are. */
    List<NamedGroup> copy(StepRun step, UUID from, UUID to) {
        List<NamedGroup> all = of(step, from, Belonging.DIRECT);
        all.forEach(group -> put(step, group.id(), to));
        return all;
    }

    /** A group by its id or its whole name. */
    Group named(StepRun step, String text) {
        if (Told.isId(text)) {
            GroupKey key = new GroupKey.Id(new GroupId(UUID.fromString(text.strip())));
            return groups.get(step.caller(), step.organization(), key, KINDS);
        }
        Condition isCalledSo = new Condition.Compare(
                GroupField.DISPLAY_NAME.named("displayName"), Condition.Operator.EQUALS, text.strip());
        List<Group> found = groups.list(
                        step.caller(), Set.of(step.organization()), KINDS, ListQuery.first(2, isCalledSo, byId()))
                .items();
        Refusal.unless(
                !found.isEmpty(), Refusal.Reason.NOT_FOUND, "The organization has no group called '" + text + "'");
        Refusal.unless(
                found.size() == 1, Refusal.Reason.CONFLICT, "Several groups are called '" + text + "'; use an id");
        return found.getFirst();
    }

    private boolean put(StepRun step, GroupId group, UUID member) {
        return memberships.add(step.caller(), step.organization(), new GroupKey.Id(group), KINDS, user(member));
    }

    private boolean take(StepRun step, GroupId group, UUID member) {
        return memberships.remove(step.caller(), step.organization(), new GroupKey.Id(group), KINDS, user(member));
    }

    private static MemberKey user(UUID id) {
        return new MemberKey(id, false, PrincipalKind.USER, Refusal.Reason.NOT_FOUND, "user");
    }

    private List<NamedGroup> of(StepRun step, UUID user, Belonging belonging) {
        return memberships.namesOf(
                step.caller(), step.organization(), new Memberships.Of(PrincipalKind.USER, user), KINDS, belonging);
    }

    static List<Order> byId() {
        return List.of(Order.ascending(GroupField.ID.named("id")));
    }

    private static Told told(Group group) {
        return Told.of("groupId", group.id().value()).and("groupName", group.displayName());
    }

    private static Told told(List<NamedGroup> all) {
        return Told.of(
                        "groupIds",
                        all.stream().map(group -> group.id().toString()).toList())
                .and("groupNames", all.stream().map(NamedGroup::displayName).toList())
                .and("count", all.size());
    }
}
