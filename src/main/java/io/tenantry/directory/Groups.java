package io.tenantry.directory;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Guards;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.directory.internal.GroupLists;
import io.tenantry.directory.internal.GroupRows;
import io.tenantry.directory.internal.Writing;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.OrganizationId;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Groups of every kind. Hub user groups carry roles inside the hub and so have permissions of their own; security and Microsoft
 * 365 groups share one set.
 */
@Component
public class Groups {
    private final Database database;
    private final Access access;
    private final Guards guards;
    private final AuditTrail audit;
    private final AccountProviders providers;

    Groups(Database database, Access access, Guards guards, AuditTrail audit, AccountProviders providers) {
        this.database = database;
        this.access = access;
        this.guards = guards;
        this.audit = audit;
        this.providers = providers;
    }

    /**
     * The kinds of groups that the caller may see in the organization.
     *
     * @throws Refusal (NOT_PERMITTED) when there is none
     */
    public Set<Group.Kind> readable(Caller caller, OrganizationId organization) {
        Set<Group.Kind> kinds = EnumSet.allOf(Group.Kind.class);
        kinds.removeIf(kind -> !caller.reach(toRead(kind)).covers(organization));
        return kinds.isEmpty() ? refused(caller, organization) : kinds;
    }

    private Set<Group.Kind> refused(Caller caller, OrganizationId organization) {
        access.require(caller, Permission.USER_GROUP_READ_BASIC, organization);
        return Set.of();
    }

    /**
     * One living group of one of the kinds asked for.
     *
     * @throws Refusal (NOT_PERMITTED), (NOT_FOUND) also when the group is of another kind
     */
    public Group get(Caller caller, OrganizationId organization, GroupKey key, Set<Group.Kind> kinds) {
        Reach reach = toRead(access, caller, organization, kinds);
        Group group = database.first(
                reach, GroupRows.getBy(key, false), GroupRows::read, organization.value(), GroupRows.value(key));
        if (group == null || !kinds.contains(group.kind())) {
            throw notFound();
        }
        return group;
    }

    /** Living groups of these kinds in some organizations, each of which the permission has to reach. */
    public Page<Group> list(Caller caller, Set<OrganizationId> organizations, Set<Group.Kind> kinds, ListQuery query) {
        Reach reach = Reach.nowhere();
        for (OrganizationId organization : organizations) {
            reach = reach.and(toRead(access, caller, organization, kinds));
        }
        return GroupLists.living(
                database,
                reach,
                organizations.stream().map(OrganizationId::value).toList(),
                kinds,
                query);
    }

    /** Living groups of these kinds in every organization where the caller may see all of them. */
    public Page<Group> listEverywhere(Caller caller, Set<Group.Kind> kinds, ListQuery query) {
        Reach reach = new Reach.Everything();
        for (Group.Kind kind : kinds) {
            reach = reach.shared(access.require(caller, toRead(kind)));
        }
        return GroupLists.everywhere(database, reach, kinds, query);
    }

    /** Groups of these kinds that are deleted and can still be restored. */
    public Page<Group> listDeleted(Caller caller, OrganizationId organization, Set<Group.Kind> kinds, ListQuery query) {
        Reach reach = toRead(access, caller, organization, kinds);
        return GroupLists.deleted(database, reach, organization.value(), kinds, query);
    }

    /** Makes a group. Refused with CONFLICT when a Microsoft 365 group of the organization has the nickname. */
    public Group create(Caller caller, OrganizationId organization, NewGroup group) {
        Reach reach = access.require(caller, toWrite(group.kind()), organization);
        UUID elsewhere = group.kind() == Group.Kind.HUB
                ? null
                : providers.carryOut(organization, new AccountChange.NewGroupAccount(group));
        NewGroup known = elsewhere == null ? group : group.known(elsewhere);
        return GroupEdits.writing(() -> database.transaction(reach, session -> {
            Group seen = elsewhere == null ? null : mirrored(session, organization, elsewhere);
            return seen == null ? insert(session, caller, organization, known) : created(session, caller, seen, known);
        }));
    }

    /** The same in a transaction that does more. */
    Group insert(Session session, Caller caller, OrganizationId organization, NewGroup group) {
        return created(session, caller, GroupRows.insert(session, organization, Ids.next(), group), group);
    }

    private Group created(Session session, Caller caller, Group created, NewGroup group) {
        audit.record(
                session,
                caller.actor(),
                event("group.create", created, null, Writing.of(group.values()).after()));
        return created;
    }

    /** One that was made elsewhere may have been seen there before this transaction began. */
    private static @Nullable Group mirrored(Session session, OrganizationId organization, UUID objectId) {
        GroupKey key = new GroupKey.ObjectId(objectId);
        return session.first(GroupRows.getBy(key, false), GroupRows::read, organization.value(), GroupRows.value(key));
    }

    /**
     * Sets properties of a group. Setting what is there already changes nothing and is not a new version.
     *
     * @param version the version the caller has seen, or null when he does not mind
     */
    public Group change(
            Caller caller,
            OrganizationId organization,
            GroupKey key,
            Set<Group.Kind> kinds,
            Values<GroupField> values,
            @Nullable Long version) {
        Function<Group, AccountChange> there = group -> {
            refuseOther(version, group);
            return new AccountChange.GroupChange(group.objectId(), values);
        };
        return changing(caller, organization, new Wanted(key, kinds, there), (session, before) -> {
            refuseOther(version, before);
            return update(session, caller, before, values);
        });
    }

    /** The same in a transaction that does more, of a group that nobody else can change meanwhile. */
    Group update(Session session, Caller caller, Group before, Values<GroupField> values) {
        Writing<GroupField> writing = Writing.changes(values, before::value);
        Refusal.unless(
                !before.system() || !writing.has(GroupField.DISPLAY_NAME),
                Refusal.Reason.NOT_PERMITTED,
                "Groups of the hub itself cannot be renamed");
        if (writing.isEmpty()) {
            return before;
        }
        Group after = GroupRows.update(session, before, writing);
        audit.record(
                session, caller.actor(), event("group.change", after, writing.before(before::value), writing.after()));
        return after;
    }

    /** Deletes a group. It can be restored for 30 days, with its members. */
    public void delete(Caller caller, OrganizationId organization, GroupKey key, Set<Group.Kind> kinds) {
        delete(caller, organization, key, kinds, null);
    }

    /** The same, unless it is another version than the caller has seen; null when he does not mind. */
    public void delete(
            Caller caller, OrganizationId organization, GroupKey key, Set<Group.Kind> kinds, @Nullable Long version) {
        Wanted wanted = new Wanted(key, kinds, group -> {
            refuseOther(version, group);
            return new AccountChange.GroupDeletion(group.objectId());
        });
        changing(caller, organization, wanted, (session, before) -> {
            refuseOther(version, before);
            Refusal.unless(
                    !before.system(), Refusal.Reason.NOT_PERMITTED, "Groups of the hub itself cannot be deleted");
            Group after = GroupRows.delete(session, before);
            guards.keepAnAdministrator(session, organization);
            audit.record(session, caller.actor(), event("group.delete", after, null, null));
            return after;
        });
    }

    /** Brings a deleted group back. Refused with CONFLICT when its nickname is taken or it would now contain itself. */
    public Group restore(Caller caller, OrganizationId organization, GroupKey key, Set<Group.Kind> kinds) {
        Reach reach = requireToWrite(caller, organization, kinds);
        Group deleted = providers.isElsewhere(organization)
                ? database.first(
                        reach, GroupRows.getBy(key, true), GroupRows::read, organization.value(), GroupRows.value(key))
                : null;
        if (deleted != null && deleted.kind() != Group.Kind.HUB) {
            providers.carryOut(organization, new AccountChange.Restoration(deleted.objectId()));
        }
        return GroupEdits.writing(() -> database.transaction(reach, session -> {
            Group before = locked(session, organization, key, kinds, true);
            Group after = GroupRows.restore(session, before);
            audit.record(session, caller.actor(), event("group.restore", after, null, null));
            return after;
        }));
    }

    /**
     * Which group is to be changed, and what that is for one that lives elsewhere.
     *
     * @param kinds those it may be of
     */
    private record Wanted(GroupKey key, Set<Group.Kind> kinds, Function<Group, AccountChange> there) {}

    private Group changing(Caller caller, OrganizationId organization, Wanted wanted, Change change) {
        Reach reach = requireToWrite(caller, organization, wanted.kinds());
        boolean concerned = guards.concern(caller, organization);
        if (concerned || providers.isElsewhere(organization)) {
            Group group = database.first(
                    reach,
                    GroupRows.getBy(wanted.key(), false),
                    GroupRows::read,
                    organization.value(),
                    GroupRows.value(wanted.key()));
            if (group != null && concerned) {
                guards.mayTouch(caller, organization, group.id().value());
            }
            if (group != null
                    && group.kind() != Group.Kind.HUB
                    && wanted.kinds().contains(group.kind())) {
                providers.carryOut(organization, wanted.there().apply(group));
            }
        }
        return GroupEdits.writing(() -> database.transaction(
                reach,
                session -> change.apply(session, locked(session, organization, wanted.key(), wanted.kinds(), false))));
    }

    private static void refuseOther(@Nullable Long version, Group group) {
        Refusal.unless(
                version == null || version == group.version(),
                Refusal.Reason.PRECONDITION_FAILED,
                "The group was changed meanwhile");
    }

    static Group locked(
            Session session, OrganizationId organization, GroupKey key, Set<Group.Kind> kinds, boolean deleted) {
        Group group = session.first(
                GroupRows.getBy(key, deleted) + " FOR UPDATE",
                GroupRows::read,
                organization.value(),
                GroupRows.value(key));
        if (group == null || !kinds.contains(group.kind())) {
            throw notFound();
        }
        return group;
    }

    private Reach requireToWrite(Caller caller, OrganizationId organization, Set<Group.Kind> kinds) {
        Reach reach = Reach.nowhere();
        for (Group.Kind kind : kinds) {
            reach = access.require(caller, toWrite(kind), organization);
        }
        return reach;
    }

    /** What it takes to read groups of all these kinds. */
    static Reach toRead(Access access, Caller caller, OrganizationId organization, Set<Group.Kind> kinds) {
        Reach reach = Reach.nowhere();
        for (Group.Kind kind : kinds) {
            reach = access.require(caller, toRead(kind), organization);
        }
        return reach;
    }

    static Permission toRead(Group.Kind kind) {
        return switch (kind) {
            case HUB -> Permission.USER_GROUP_READ_BASIC;
            case SECURITY, MICROSOFT_365 -> Permission.GROUP_READ_BASIC;
        };
    }

    static Permission toWrite(Group.Kind kind) {
        return switch (kind) {
            case HUB -> Permission.USER_GROUP_WRITE;
            case SECURITY, MICROSOFT_365 -> Permission.GROUP_WRITE;
        };
    }

    static Refusal notFound() {
        return new Refusal(Refusal.Reason.NOT_FOUND, "The organization has no such group");
    }

    private static AuditEvent event(
            String action,
            Group group,
            @Nullable Map<String, @Nullable Object> before,
            @Nullable Map<String, @Nullable Object> after) {
        return AuditEvent.done(
                group.organization(),
                action,
                new AuditEvent.Target("group", group.id().toString(), group.displayName(), group.version()),
                before,
                after);
    }

    /** What happens to the group within the transaction, while nobody else can change it. */
    @FunctionalInterface
    private interface Change {
        Group apply(Session session, Group before);
    }
}
