package io.tenantry.directory;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Guards;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.directory.internal.UserRows;
import io.tenantry.directory.internal.UserWrites;
import io.tenantry.directory.internal.Writing;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.DatabaseFailure;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Changing people, one at a time. Each change is one transaction with its audit event, and leaves the version before it in the
 * history. Nobody changes an account of the hub itself.
 */
@Component
public class UserChanges {
    /** As long as others keep being given the same names, a new one is tried so often. */
    private static final int ATTEMPTS = 12;

    private static final List<UserField> OS_IDENTITY =
            List.of(UserField.UNIX_USER_NAME, UserField.UNIX_HOME_DIRECTORY, UserField.OS_USER_PRINCIPAL_NAME);

    private final Database database;
    private final Access access;
    private final Guards guards;
    private final AuditTrail audit;
    private final UserNames names;
    private final DirectorySettings settings;

    UserChanges(
            Database database,
            Access access,
            Guards guards,
            AuditTrail audit,
            UserNames names,
            DirectorySettings settings) {
        this.database = database;
        this.access = access;
        this.guards = guards;
        this.audit = audit;
        this.names = names;
        this.settings = settings;
    }

    /**
     * Makes a user. Where his UPN was made of his user name and somebody else is given it at the same moment, he gets another.
     *
     * @param alongside what else is written in the same transaction, such as a password; anew for each UPN that is tried
     * @throws Refusal (NOT_PERMITTED) without {@code user.write}, (MALFORMED) when the UPN's domain is not the organization's,
     *     (CONFLICT) when the UPN or the user name is taken
     */
    public User create(Caller caller, OrganizationId organization, NewUser user, Alongside alongside) {
        Reach reach = access.require(caller, Permission.USER_WRITE, organization);
        checkIdentity(user.values(), property -> null);
        for (int attempt = 1; ; attempt++) {
            try {
                return writing(() -> database.transaction(reach, session -> {
                    User created = insert(session, organization, user);
                    Map<String, @Nullable Object> after =
                            Writing.of(user.values()).after();
                    audit.record(session, caller.actor(), event("user.create", created, null, after));
                    alongside.write(session, created);
                    return created;
                }));
            } catch (Refusal taken) {
                if (attempt == ATTEMPTS || !names.givesWay(reach, organization, user.values(), taken, attempt)) {
                    throw taken;
                }
            }
        }
    }

    private static User insert(Session session, OrganizationId organization, NewUser user) {
        Writing<UserField> writing = Writing.of(user.values());
        checkName(session, organization, null, writing);
        UUID id = Ids.next();
        UUID objectId = user.objectId() == null ? id : user.objectId();
        User created = UserWrites.insert(session, organization, id, objectId, writing);
        if (created == null) {
            throw unknownDomain();
        }
        return created;
    }

    /**
     * Sets properties of a user. Setting what is there already changes nothing and is not a new version.
     *
     * @param version the version the caller has seen, or null when he does not mind
     * @throws Refusal (NOT_PERMITTED) without {@code user.write} or for an account more privileged than the caller, (NOT_FOUND),
     *     (CONFLICT) when the UPN is taken or the version is another
     */
    public User change(
            Caller caller,
            OrganizationId organization,
            UserKey key,
            Values<UserField> values,
            @Nullable Long version,
            Alongside alongside) {
        return changing(caller, Permission.USER_WRITE, organization, key, (session, before) -> {
            Refusal.unless(
                    version == null || version == before.version(),
                    Refusal.Reason.PRECONDITION_FAILED,
                    "The user was changed meanwhile");
            checkIdentity(values, before::value);
            Writing<UserField> writing = Writing.changes(values, before::value);
            User after = before;
            if (!writing.isEmpty()) {
                after = update(session, before, writing);
                if (after.enabled() && !before.enabled()) {
                    UserWrites.forgetFailures(session, after);
                }
                audit.record(
                        session,
                        caller.actor(),
                        event("user.change", after, writing.before(before::value), writing.after()));
            }
            if (!after.enabled()) {
                guards.keepAnAdministrator(session, organization);
            }
            alongside.write(session, after);
            return after;
        });
    }

    /**
     * Lets another module change something that belongs to the user, such as his password, under a permission of its own.
     * It writes its own audit event.
     */
    public User touch(
            Caller caller, Permission permission, OrganizationId organization, UserKey key, Alongside alongside) {
        return changing(caller, permission, organization, key, (session, user) -> {
            alongside.write(session, user);
            return user;
        });
    }

    /** Sets or, with null, removes the manager, who is a living user of the same organization. */
    public User changeManager(Caller caller, OrganizationId organization, UserKey key, @Nullable UserKey manager) {
        Change change = (session, before) -> manage(caller, session, before, manager);
        return changing(caller, Permission.USER_WRITE, organization, key, change);
    }

    /** The same in the transaction of {@link #create} or {@link #change}; what they return does not show it yet. */
    public Alongside managedBy(Caller caller, @Nullable UserKey manager) {
        return (session, user) -> manage(caller, session, user, manager);
    }

    private User manage(Caller caller, Session session, User before, @Nullable UserKey manager) {
        UserId id = manager == null
                ? null
                : locked(session, before.organization(), manager).id();
        Refusal.unless(!before.id().equals(id), Refusal.Reason.MALFORMED, "Nobody manages himself", "manager");
        if (Objects.equals(before.manager(), id)) {
            return before;
        }
        User after = UserWrites.setManager(session, before, id);
        audit.record(session, caller.actor(), event("user.change", after, manager(before), manager(after)));
        return after;
    }

    /** Deletes a user. He can be restored for 30 days, with the memberships he had. Needs {@code user.delete}. */
    public void delete(Caller caller, OrganizationId organization, UserKey key) {
        changing(caller, Permission.USER_DELETE, organization, key, (session, before) -> {
            User after = UserWrites.delete(session, before);
            guards.keepAnAdministrator(session, organization);
            audit.record(session, caller.actor(), event("user.delete", after, null, null));
            return after;
        });
    }

    /** Brings a deleted user back. Refused with CONFLICT when his UPN was given to somebody else. */
    public User restore(Caller caller, OrganizationId organization, UserKey key) {
        Reach reach = access.require(caller, Permission.USER_WRITE, organization);
        return writing(() -> database.transaction(reach, session -> {
            User before = session.first(
                    UserRows.getBy(key, true) + " FOR UPDATE",
                    UserRows::read,
                    organization.value(),
                    UserRows.value(key));
            if (before == null) {
                throw Users.notFound();
            }
            User after = UserWrites.restore(session, before);
            audit.record(session, caller.actor(), event("user.restore", after, null, null));
            return after;
        }));
    }

    private User changing(
            Caller caller, Permission permission, OrganizationId organization, UserKey key, Change change) {
        Reach reach = access.require(caller, permission, organization);
        guard(caller, reach, organization, key);
        return writing(() -> database.transaction(reach, session -> {
            User before = locked(session, organization, key);
            Refusal.unless(
                    !before.system(), Refusal.Reason.NOT_PERMITTED, "Accounts of the hub itself cannot be changed");
            return change.apply(session, before);
        }));
    }

    /** Before the transaction, as it may look at the rights of many. */
    private void guard(Caller caller, Reach reach, OrganizationId organization, UserKey key) {
        if (guards.concern(caller, organization)) {
            UUID id = database.first(
                    reach,
                    UserRows.idBy(key),
                    row -> row.getObject(1, UUID.class),
                    organization.value(),
                    UserRows.value(key));
            if (id != null) {
                guards.mayTouch(caller, organization, id);
            }
        }
    }

    /** Writes what differs, as far as it may: it is nobody else's name, no foreign domain's, and no directory's to say. */
    static User update(Session session, User before, Writing<UserField> writing) {
        Feeds.refuse(session, before, writing);
        checkName(session, before.organization(), before.id().value(), writing);
        User after = UserWrites.update(session, before, writing);
        if (after == null) {
            throw unknownDomain();
        }
        return after;
    }

    static User locked(Session session, OrganizationId organization, UserKey key) {
        User user = session.first(
                UserRows.getBy(key, false) + " FOR UPDATE", UserRows::read, organization.value(), UserRows.value(key));
        if (user == null) {
            throw Users.notFound();
        }
        return user;
    }

    static User writing(Supplier<User> work) {
        try {
            return work.get();
        } catch (DatabaseFailure failure) {
            if (failure.violatesUnique("users_by_upn")) {
                throw new Refusal(Refusal.Reason.CONFLICT, "Another user has this user principal name", UserNames.UPN);
            }
            if (failure.violatesUnique("users_by_user_name")) {
                throw UserNames.taken();
            }
            if (failure.violatesUnique("users_by_object_id")) {
                throw new Refusal(Refusal.Reason.CONFLICT, "Another user has this object id", "id");
            }
            throw failure;
        }
    }

    static AuditEvent event(
            String action,
            User user,
            @Nullable Map<String, @Nullable Object> before,
            @Nullable Map<String, @Nullable Object> after) {
        return AuditEvent.done(
                user.organization(),
                action,
                new AuditEvent.Target("user", user.id().toString(), user.upn(), user.version()),
                before,
                after);
    }

    private static Map<String, @Nullable Object> manager(User user) {
        Map<String, @Nullable Object> members = new HashMap<>();
        members.put("manager_id", user.manager() == null ? null : user.manager().value());
        return members;
    }

    /** Who people are to operating systems may be a directory's business alone. */
    private void checkIdentity(Values<UserField> values, Function<UserField, @Nullable Object> now) {
        if (settings.manualOsIdentity()) {
            return;
        }
        for (UserField property : OS_IDENTITY) {
            Refusal.unless(
                    !values.has(property) || Objects.equals(values.get(property), now.apply(property)),
                    Refusal.Reason.MALFORMED,
                    "Who people are to operating systems is not set by hand in this installation",
                    property.column());
        }
    }

    /** The index keeps user names apart; a name that is somebody's UPN would lead people to the wrong account as well. */
    private static void checkName(
            Session session, OrganizationId organization, @Nullable UUID user, Writing<UserField> writing) {
        String name = writing.text(UserField.USER_NAME);
        if (name != null && UserWrites.isUpnOfAnother(session, organization, user, name)) {
            throw UserNames.taken();
        }
    }

    private static Refusal unknownDomain() {
        return new Refusal(
                Refusal.Reason.MALFORMED,
                "The domain of the user principal name is not a verified domain of the organization",
                UserNames.UPN);
    }

    /** What happens to the user within the transaction, while nobody else can change him. */
    @FunctionalInterface
    private interface Change {
        User apply(Session session, User before);
    }
}
