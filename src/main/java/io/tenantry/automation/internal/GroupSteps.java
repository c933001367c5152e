package io.tenantry.automation.internal;

import io.tenantry.automation.StepResult;
import io.tenantry.automation.StepRun;
import io.tenantry.directory.Belonging;
import io.tenantry.directory.Group;
import io.tenantry.directory.GroupField;
import io.tenantry.directory.GroupId;
import io.tenantry.directory.GroupKey;
import io.tenantry.directory.Groups;
import io.tenantry.directory.MemberEdit;
import io.tenantry.directory.MemberOf;
import io.tenantry.directory.MembershipEdits;
import io.tenantry.directory.Memberships;
import io.tenantry.directory.NewGroup;
import io.tenantry.directory.User;
import io.tenantry.directory.Users;
import io.tenantry.directory.Values;
import io.tenantry.kernel.Refusal;
import io.tenantry.workplace.GroupOwners;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Steps on one group, and the making of one. */
@Component
final class GroupSteps {
    private static final int AT_ONCE = 500;

    private final Groups groups;
    private final Memberships memberships;
    private final MembershipEdits edits;
    private final GroupOwners owners;
    private final Users users;

    GroupSteps(Groups groups, Memberships memberships, MembershipEdits edits, GroupOwners owners, Users users) {
        this.groups = groups;
        this.memberships = memberships;
        this.edits = edits;
        this.owners = owners;
        this.users = users;
    }

    StepResult read(StepRun step) {
        Group group = group(step);
        return Told.of("displayName", group.displayName())
                .and("description", group.description())
                .and("kind", group.kind().stored())
                .and("mail", group.mail())
                .and("members", memberships.count(step.caller(), group))
                .done();
    }

    StepResult change(StepRun step) {
        Values<GroupField> values = new Values<>();
        set(values, GroupField.DISPLAY_NAME, step, "displayName");
        set(values, GroupField.DESCRIPTION, step, "description");
        set(values, GroupField.VISIBILITY, step, "visibility");
        Refusal.unless(!values.isEmpty(), Refusal.Reason.MALFORMED, "Nothing was given to change");
        Group before = group(step);
        Group after = groups.change(
                step.caller(), step.organization(), new GroupKey.Id(before.id()), Set.of(before.kind()), values, null);
        return Told.of("displayName", after.displayName()).done();
    }

    /** One that is gone already was deleted by an earlier try, or by somebody else in the meantime. */
    StepResult delete(StepRun step) {
        try {
            Group group = group(step);
            groups.delete(step.caller(), step.organization(), new GroupKey.Id(group.id()), Set.of(group.kind()));
        } catch (Refusal gone) {
            if (gone.reason() != Refusal.Reason.NOT_FOUND) {
                throw gone;
            }
        }
        return StepResult.done();
    }

    StepResult owner(StepRun step, boolean owns) {
        Group group = group(step);
        GroupOwners.Changed changed = owners.change(
                step.caller(),
                group,
                Told.user(step.required("owner")),
                owns,
                (session, after) -> step.ledger().done(session, told(after).values()));
        return told(changed).done();
    }

    StepResult clear(StepRun step) {
        Group group = group(step);
        int removed = 0;
        List<MemberOf> some = members(step, group, AT_ONCE);
        while (!some.isEmpty()) {
            List<MemberEdit> out = some.stream()
                    .map(member -> new MemberEdit(false, member.id(), member.kind(), null))
                    .toList();
            removed += edits.apply(step.caller(), group, out).removed();
            some = members(step, group, AT_ONCE);
        }
        return Told.of("count", removed).done();
    }

    /** Whatever is made gets an id that tells that this step has made it, so that it is made once. */
    StepResult create(StepRun step) {
        boolean isUnified = isUnified(step.required("kind"));
        Group.Kind kind = isUnified ? Group.Kind.MICROSOFT_365 : Group.Kind.SECURITY;
        User owner = owner(step);
        Group made = made(step, kind, isUnified);
        if (owner != null) {
            owners.change(step.caller(), made, Told.user(owner.id().value()), true, (session, after) -> {});
        }
        return Told.of("groupId", made.id().value())
                .and("displayName", made.displayName())
                .done();
    }

    private static boolean isUnified(String kind) {
        boolean isUnified = kind.equals("microsoft365");
        Refusal.unless(
                isUnified || kind.equals("security"),
                Refusal.Reason.MALFORMED,
                "A group is of the kind security or microsoft365",
                "kind");
        return isUnified;
    }

    /** Whoever is to own a group that is made, looked up before there is one; null where nobody is. */
    private @Nullable User owner(StepRun step) {
        String owner = step.text("owner");
        return owner == null || owner.isBlank()
                ? null
                : users.get(step.caller(), step.organization(), Told.user(owner));
    }

    private Group made(StepRun step, Group.Kind kind, boolean isUnified) {
        try {
            return groups.get(step.caller(), step.organization(), new GroupKey.ObjectId(step.effect()), Set.of(kind));
        } catch (Refusal none) {
            if (none.reason() != Refusal.Reason.NOT_FOUND) {
                throw none;
            }
        }
        Values<GroupField> values = new Values<>();
        set(values, GroupField.DISPLAY_NAME, step, "displayName");
        set(values, GroupField.DESCRIPTION, step, "description");
        set(values, GroupField.MAIL_NICKNAME, step, "mailNickname");
        List<String> types = isUnified ? List.of("Unified") : List.of();
        NewGroup wanted = new NewGroup(step.effect(), kind, isUnified, !isUnified, types, values);
        return groups.create(step.caller(), step.organization(), wanted);
    }

    /** The target, of whichever kind the caller may see. */
    private Group group(StepRun step) {
        GroupKey key = new GroupKey.Id(new GroupId(step.target()));
        for (Group.Kind kind : EnumSet.copyOf(groups.readable(step.caller(), step.organization()))) {
            try {
                return groups.get(step.caller(), step.organization(), key, Set.of(kind));
            } catch (Refusal other) {
                if (other.reason() != Refusal.Reason.NOT_FOUND) {
                    throw other;
                }
            }
        }
        throw new Refusal(Refusal.Reason.NOT_FOUND, "The organization has no such group");
    }

    private List<MemberOf> members(StepRun step, Group group, int limit) {
        return memberships.membersOf(
                step.caller(),
                step.organization(),
                new GroupKey.Id(group.id()),
                Set.of(group.kind()),
                new MemberOf.Wanted(Belonging.DIRECT, null, 0, limit));
    }

    private static void set(Values<GroupField> values, GroupField field, StepRun step, String name) {
        String text = step.text(name);
        if (text != null) {
            values.set(field, text, name);
        }
    }

    private static Told told(GroupOwners.Changed changed) {
        return Told.of("ownerId", changed.owner().id().value()).and("changed", changed.changed());
    }
}
