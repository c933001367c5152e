package io.tenantry.directory;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Guards;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditTrail;
import io.tenantry.directory.internal.UserRows;
import io.tenantry.directory.internal.UserWrites;
import io.tenantry.directory.internal.Writing;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
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
    private final AuditTrail audit;
    private final AccountProviders providers;
    private final Rules rules;

    UserChanges(Database database, Access access, AuditTrail audit, AccountProviders providers, Rules rules) {
        this.database = database;
        this.access = access;
        this.audit = audit;
        this.providers = providers;
        this.rules = rules;
    }

    /** What each change is held against. */
    @Component
    record Rules(Guards guards, UserNames names, DirectorySettings settings) {}

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
        UUID elsewhere =
                providers.carryOut(organization, new AccountChange.NewUser(user.values(), alongside.password()));
        for (int attempt = 1; ; attempt++) {
            try {
                return UserEdits.writing(() -> database.transaction(reach, session -> {
                    User created = UserEdits.insert(session, organization, user, elsewhere);
                    Map<String, @Nullable Object> after =
                            Writing.of(user.values()).after();
                    audit.record(session, caller.actor(), UserEdits.event("user.create", created, null, after));
                    alongside.write(session, created);
                    return created;
                }));
            } catch (Refusal taken) {
                if (attempt == ATTEMPTS
                        || !rules.names().givesWay(reach, organization, user.values(), taken, attempt)) {
                    throw taken;
                }
            }
        }
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
        Wish wish = new Wish(
                Permission.USER_WRITE,
                version,
                user -> new AccountChange.UserChange(user.objectId(), values, alongside.password()));
        return changing(caller, wish, organization, key, (session, before) -> {
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
                        UserEdits.event("user.change", after, writing.before(before::value), writing.after()));
            }
            if (!after.enabled()) {
                rules.guards().keepAnAdministrator(session, organization);
            }
            alongside.write(session, before, after);
            return after;
        });
    }

    /**
     * Lets another module change something that belongs to the user, such as his password, under a permission of its own.
     * It writes its own audit event.
     */
    public User touch(
            Caller caller, Permission permission, OrganizationId organization, UserKey key, Alongside alongside) {
        Function<User, @Nullable AccountChange> there = user -> alongside.password() == null
                ? null
                : new AccountChange.UserChange(user.objectId(), new Values<>(), alongside.password());
        return changing(caller, new Wish(permission, null, there), organization, key, (session, user) -> {
            alongside.write(session, user);
            return user;
        });
    }

    /** Sets or, with null, removes the manager, who is a living user of the same organization. */
    public User changeManager(
            Caller caller,
            OrganizationId organization,
            UserKey key,
            @Nullable UserKey manager,
            @Nullable Long version) {
        Reach reach = access.require(caller, Permission.USER_WRITE, organization);
        Function<User, @Nullable AccountChange> there = user -> new AccountChange.NewManager(
                user.objectId(),
                manager == null ? null : seen(reach, organization, manager).objectId());
        Wish wish = new Wish(Permission.USER_WRITE, version, there);
        return changing(caller, wish, organization, key, (session, before) -> manage(caller, session, before, manager));
    }

    /** The same in the transaction of {@link #create} or {@link #change}; what they return does not show it yet. */
    public Alongside managedBy(Caller caller, OrganizationId organization, @Nullable UserKey manager) {
        providers.requireHere(organization);
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
        audit.record(
                session,
                caller.actor(),
                UserEdits.event("user.change", after, UserEdits.manager(before), UserEdits.manager(after)));
        return after;
    }

    /** Deletes a user. He can be restored for 30 days, with the memberships he had. Needs {@code user.delete}. */
    public void delete(Caller caller, OrganizationId organization, UserKey key) {
        delete(caller, organization, key, null);
    }

    /** The same, unless it is another version than the caller has seen; null when he does not mind. */
    public void delete(Caller caller, OrganizationId organization, UserKey key, @Nullable Long version) {
        Wish wish = new Wish(Permission.USER_DELETE, version, user -> new AccountChange.UserDeletion(user.objectId()));
        changing(caller, wish, organization, key, (session, before) -> {
            User after = UserWrites.delete(session, before);
            rules.guards().keepAnAdministrator(session, organization);
            audit.record(session, caller.actor(), UserEdits.event("user.delete", after, null, null));
            return after;
        });
    }

    /** Brings a deleted user back. Refused with CONFLICT when his UPN was given to somebody else. */
    public User restore(Caller caller, OrganizationId organization, UserKey key) {
        Reach reach = access.require(caller, Permission.USER_WRITE, organization);
        if (providers.isElsewhere(organization)) {
            User deleted = database.first(
                    reach, UserRows.getBy(key, true), UserRows::read, organization.value(), UserRows.value(key));
            providers.carryOut(
                    organization, deleted == null ? null : new AccountChange.Restoration(deleted.objectId()));
        }
        return UserEdits.writing(() -> database.transaction(reach, session -> {
            User before = session.first(
                    UserRows.getBy(key, true) + " FOR UPDATE",
                    UserRows::read,
                    organization.value(),
                    UserRows.value(key));
            if (before == null) {
                throw Users.notFound();
            }
            User after = UserWrites.restore(session, before);
            audit.record(session, caller.actor(), UserEdits.event("user.restore", after, null, null));
            return after;
        }));
    }

    /** What a change needs, the version that was seen or null for any, and what it is for those who live elsewhere. */
    private record Wish(Permission permission, @Nullable Long version, Function<User, @Nullable AccountChange> there) {}

    private User changing(Caller caller, Wish wish, OrganizationId organization, UserKey key, Change change) {
        Reach reach = access.require(caller, wish.permission(), organization);
        Predicate<UUID> harmless = rules.guards().harmless(caller, organization);
        if (providers.isElsewhere(organization)) {
            carryOut(caller, wish, seen(reach, organization, key), harmless);
        }
        while (true) {
            Attempt attempt = attempt(reach, organization, key, harmless, (session, before) -> {
                UserEdits.refuseOther(wish.version(), before);
                return change.apply(session, before);
            });
            UUID suspect = attempt.suspect;
            if (suspect == null) {
                return Objects.requireNonNull(attempt.changed);
            }
            // Looking at the rights of many takes another connection, which nobody may wait for within a transaction.
            rules.guards().mayTouch(caller, organization, suspect);
            harmless = harmless.or(suspect::equals);
        }
    }

    private void carryOut(Caller caller, Wish wish, User user, Predicate<UUID> harmless) {
        if (!harmless.test(user.id().value())) {
            rules.guards().mayTouch(caller, user.organization(), user.id().value());
        }
        refuseSystem(user);
        UserEdits.refuseOther(wish.version(), user);
        providers.carryOut(user.organization(), wish.there().apply(user));
    }

    private static void refuseSystem(User user) {
        Refusal.unless(!user.system(), Refusal.Reason.NOT_PERMITTED, "Accounts of the hub itself cannot be changed");
    }

    /** What came of a change: the user, or the one whom the caller perhaps may not touch, and nothing was done. */
    private record Attempt(@Nullable User changed, @Nullable UUID suspect) {}

    private Attempt attempt(
            Reach reach, OrganizationId organization, UserKey key, Predicate<UUID> harmless, Change change) {
        return UserEdits.writing(() -> database.transaction(reach, session -> {
            User before = locked(session, organization, key);
            UUID id = before.id().value();
            if (!harmless.test(id)) {
                return new Attempt(null, id);
            }
            refuseSystem(before);
            return new Attempt(change.apply(session, before), null);
        }));
    }

    /** Writes what differs, as far as it may: it is nobody else's name, no foreign domain's, and no directory's to say. */
    static User update(Session session, User before, Writing<UserField> writing) {
        Feeds.refuse(session, before, writing);
        UserEdits.checkName(session, before.organization(), before.id().value(), writing);
        User after = UserWrites.update(session, before, writing);
        if (after == null) {
            throw UserEdits.unknownDomain();
        }
        return after;
    }

    private User seen(Reach reach, OrganizationId organization, UserKey key) {
        User user = database.first(
                reach, UserRows.getBy(key, false), UserRows::read, organization.value(), UserRows.value(key));
        if (user == null) {
            throw Users.notFound();
        }
        return user;
    }

    static User locked(Session session, OrganizationId organization, UserKey key) {
        User user = session.first(
                UserRows.getBy(key, false) + " FOR UPDATE", UserRows::read, organization.value(), UserRows.value(key));
        if (user == null) {
            throw Users.notFound();
        }
        return user;
    }

    /** Who people are to operating systems may be a directory's business alone. */
    private void checkIdentity(Values<UserField> values, Function<UserField, @Nullable Object> now) {
        if (rules.settings().manualOsIdentity()) {
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

    /** What happens to the user within the transaction, while nobody else can change him. */
    @FunctionalInterface
    private interface Change {
        User apply(Session session, User before);
    }
}
