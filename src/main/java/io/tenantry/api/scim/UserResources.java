package io.tenantry.api.scim;

import io.tenantry.access.Permission;
import io.tenantry.credentials.UserPasswords;
import io.tenantry.credentials.UserPasswords.Given;
import io.tenantry.directory.Alongside;
import io.tenantry.directory.Feeds;
import io.tenantry.directory.Memberships;
import io.tenantry.directory.NamedGroup;
import io.tenantry.directory.NewUser;
import io.tenantry.directory.User;
import io.tenantry.directory.UserChanges;
import io.tenantry.directory.UserField;
import io.tenantry.directory.UserId;
import io.tenantry.directory.UserKey;
import io.tenantry.directory.UserNames;
import io.tenantry.directory.Users;
import io.tenantry.directory.Values;
import io.tenantry.query.Condition;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What can be done with one user, whether by a request of its own or by one of many. */
@Component
class UserResources {
    private static final String PASSWORD = "password";
    private static final Field ID = Field.id("id", UserField.ID.column());

    private final Users users;
    private final UserChanges changes;
    private final UserNames names;
    private final UserPasswords passwords;
    private final Feeds feeds;
    private final Memberships memberships;

    UserResources(
            Users users,
            UserChanges changes,
            UserNames names,
            UserPasswords passwords,
            Feeds feeds,
            Memberships memberships) {
        this.users = users;
        this.changes = changes;
        this.names = names;
        this.passwords = passwords;
        this.feeds = feeds;
        this.memberships = memberships;
    }

    /** As he was at a moment of the past, or is now where that is null. */
    User get(At at, String id, @Nullable Instant asOf) {
        return users.get(at.caller(), at.organization(Permission.USER_READ), key(id), asOf);
    }

    /** A user name that is a UPN of the organization becomes the UPN; for any other a UPN is made. */
    User create(At at, Map<String, @Nullable Object> body) {
        OrganizationId organization = at.organization(Permission.USER_WRITE);
        Map<String, Object> document = Documents.read(body, Resource.USER);
        Values<UserField> values = UserDocuments.values(document, null, Set.of());
        names.nameNew(at.caller(), organization, values, UserDocuments.userName(document), values.text(UserField.MAIL));
        String password = Documents.text(document, PASSWORD);
        Alongside given = password == null
                ? Alongside.NOTHING
                : passwords.first(at.caller(), organization, values, new Given(password, false));
        UUID manager = UserDocuments.manager(document);
        Alongside managed =
                manager == null ? Alongside.NOTHING : changes.managedBy(at.caller(), organization, key(manager));
        User made = changes.create(at.caller(), organization, new NewUser(null, values), given.and(managed));
        return manager == null ? made : users.get(at.caller(), organization, new UserKey.Id(made.id()));
    }

    /** What is not sent is emptied, except whether he is active and what a directory says of him. */
    User replace(At at, String id, Map<String, @Nullable Object> body, @Nullable String version) {
        Map<String, Object> sent = Documents.read(body, Resource.USER);
        return change(at, id, version, true, document -> {
            document.clear();
            document.putAll(sent);
        });
    }

    User patch(At at, String id, Map<String, @Nullable Object> body, @Nullable String version) {
        List<Patch.Step> steps = Patch.steps(body);
        return change(at, id, version, false, document -> Patch.apply(document, steps, Resource.USER));
    }

    /** He can be restored for 30 days, by the hub's own API. Until then he is not there for this dialect. */
    void delete(At at, String id, @Nullable String version) {
        OrganizationId organization = at.organization(Permission.USER_DELETE);
        UserKey key = key(id);
        if (version != null) {
            Meta.check(version, Meta.tag(users.get(at.caller(), organization, key)));
        }
        changes.delete(at.caller(), organization, key);
    }

    /** Worked out against the user as he is, and worked out again when somebody else has changed him meanwhile. */
    private User change(
            At at, String id, @Nullable String version, boolean isWhole, Consumer<Map<String, Object>> wish) {
        OrganizationId organization = at.organization(Permission.USER_WRITE);
        UserKey key = key(id);
        return Meta.change(version, () -> {
            User before = users.get(at.caller(), organization, key);
            Meta.check(version, Meta.tag(before));
            Map<String, Object> document = UserShape.document(before);
            wish.accept(document);
            return write(at, before, document, isWhole ? feeds.properties(at.caller(), before) : Set.of());
        });
    }

    private User write(At at, User before, Map<String, Object> document, Set<UserField> left) {
        OrganizationId organization = before.organization();
        UserKey key = new UserKey.Id(before.id());
        Values<UserField> values = UserDocuments.values(document, before, left);
        String userName = UserDocuments.userName(document);
        // Those who write the name in another case mean the same.
        if (!userName.equalsIgnoreCase(before.userName())) {
            names.rename(at.caller(), before, values, userName);
        }
        String password = Documents.text(document, PASSWORD);
        Alongside given = password == null
                ? Alongside.NOTHING
                : passwords.another(at.caller(), organization, key, new Given(password, false));
        UUID manager = UserDocuments.manager(document);
        boolean isManaged = !Objects.equals(
                manager, before.manager() == null ? null : before.manager().value());
        Alongside managed = isManaged
                ? changes.managedBy(at.caller(), organization, manager == null ? null : key(manager))
                : Alongside.NOTHING;
        User changed = changes.change(at.caller(), organization, key, values, before.version(), given.and(managed));
        return isManaged ? users.get(at.caller(), organization, key) : changed;
    }

    /** Users as they are shown, with their groups where those are wanted and the caller may see them. */
    List<Map<String, Object>> shown(At at, List<User> all, Selection selection, @Nullable Instant asOf) {
        if (all.isEmpty()) {
            return List.of();
        }
        Map<UUID, List<NamedGroup>> groups = selection.shows(UserShape.GROUPS)
                ? memberships.namesOfAll(
                        at.caller(),
                        all.getFirst().organization(),
                        all.stream().map(user -> user.id().value()).toList(),
                        asOf)
                : Map.of();
        Map<UUID, String> managers = managers(at, all, asOf);
        return all.stream()
                .map(user -> UserShape.shown(
                        at,
                        user,
                        groups.getOrDefault(user.id().value(), List.of()),
                        user.manager() == null
                                ? null
                                : managers.get(user.manager().value())))
                .toList();
    }

    /** What their managers are called, for callers who may see lists of people. */
    private Map<UUID, String> managers(At at, List<User> all, @Nullable Instant asOf) {
        OrganizationId organization = all.getFirst().organization();
        List<Object> ids = all.stream()
                .map(User::manager)
                .filter(Objects::nonNull)
                .<Object>map(UserId::value)
                .distinct()
                .toList();
        if (ids.isEmpty() || !at.caller().reach(Permission.USER_READ_BASIC).covers(organization)) {
            return Map.of();
        }
        ListQuery query = ListQuery.first(ids.size(), new Condition.In(ID, ids), List.of(Order.ascending(ID)))
                .at(asOf);
        return users.list(at.caller(), organization, query, Set.of(UserField.DISPLAY_NAME)).items().stream()
                .collect(Collectors.toMap(manager -> manager.id().value(), User::displayName));
    }

    Map<String, Object> shown(At at, User user, Selection selection, @Nullable Instant asOf) {
        return selection.of(shown(at, List.of(user), selection, asOf).getFirst());
    }

    private static UserKey key(String id) {
        return key(ScimPaths.resource(id, Resource.USER));
    }

    private static UserKey key(UUID id) {
        return new UserKey.Id(new UserId(id));
    }
}
