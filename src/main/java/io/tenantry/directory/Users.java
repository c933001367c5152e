package io.tenantry.directory;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.directory.internal.PastRows;
import io.tenantry.directory.internal.UserLists;
import io.tenantry.directory.internal.UserLoader;
import io.tenantry.directory.internal.UserRows;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reading people: one, a list, or whoever a text finds. {@link UserChanges} changes them. */
@Component
public class Users {
    private final Database database;
    private final Access access;
    private final UserLoader loader;

    Users(Database database, Access access) {
        this.database = database;
        this.access = access;
        loader = new UserLoader(database);
    }

    /**
     * One living user.
     *
     * @throws Refusal (NOT_PERMITTED) when {@code user.read} does not reach the organization, (NOT_FOUND) when it has no such user
     */
    public User get(Caller caller, OrganizationId organization, UserKey key) {
        return find(access.require(caller, Permission.USER_READ, organization), organization, key, false);
    }

    /** One user as he was at a moment of the past, or now where that is null. Today's rights decide. */
    public User get(Caller caller, OrganizationId organization, UserKey key, @Nullable Instant asOf) {
        if (asOf == null) {
            return get(caller, organization, key);
        }
        Reach reach = access.require(caller, Permission.USER_READ, organization);
        User user = PastRows.user(database, reach, organization.value(), key, asOf);
        if (user == null) {
            throw notFound();
        }
        return user;
    }

    /** The same where only some fields will be looked at; the others may be empty in what is returned. */
    public User get(
            Caller caller, OrganizationId organization, UserKey key, @Nullable Instant asOf, Set<UserField> shown) {
        if (asOf != null) {
            return get(caller, organization, key, asOf);
        }
        Reach reach = access.require(caller, Permission.USER_READ, organization);
        User user = loader.living(reach, organization, key, shown);
        if (user == null) {
            throw notFound();
        }
        return user;
    }

    /** One user of this id, who is living or deleted and can still be restored. Refuses as {@link #get} does. */
    public User getEvenDeleted(Caller caller, OrganizationId organization, UserKey key) {
        Reach reach = access.require(caller, Permission.USER_READ, organization);
        @Nullable
        User user = database.first(
                reach, UserRows.getAnyBy(key), UserRows::read, organization.value(), UserRows.value(key));
        if (user == null) {
            throw notFound();
        }
        return user;
    }

    /** Users of these ids, living or deleted; those who are not there are left out. Refuses as {@link #get} does. */
    public Map<UserId, User> getAll(Caller caller, OrganizationId organization, Set<UserId> ids) {
        Reach reach = access.require(caller, Permission.USER_READ, organization);
        return ids.isEmpty() ? Map.of() : UserRows.all(database, reach, organization, ids);
    }

    /** The same as he was at a moment of the past, or now where that is null. */
    public User getEvenDeleted(Caller caller, OrganizationId organization, UserKey key, @Nullable Instant asOf) {
        if (asOf == null) {
            return getEvenDeleted(caller, organization, key);
        }
        Reach reach = access.require(caller, Permission.USER_READ, organization);
        User user = PastRows.anyUser(database, reach, organization.value(), key, asOf);
        if (user == null) {
            throw notFound();
        }
        return user;
    }

    /** One user who is deleted and can still be restored. Refuses as {@link #get} does. */
    public User getDeleted(Caller caller, OrganizationId organization, UserKey key) {
        return find(access.require(caller, Permission.USER_READ, organization), organization, key, true);
    }

    /** Living users of one organization, under {@code user.readbasic}. */
    public Page<User> list(Caller caller, OrganizationId organization, ListQuery query) {
        Reach reach = toList(caller, organization, query);
        return UserLists.living(database, reach, List.of(organization.value()), query);
    }

    /** The same where only some fields will be looked at; the others may be empty in what is returned. */
    public Page<User> list(Caller caller, OrganizationId organization, ListQuery query, Set<UserField> shown) {
        Reach reach = toList(caller, organization, query);
        return UserLists.living(database, reach, organization.value(), query, shown);
    }

    /** How many living users of one organization a query finds, whatever its page, under {@code user.readbasic}. */
    public long count(Caller caller, OrganizationId organization, ListQuery query) {
        Reach reach = access.require(caller, Permission.USER_READ_BASIC, organization);
        return UserLists.count(database, reach, organization.value(), query);
    }

    /** Living users of several organizations, each of which {@code user.readbasic} has to reach. */
    public Page<User> list(Caller caller, Set<OrganizationId> organizations, ListQuery query) {
        Reach reach = Reach.nowhere();
        for (OrganizationId organization : organizations) {
            reach = reach.and(toList(caller, organization, query));
        }
        return UserLists.living(
                database,
                reach,
                organizations.stream().map(OrganizationId::value).toList(),
                query);
    }

    /** Living users of every organization that {@code user.readbasic} reaches. */
    public Page<User> listEverywhere(Caller caller, ListQuery query) {
        Reach reach = access.require(caller, Permission.USER_READ_BASIC);
        for (Permission permission : Memberships.neededToAsk(query.filter())) {
            reach = reach.shared(access.require(caller, permission));
        }
        return UserLists.living(database, reach, UserLists.within(reach), query);
    }

    /**
     * Users of one organization, the living or the deleted or both, under {@code user.readbasic}. Of the living, fields that will
     * not be looked at may be empty.
     */
    public Page<User> list(
            Caller caller, OrganizationId organization, Lifetime lifetime, ListQuery query, Set<UserField> shown) {
        Reach reach = toList(caller, organization, query);
        return switch (lifetime) {
            case LIVING -> UserLists.living(database, reach, organization.value(), query, shown);
            case DELETED -> UserLists.deleted(database, reach, organization.value(), query);
            case ANY -> UserLists.any(database, reach, organization.value(), query);
        };
    }

    /** Users of one organization who are deleted and can still be restored. */
    public Page<User> listDeleted(Caller caller, OrganizationId organization, ListQuery query) {
        Reach reach = toList(caller, organization, query);
        return UserLists.deleted(database, reach, organization.value(), query);
    }

    private Reach toList(Caller caller, OrganizationId organization, ListQuery query) {
        for (Permission permission : Memberships.neededToAsk(query.filter())) {
            access.require(caller, permission, organization);
        }
        return access.require(caller, Permission.USER_READ_BASIC, organization);
    }

    private User find(Reach reach, OrganizationId organization, UserKey key, boolean deleted) {
        @Nullable
        User user = database.first(
                reach, UserRows.getBy(key, deleted), UserRows::read, organization.value(), UserRows.value(key));
        if (user == null) {
            throw notFound();
        }
        return user;
    }

    static Refusal notFound() {
        return new Refusal(Refusal.Reason.NOT_FOUND, "The organization has no such user");
    }
}
