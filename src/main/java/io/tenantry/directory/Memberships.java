package io.tenantry.directory;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.PrincipalKind;
import io.tenantry.access.Reach;
import io.tenantry.directory.internal.GroupMemberRows;
import io.tenantry.directory.internal.MemberRows;
import io.tenantry.directory.internal.MembershipRows;
import io.tenantry.directory.internal.NamedGroupRows;
import io.tenantry.directory.internal.NestedMembers;
import io.tenantry.directory.internal.PastLinkRows;
import io.tenantry.directory.internal.PastRows;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Several;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who belongs to which group, directly or through groups within groups. A member lives in the organization of the group. */
@Component
public class Memberships {
    private final Database database;
    private final Access access;
    private final Groups groups;
    private final MembershipChanges changes;

    Memberships(Database database, Access access, Groups groups, MembershipChanges changes) {
        this.database = database;
        this.access = access;
        this.groups = groups;
        this.changes = changes;
    }

    /**
     * Members of a group. Without another order, direct members come in the order in which they were added, and others in that
     * of their ids.
     *
     * @param query over the properties of {@link MemberField}. An index serves it in order of {@link MemberField#ID}, or, where
     *     not only direct members are asked for, of {@link MemberField#MEMBER}
     * @throws Refusal (NOT_PERMITTED), (NOT_FOUND) when there is no such group of these kinds
     */
    public Page<Member> members(
            Caller caller,
            OrganizationId organization,
            GroupKey key,
            Set<Group.Kind> kinds,
            Belonging belonging,
            ListQuery query) {
        Instant at = query.asOf();
        if (at != null) {
            Reach then = Groups.toRead(access, caller, organization, kinds);
            Group past = Histories.then(then, database, organization, key, kinds, at);
            return PastRows.members(database, then, past, belonging, query, at);
        }
        if (belonging == Belonging.DIRECT) {
            Reach reach = Groups.toRead(access, caller, organization, kinds);
            Page<Member> page = MembershipRows.members(database, reach, organization.value(), key, kinds, query);
            if (page != null && !page.items().isEmpty()) {
                return page;
            }
        }
        Group group = groups.get(caller, organization, key, kinds);
        Reach reach = access.require(caller, Groups.toRead(group.kind()), organization);
        return belonging == Belonging.DIRECT
                ? MembershipRows.members(database, reach, group, query)
                : NestedMembers.page(database, reach, group, belonging, query);
    }

    /** The living groups a principal belongs to in the given way. */
    public Page<GroupOf> groupsOf(
            Caller caller, OrganizationId organization, UUID principal, Belonging belonging, ListQuery query) {
        Reach reach = access.require(caller, Permission.GROUP_READ_BASIC, organization);
        return MembershipRows.groupsOf(database, reach, organization.value(), principal, belonging, query);
    }

    /**
     * The living groups of these kinds that a user or group belongs to in the given way, by name. A group is one of these kinds
     * itself.
     *
     * @throws Refusal (NOT_PERMITTED) also without {@code user.read} for a user, (NOT_FOUND) when the organization has no such
     *     user or group
     */
    public List<NamedGroup> namesOf(
            Caller caller, OrganizationId organization, Of principal, Set<Group.Kind> kinds, Belonging belonging) {
        Reach reach = Groups.toRead(access, caller, organization, kinds);
        if (principal.kind() == PrincipalKind.USER) {
            reach = access.require(caller, Permission.USER_READ, organization);
        }
        List<NamedGroup> names =
                NamedGroupRows.list(database, reach, organization.value(), principal, kinds, belonging);
        if (names == null) {
            throw principal.kind() == PrincipalKind.USER ? Users.notFound() : Groups.notFound();
        }
        return names;
    }

    /**
     * The groups that users of one organization belong to in any way, of the kinds that the caller may see; who belongs to none is
     * left out.
     */
    public Map<UUID, List<NamedGroup>> namesOfAll(
            Caller caller, OrganizationId organization, List<UUID> users, @Nullable Instant asOf) {
        Reach reach = Reach.nowhere();
        Set<Group.Kind> kinds = EnumSet.noneOf(Group.Kind.class);
        for (Group.Kind kind : Group.Kind.values()) {
            if (caller.reach(Groups.toRead(kind)).covers(organization)) {
                reach = access.require(caller, Groups.toRead(kind), organization);
                kinds.add(kind);
            }
        }
        PastLinkRows.Many of = new PastLinkRows.Many(organization.value(), users);
        return kinds.isEmpty() ? Map.of() : PastLinkRows.groupsOf(database, reach, of, kinds, asOf);
    }

    /** The groups a user belongs to, as something his lists can be filtered by: those of which he is a member himself, or others. */
    public static Several groupsOfUser(String name, boolean direct) {
        return NamedGroupRows.several(name, direct);
    }

    /** The names of the groups a user is a direct member of, as something that his lists can be filtered by, also in the past. */
    public static Several groupNamesOfUser(String name) {
        return NamedGroupRows.names(name);
    }

    /** What a filter of users asks of the caller besides seeing users: who belongs to groups is told by those who may see them. */
    public static Set<Permission> neededToAsk(Condition filter) {
        return NamedGroupRows.names("groups").isAskedAboutIn(filter)
                ? Set.of(Permission.GROUP_READ_BASIC, Permission.USER_GROUP_READ_BASIC)
                : Set.of();
    }

    /** The users and groups that belong to some groups directly, by group; groups without any are left out. */
    public Map<UUID, List<MemberOf>> membersOfAll(
            Caller caller, OrganizationId organization, List<UUID> of, @Nullable Instant asOf) {
        PastLinkRows.Many asked = new PastLinkRows.Many(organization.value(), of);
        return PastLinkRows.membersOf(database, readable(caller, organization), asked, asOf);
    }

    /** Texts that change, for each of some groups, when members come or go. */
    public Map<UUID, String> marks(Caller caller, OrganizationId organization, List<UUID> of) {
        return GroupMemberRows.marks(database, readable(caller, organization), organization.value(), of);
    }

    /** Those of some principals who are direct members of a group. */
    public List<UUID> among(Caller caller, Group group, List<UUID> principals) {
        Reach reach = access.require(caller, Groups.toRead(group.kind()), group.organization());
        return principals.isEmpty() ? List.of() : GroupMemberRows.among(database, reach, group, principals);
    }

    /** The direct members of a kind, as something that lists of groups can be filtered by. */
    public static Several membersOfGroup(String name, PrincipalKind kind) {
        return GroupMemberRows.several(name, kind);
    }

    /** Where the caller may see groups of any kind. */
    private Reach readable(Caller caller, OrganizationId organization) {
        boolean readsHub = caller.reach(Permission.USER_GROUP_READ_BASIC).covers(organization);
        return access.require(
                caller, readsHub ? Permission.USER_GROUP_READ_BASIC : Permission.GROUP_READ_BASIC, organization);
    }

    /** Whose groups are asked for: those of a user or of a group. */
    public record Of(PrincipalKind kind, UUID id) {}

    /** Users and groups that belong to a group, directly or through groups within it, with their names. */
    public List<MemberOf> membersOf(
            Caller caller, OrganizationId organization, GroupKey key, Set<Group.Kind> kinds, MemberOf.Wanted wanted) {
        Group group = groups.get(caller, organization, key, kinds);
        Reach reach = access.require(caller, Groups.toRead(group.kind()), organization);
        return MemberRows.members(database, reach, group, wanted);
    }

    /** How many users and groups are direct members of a group, however many those are. */
    public long count(Caller caller, Group group) {
        Reach reach = access.require(caller, Groups.toRead(group.kind()), group.organization());
        return MemberRows.count(database, reach, group);
    }

    /**
     * Adds a member, known by his hub id or by the provider's. Adding one who is a member already changes nothing.
     *
     * @return whether he was not a member before
     * @throws Refusal (NOT_PERMITTED), (NOT_FOUND) when the organization has no such group, (MALFORMED) when it has no such
     *     principal, (CONFLICT) when the group would come to contain itself
     */
    public boolean add(
            Caller caller, OrganizationId organization, GroupKey key, Set<Group.Kind> kinds, MemberKey member) {
        return changes.add(caller, organization, new MembershipChanges.Wanted(key, kinds, member));
    }

    /**
     * Removes a direct member. Removing one who is none changes nothing.
     *
     * @return whether he was a member before
     * @throws Refusal as {@link #add}
     */
    public boolean remove(
            Caller caller, OrganizationId organization, GroupKey key, Set<Group.Kind> kinds, MemberKey member) {
        return changes.remove(caller, organization, new MembershipChanges.Wanted(key, kinds, member));
    }

    /**
     * How a caller names a member.
     *
     * @param id the hub's id of a user, group or service account, or, where {@code byObjectId}, the provider's
     * @param kind what it has to be, or null for any
     * @param missing how to refuse when there is none: NOT_FOUND or MALFORMED, as the dialect has it
     * @param calledName the dialect's word for the member
     */
    public record MemberKey(
            UUID id, boolean byObjectId, @Nullable PrincipalKind kind, Refusal.Reason missing, String calledName) {}
}
