package io.tenantry.directory;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Guards;
import io.tenantry.access.PrincipalKind;
import io.tenantry.access.Reach;
import io.tenantry.directory.internal.MemberRows;
import io.tenantry.directory.internal.MembershipRows.Candidate;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Many changes to the members of one group at once: all of them happen or none does. */
@Component
public class MembershipEdits {
    private final Database database;
    private final Access access;
    private final Guards guards;
    private final MembersElsewhere elsewhere;
    private final Groups groups;
    private final MembershipChanges changes;

    MembershipEdits(
            Database database,
            Access access,
            Guards guards,
            MembersElsewhere elsewhere,
            Groups groups,
            MembershipChanges changes) {
        this.database = database;
        this.access = access;
        this.guards = guards;
        this.elsewhere = elsewhere;
        this.groups = groups;
        this.changes = changes;
    }

    /** How many came and how many went; those who were members already, or were none, are not counted. */
    public record Done(int added, int removed) {}

    /** Makes a group with its members. */
    public Group create(Caller caller, OrganizationId organization, NewGroup group, List<MemberEdit> edits) {
        Reach reach = access.require(caller, Groups.toWrite(group.kind()), organization);
        elsewhere.requireHere(organization, group.kind());
        return GroupEdits.writing(() -> database.transaction(reach, session -> {
            Group created = groups.insert(session, caller, organization, group);
            apply(caller, session, created, edits);
            return created;
        }));
    }

    /**
     * Sets properties of a group and applies the steps.
     *
     * @param seen the group as the caller knows it
     * @throws Refusal (PRECONDITION_FAILED) when its properties were changed meanwhile, and as {@link #apply}
     */
    public Group change(Caller caller, Group seen, Values<GroupField> values, List<MemberEdit> edits) {
        Reach reach = access.require(caller, Groups.toWrite(seen.kind()), seen.organization());
        elsewhere.requireHere(seen.organization(), seen.kind());
        guard(caller, reach, seen, edits);
        if (!values.isEmpty() && guards.concern(caller, seen.organization())) {
            guards.mayTouch(caller, seen.organization(), seen.id().value());
        }
        return GroupEdits.writing(() -> database.transaction(reach, session -> {
            Group after = seen;
            if (values.isEmpty()) {
                MembershipChanges.lock(session, seen);
            } else {
                Group before = Groups.locked(
                        session, seen.organization(), new GroupKey.Id(seen.id()), Set.of(seen.kind()), false);
                Refusal.unless(
                        before.version() == seen.version(),
                        Refusal.Reason.PRECONDITION_FAILED,
                        "The group was changed meanwhile");
                after = groups.update(session, caller, before, values);
            }
            apply(caller, session, after, edits);
            return after;
        }));
    }

    private void guard(Caller caller, Reach reach, Group group, List<MemberEdit> edits) {
        OrganizationId organization = group.organization();
        if (!edits.isEmpty() && guards.concern(caller, organization)) {
            List<UUID> members =
                    database.transaction(reach, session -> candidates(session, organization, edits)).stream()
                            .map(Candidate::id)
                            .toList();
            guards.mayChangeMembers(caller, organization, group.id().value(), members);
        }
    }

    /**
     * Applies the steps in their order.
     *
     * @throws Refusal (NOT_PERMITTED), (MALFORMED) naming the first step whose member the organization does not have, (CONFLICT)
     *     when a name is that of several or the group would come to contain itself
     */
    public Done apply(Caller caller, Group group, List<MemberEdit> edits) {
        OrganizationId organization = group.organization();
        Reach reach = access.require(caller, Groups.toWrite(group.kind()), organization);
        guard(caller, reach, group, edits);
        if (elsewhere.concerns(organization)) {
            List<Candidate> members = database.transaction(reach, session -> candidates(session, organization, edits));
            for (int i = 0; i < edits.size(); i++) {
                elsewhere.change(reach, group, members.get(i), edits.get(i).add());
            }
        }
        return GroupEdits.writing(() -> database.transaction(reach, session -> {
            MembershipChanges.lock(session, group);
            return apply(caller, session, group, edits);
        }));
    }

    private Done apply(Caller caller, Session session, Group group, List<MemberEdit> edits) {
        List<Candidate> candidates = candidates(session, group.organization(), edits);
        int added = 0;
        int removed = 0;
        for (int i = 0; i < edits.size(); i++) {
            Candidate member = candidates.get(i);
            if (edits.get(i).add()) {
                added += changes.added(session, caller, group, member) ? 1 : 0;
            } else {
                removed += changes.removed(session, caller, group, member) ? 1 : 0;
            }
        }
        if (removed > 0) {
            guards.keepAnAdministrator(session, group.organization());
        }
        return new Done(added, removed);
    }

    /** Whom the steps mean, one for one. */
    private static List<Candidate> candidates(Session session, OrganizationId organization, List<MemberEdit> edits) {
        MemberRows.Found found = MemberRows.find(session, organization.value(), edits);
        List<Candidate> candidates = new ArrayList<>(edits.size());
        for (int i = 0; i < edits.size(); i++) {
            MemberEdit edit = edits.get(i);
            List<Candidate> fitting = found.fitting(edit);
            String called = edit.id() == null ? "name '" + edit.name() + "'" : "id '" + edit.id() + "'";
            Refusal.unless(
                    !fitting.isEmpty(),
                    Refusal.Reason.MALFORMED,
                    "The organization has no " + word(edit.kind()) + " with the " + called + " (step " + (i + 1) + ")",
                    edit.id() == null ? "name" : "id");
            Refusal.unless(
                    fitting.size() == 1,
                    Refusal.Reason.CONFLICT,
                    "The " + called + " is that of several (step " + (i + 1) + "); use an id",
                    "name");
            candidates.add(fitting.getFirst());
        }
        return candidates;
    }

    private static String word(@Nullable PrincipalKind kind) {
        return kind == null ? "user or group" : kind.stored();
    }
}
