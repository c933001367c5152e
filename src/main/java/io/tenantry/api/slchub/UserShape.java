package io.tenantry.api.slchub;

import io.tenantry.api.Thing;
import io.tenantry.directory.User;
import io.tenantry.directory.UserField;
import io.tenantry.directory.UserState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a user looks like in this dialect. Members without a value are left out. */
final class UserShape {
    static final String EXTERNAL_ID = "externalId";
    static final String USER_NAME = "userName";
    static final String DISPLAY_NAME = "displayName";
    static final String ACTIVE = "active";
    static final String EMAIL = "email";
    static final String UNIX_HOME_DIRECTORY = "unixHomeDirectory";
    static final String UNIX_USER_NAME = "unixUserName";
    static final String USER_PRINCIPAL_NAME = "userPrincipalName";
    static final String INACTIVE_REASON = "inactiveReason";
    static final String SYSTEM = "system";
    static final String DELETED = "deleted";
    static final String INVITATION_PENDING = "invitationPending";
    static final String INVITATION_EXPIRY = "invitationExpiry";
    static final String TEMPORARILY_LOCKED = "temporarilyLocked";

    static final Set<String> SELECTABLE = Set.of(
            "_id",
            "_created",
            "_modified",
            EXTERNAL_ID,
            USER_NAME,
            DISPLAY_NAME,
            ACTIVE,
            EMAIL,
            UNIX_HOME_DIRECTORY,
            UNIX_USER_NAME,
            USER_PRINCIPAL_NAME,
            INVITATION_PENDING,
            DELETED);

    /** What is read of people to show them, besides what tells them apart. */
    static final Set<UserField> FIELDS = Set.of(
            UserField.CREATED,
            UserField.MODIFIED,
            UserField.SYSTEM,
            UserField.ACCOUNT_ENABLED,
            UserField.EXTERNAL_ID,
            UserField.USER_NAME,
            UserField.INACTIVE_REASON,
            UserField.MAIL,
            UserField.UNIX_HOME_DIRECTORY,
            UserField.UNIX_USER_NAME,
            UserField.OS_USER_PRINCIPAL_NAME,
            UserField.DELETED);

    private UserShape() {}

    /** Every member of the user, null where he has no value. */
    static Map<String, @Nullable Object> members(User user, UserState state) {
        String osName = user.osUserPrincipalName();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("_id", user.id().toString());
        members.put("_created", user.createdAt().toString());
        members.put("_modified", user.modifiedAt().toString());
        members.put(EXTERNAL_ID, user.externalId());
        members.put(SYSTEM, user.system());
        members.put(USER_NAME, user.userName());
        members.put(DISPLAY_NAME, user.displayName());
        members.put(ACTIVE, user.enabled());
        members.put(INACTIVE_REASON, user.inactiveReason());
        members.put(EMAIL, user.mail());
        members.put(UNIX_HOME_DIRECTORY, user.unixHomeDirectory());
        members.put(UNIX_USER_NAME, user.unixUserName());
        members.put(USER_PRINCIPAL_NAME, osName == null ? user.upn() : osName);
        members.put(INVITATION_PENDING, state.isInvited());
        members.put(INVITATION_EXPIRY, text(state.invitationExpiry()));
        members.put(DELETED, text(user.deletedAt()));
        members.put(TEMPORARILY_LOCKED, state.isLocked());
        return members;
    }

    static Map<String, Object> shown(User user, UserState state, Selection selection) {
        return GroupShape.selected(members(user, state), selection);
    }

    static Thing thing() {
        return Thing.named("User")
                .with(Thing.Kind.ID, "_id")
                .with(Thing.Kind.INSTANT, "_created", "_modified")
                .with(Thing.Kind.TEXT, EXTERNAL_ID)
                .with(Thing.Kind.FLAG, SYSTEM)
                .with(Thing.Kind.TEXT, USER_NAME, DISPLAY_NAME)
                .with(Thing.Kind.FLAG, ACTIVE)
                .with(Thing.Kind.TEXT, INACTIVE_REASON, EMAIL, UNIX_HOME_DIRECTORY, UNIX_USER_NAME, USER_PRINCIPAL_NAME)
                .with(Thing.Kind.FLAG, INVITATION_PENDING)
                .with(Thing.Kind.INSTANT, INVITATION_EXPIRY, DELETED)
                .with(Thing.Kind.FLAG, TEMPORARILY_LOCKED);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
