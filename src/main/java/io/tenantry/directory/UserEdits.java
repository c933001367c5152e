package io.tenantry.directory;

import io.tenantry.audit.AuditEvent;
import io.tenantry.directory.internal.UserRows;
import io.tenantry.directory.internal.UserWrites;
import io.tenantry.directory.internal.Writing;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.DatabaseFailure;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What every change of a user has in common: what the database refuses in words, names that are free, and its audit event. */
final class UserEdits {
    private UserEdits() {}

    static <T> T writing(Supplier<T> work) {
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

    /** Writes a new user; whoever was already made elsewhere is known by his object id there. */
    static User insert(Session session, OrganizationId organization, NewUser user, @Nullable UUID elsewhere) {
        Writing<UserField> writing = Writing.of(user.values());
        checkName(session, organization, null, writing);
        User created = elsewhere == null ? null : mirrored(session, organization, elsewhere);
        if (created == null) {
            UUID id = user.id() == null ? Ids.next() : user.id();
            UUID objectId = elsewhere != null ? elsewhere : user.objectId() == null ? id : user.objectId();
            created = UserWrites.insert(session, organization, id, objectId, writing);
        }
        if (created == null) {
            throw unknownDomain();
        }
        return created;
    }

    /** Whoever was made elsewhere may have been seen there before this transaction began. */
    private static @Nullable User mirrored(Session session, OrganizationId organization, UUID objectId) {
        UserKey key = new UserKey.ObjectId(objectId);
        return session.first(UserRows.getBy(key, false), UserRows::read, organization.value(), UserRows.value(key));
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

    /** The index keeps user names apart; a name that is somebody's UPN would lead people to the wrong account as well. */
    static void checkName(
            Session session, OrganizationId organization, @Nullable UUID user, Writing<UserField> writing) {
        String name = writing.text(UserField.USER_NAME);
        if (name != null && UserWrites.isUpnOfAnother(session, organization, user, name)) {
            throw UserNames.taken();
        }
    }

    static Refusal unknownDomain() {
        return new Refusal(
                Refusal.Reason.MALFORMED,
                "The domain of the user principal name is not a verified domain of the organization",
                UserNames.UPN);
    }

    static Map<String, @Nullable Object> manager(User user) {
        Map<String, @Nullable Object> members = new HashMap<>();
        members.put("manager_id", user.manager() == null ? null : user.manager().value());
        return members;
    }

    static void refuseOther(@Nullable Long version, User user) {
        Refusal.unless(
                version == null || version == user.version(),
                Refusal.Reason.PRECONDITION_FAILED,
                "The user was changed meanwhile");
    }
}
