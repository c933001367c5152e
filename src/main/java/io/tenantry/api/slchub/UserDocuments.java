package io.tenantry.api.slchub;

import io.tenantry.directory.Feeds;
import io.tenantry.directory.User;
import io.tenantry.directory.UserField;
import io.tenantry.directory.UserNames;
import io.tenantry.directory.UserState;
import io.tenantry.directory.Values;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns the documents that clients send into properties of users. */
@Component
class UserDocuments {
    static final String PASSWORD = "password";
    static final String MUST_CHANGE = "mustChange";

    private static final List<String> READ_ONLY = List.of(
            "_id",
            "_created",
            "_modified",
            UserShape.SYSTEM,
            UserShape.INACTIVE_REASON,
            UserShape.INVITATION_PENDING,
            UserShape.INVITATION_EXPIRY,
            UserShape.DELETED,
            UserShape.TEMPORARILY_LOCKED);

    /**
     * What a replacement that leaves them out empties, unless a directory says it. Whether an account is active cannot be empty,
     * and stays.
     */
    private static final Map<String, UserField> EMPTIED = Map.of(
            UserShape.EXTERNAL_ID, UserField.EXTERNAL_ID,
            UserShape.USER_NAME, UserField.USER_NAME,
            UserShape.DISPLAY_NAME, UserField.DISPLAY_NAME,
            UserShape.EMAIL, UserField.MAIL,
            UserShape.UNIX_HOME_DIRECTORY, UserField.UNIX_HOME_DIRECTORY,
            UserShape.UNIX_USER_NAME, UserField.UNIX_USER_NAME,
            UserShape.USER_PRINCIPAL_NAME, UserField.OS_USER_PRINCIPAL_NAME);

    /** Members that are kept as they are sent. */
    private static final Map<String, UserField> PLAIN = Map.of(
            UserShape.EXTERNAL_ID, UserField.EXTERNAL_ID,
            UserShape.DISPLAY_NAME, UserField.DISPLAY_NAME,
            UserShape.ACTIVE, UserField.ACCOUNT_ENABLED,
            UserShape.EMAIL, UserField.MAIL,
            UserShape.UNIX_HOME_DIRECTORY, UserField.UNIX_HOME_DIRECTORY,
            UserShape.UNIX_USER_NAME, UserField.UNIX_USER_NAME);

    private final UserNames names;
    private final Feeds feeds;

    UserDocuments(UserNames names, Feeds feeds) {
        this.names = names;
        this.feeds = feeds;
    }

    /** The properties of a user to be made; his display name is his user name when he is given none. */
    Values<UserField> creating(Where where, OrganizationId organization, Map<String, @Nullable Object> sent) {
        Map<String, @Nullable Object> nobody = nobody();
        Map<String, @Nullable Object> document = new HashMap<>(sent);
        document.remove(PASSWORD);
        document.remove(MUST_CHANGE);
        Documents.refuseUnknown(document, nobody.keySet());
        if (Boolean.FALSE.equals(document.get(UserShape.ACTIVE))) {
            nobody.put(UserShape.INACTIVE_REASON, document.get(UserShape.INACTIVE_REASON) == null ? null : "manual");
        }
        READ_ONLY.forEach(name -> document.putIfAbsent(name, nobody.get(name)));
        Documents.refuseChanged(nobody, document, READ_ONLY, "is the hub's to set");
        String userName = name(document.get(UserShape.USER_NAME));
        Values<UserField> values = new Values<>();
        PLAIN.forEach((name, property) -> {
            if (document.get(name) != null) {
                values.set(property, document.get(name), name);
            }
        });
        if (!values.has(UserField.DISPLAY_NAME)) {
            values.set(UserField.DISPLAY_NAME, userName, UserShape.USER_NAME);
        }
        if (document.get(UserShape.USER_PRINCIPAL_NAME) != null) {
            values.set(
                    UserField.OS_USER_PRINCIPAL_NAME,
                    document.get(UserShape.USER_PRINCIPAL_NAME),
                    UserShape.USER_PRINCIPAL_NAME);
        }
        names.nameNew(where.caller(), organization, values, userName, values.text(UserField.MAIL));
        return values;
    }

    /** What has to change for the user to be what was sent and nothing else. */
    Values<UserField> replacing(Where where, User user, UserState state, Map<String, @Nullable Object> sent) {
        Map<String, @Nullable Object> now = UserShape.members(user, state);
        Set<String> emptied = new HashSet<>(EMPTIED.keySet());
        Set<UserField> fed = feeds.properties(where.caller(), user);
        emptied.removeIf(name -> fed.contains(EMPTIED.get(name)));
        return changes(where, user, now, Documents.replacing(now, emptied, sent));
    }

    /** What has to change for the user to be as the steps make him. */
    Values<UserField> patching(Where where, User user, UserState state, List<Map<String, @Nullable Object>> steps) {
        Map<String, @Nullable Object> now = UserShape.members(user, state);
        return changes(where, user, now, JsonPatch.apply(now, steps));
    }

    private Values<UserField> changes(
            Where where, User user, Map<String, @Nullable Object> now, Map<String, @Nullable Object> document) {
        Documents.refuseChanged(now, document, READ_ONLY, "cannot be set");
        Values<UserField> values = new Values<>();
        PLAIN.forEach((name, property) -> {
            if (!Objects.equals(now.get(name), document.get(name))) {
                values.set(property, document.get(name), name);
            }
        });
        String name = UserShape.USER_PRINCIPAL_NAME;
        if (!Objects.equals(now.get(name), document.get(name))) {
            Object osName = document.get(name);
            values.set(UserField.OS_USER_PRINCIPAL_NAME, user.upn().equals(osName) ? null : osName, name);
        }
        names.rename(where.caller(), user, values, name(document.get(UserShape.USER_NAME)));
        return values;
    }

    private static String name(@Nullable Object value) {
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        throw new Refusal(Refusal.Reason.MALFORMED, "A user name is needed, a text", UserShape.USER_NAME);
    }

    /** Every member of a user who is nobody yet. */
    private static Map<String, @Nullable Object> nobody() {
        Map<String, @Nullable Object> members = new HashMap<>();
        READ_ONLY.forEach(name -> members.put(name, null));
        EMPTIED.keySet().forEach(name -> members.put(name, null));
        PLAIN.keySet().forEach(name -> members.put(name, null));
        for (String flag : List.of(UserShape.SYSTEM, UserShape.INVITATION_PENDING, UserShape.TEMPORARILY_LOCKED)) {
            members.put(flag, false);
        }
        return members;
    }
}
