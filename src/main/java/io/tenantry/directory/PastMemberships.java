package io.tenantry.directory;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.PrincipalKind;
import io.tenantry.access.Reach;
import io.tenantry.directory.internal.PastRows;
import io.tenantry.platform.database.Database;
import io.tenantry.query.Condition;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who belonged to what at a moment of the past. Today's rights decide. */
@Component
public class PastMemberships {
    private final Database database;
    private final Access access;
    private final Memberships memberships;

    PastMemberships(Database database, Access access, Memberships memberships) {
        this.database = database;
        this.access = access;
        this.memberships = memberships;
    }

    /** The members of {@link Memberships#membersOf} as they were at a moment of the past, or are now where that is null. Today's rights decide. */
    public List<MemberOf> membersOf(
            Caller caller,
            OrganizationId organization,
            GroupKey key,
            Set<Group.Kind> kinds,
            MemberOf.Wanted wanted,
            @Nullable Instant asOf) {
        if (asOf == null) {
            return memberships.membersOf(caller, organization, key, kinds, wanted);
        }
        Reach reach = Groups.toRead(access, caller, organization, kinds);
        Group group = Histories.then(reach, database, organization, key, kinds, asOf);
        return PastRows.membersOf(database, reach, group, wanted, asOf);
    }

    /** The groups of {@link Memberships#namesOf} as they were at a moment of the past, or are now where that is null. Today's rights decide. */
    public List<NamedGroup> namesOf(
            Caller caller,
            OrganizationId organization,
            Memberships.Of principal,
            Set<Group.Kind> kinds,
            Belonging belonging,
            @Nullable Instant asOf) {
        if (asOf == null) {
            return memberships.namesOf(caller, organization, principal, kinds, belonging);
        }
        Reach reach = Groups.toRead(access, caller, organization, kinds);
        if (principal.kind() == PrincipalKind.USER) {
            reach = access.require(caller, Permission.USER_READ, organization);
        }
        List<NamedGroup> names = then(reach, organization, principal, kinds, belonging, asOf);
        if (names == null) {
            throw principal.kind() == PrincipalKind.USER ? Users.notFound() : Groups.notFound();
        }
        return names;
    }

    /** Null when there was no such user or group. */
    private @Nullable List<NamedGroup> then(
            Reach reach,
            OrganizationId organization,
            Memberships.Of principal,
            Set<Group.Kind> kinds,
            Belonging belonging,
            Instant at) {
        UUID home = organization.value();
        boolean there = principal.kind() == PrincipalKind.USER
                ? PastRows.user(database, reach, home, new UserKey.Id(new UserId(principal.id())), at) != null
                : PastRows.group(database, reach, home, new GroupKey.Id(new GroupId(principal.id())), at) != null;
        List<Object> stored = kinds.stream().<Object>map(Group.Kind::stored).toList();
        ListQuery all = ListQuery.first(
                        Integer.MAX_VALUE - 2,
                        new Condition.In(GroupField.KIND.named("kind"), stored),
                        List.of(
                                Order.ascending(GroupField.DISPLAY_NAME.named("displayName")),
                                Order.ascending(Field.id("id", GroupField.ID.column()))))
                .at(at);
        return there
                ? PastRows.groupsOf(database, reach, home, principal.id(), belonging, all).items().stream()
                        .map(of -> new NamedGroup(of.group().id(), of.group().displayName(), of.direct()))
                        .toList()
                : null;
    }
}
