package io.tenantry.directory;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Guards;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.directory.Memberships.MemberKey;
import io.tenantry.directory.internal.GroupRows;
import io.tenantry.directory.internal.MembershipRows;
import io.tenantry.directory.internal.MembershipRows.Candidate;
import io.tenantry.directory.internal.MembershipRows.Meeting;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How one member comes to a group or leaves it. */
@Component
class MembershipChanges {
    private final Database database;
    private final Access access;
    private final Guards guards;
    private final AuditTrail audit;
    private final MembersElsewhere elsewhere;

    MembershipChanges(Database database, Access access, Guards guards, AuditTrail audit, MembersElsewhere elsewhere) {
        this.database = database;
        this.access = access;
        this.guards = guards;
        this.audit = audit;
        this.elsewhere = elsewhere;
    }

    /** Whose membership of which group is to change; the group is one of these kinds. */
    record Wanted(GroupKey key, Set<Group.Kind> kinds, MemberKey member) {}

    /** As {@link Memberships#add} does. */
    boolean add(Caller caller, OrganizationId organization, Wanted wanted) {
        return changing(
                caller,
                organization,
                wanted,
                true,
                (session, group, candidate) -> added(session, caller, group, candidate));
    }

    /** As {@link Memberships#remove} does. */
    boolean remove(Caller caller, OrganizationId organization, Wanted wanted) {
        return changing(caller, organization, wanted, false, (session, group, candidate) -> {
            boolean removed = removed(session, caller, group, candidate);
            if (removed) {
                guards.keepAnAdministrator(session, organization);
            }
            return removed;
        });
    }

    /** Makes a membership with its event. */
    boolean added(Session session, Caller caller, Group group, Candidate member) {
        return audit.recordWith(
                session,
                caller.actor(),
                event("group.members.add", group, member),
                MembershipRows.insertion(group, member));
    }

    /** Takes a membership away, with its event. */
    boolean removed(Session session, Caller caller, Group group, Candidate member) {
        return audit.recordWith(
                session,
                caller.actor(),
                event("group.members.remove", group, member),
                MembershipRows.deletion(group, member));
    }

    /**
     * Membership of a group that holds a role hands that role out, and taking it away may lock somebody out, so the guards are
     * asked before anything is done where group or member may hold one. Who surely holds none is not looked up twice.
     */
    private boolean changing(Caller caller, OrganizationId organization, Wanted wanted, boolean comes, Change change) {
        Reach within = requireToWrite(caller, organization, wanted.kinds());
        Predicate<UUID> harmless =
                elsewhere.concerns(organization) ? anybody -> false : guards.harmless(caller, organization);
        Boolean changed = changed(within, organization, wanted, harmless, change);
        if (changed == null) {
            Meeting meeting = database.transaction(within, session -> met(session, organization, wanted));
            Candidate member = found(meeting, wanted);
            guards.mayChangeMembers(caller, organization, meeting.group().id().value(), List.of(member.id()));
            elsewhere.change(within, meeting.group(), member, comes);
            changed = changed(within, organization, wanted, anybody -> true, change);
        }
        return Boolean.TRUE.equals(changed);
    }

    /** Null when nothing was done because somebody concerned is not harmless. */
    private @Nullable Boolean changed(
            Reach within, OrganizationId organization, Wanted wanted, Predicate<UUID> harmless, Change change) {
        return GroupEdits.<@Nullable Boolean>writing(() -> database.<@Nullable Boolean>transaction(within, session -> {
            Meeting meeting = met(session, organization, wanted);
            Candidate member = found(meeting, wanted);
            boolean isSure = harmless.test(meeting.group().id().value()) && harmless.test(member.id());
            return isSure ? change.apply(session, meeting.group(), member) : null;
        }));
    }

    private static Meeting met(Session session, OrganizationId organization, Wanted wanted) {
        Meeting meeting = MembershipRows.meeting(session, organization.value(), wanted.key(), wanted.member());
        if (meeting == null || !wanted.kinds().contains(meeting.group().kind())) {
            throw Groups.notFound();
        }
        return meeting;
    }

    private static Candidate found(Meeting meeting, Wanted wanted) {
        Candidate candidate = meeting.candidate();
        if (candidate == null) {
            throw new Refusal(
                    wanted.member().missing(),
                    "The organization has no such user or group",
                    wanted.member().calledName());
        }
        return candidate;
    }

    private Reach requireToWrite(Caller caller, OrganizationId organization, Set<Group.Kind> kinds) {
        Reach reach = Reach.nowhere();
        for (Group.Kind kind : kinds) {
            reach = access.require(caller, Groups.toWrite(kind), organization);
        }
        return reach;
    }

    /** Keeps the group from being deleted until the transaction ends, for changes of its members elsewhere. */
    static void lock(Session session, Group group) {
        GroupKey key = new GroupKey.Id(group.id());
        Group shared = session.first(
                GroupRows.getBy(key, false) + " FOR SHARE",
                GroupRows::read,
                group.organization().value(),
                GroupRows.value(key));
        if (shared == null) {
            throw Groups.notFound();
        }
    }

    private static AuditEvent event(String action, Group group, Candidate member) {
        return AuditEvent.done(
                group.organization(),
                action,
                new AuditEvent.Target("group", group.id().toString(), group.displayName(), null),
                null,
                Map.of("member_id", member.id(), "member_kind", member.kind().stored(), "member_name", member.name()));
    }

    /** What happens to the group within the transaction. */
    @FunctionalInterface
    private interface Change {
        boolean apply(Session session, Group group, Candidate member);
    }
}
