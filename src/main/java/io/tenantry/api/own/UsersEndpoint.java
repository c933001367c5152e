package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.credentials.UserPasswords;
import io.tenantry.directory.Alongside;
import io.tenantry.directory.Memberships;
import io.tenantry.directory.NewUser;
import io.tenantry.directory.User;
import io.tenantry.directory.UserChanges;
import io.tenantry.directory.UserField;
import io.tenantry.directory.UserId;
import io.tenantry.directory.UserKey;
import io.tenantry.directory.Users;
import io.tenantry.directory.Values;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.history.Past;
import io.tenantry.platform.web.Links;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Order;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** People, by the hub's id or by sign-in name. */
@RestController("ownUsersEndpoint")
class UsersEndpoint {
    /** Besides his members, people can be found by the names of the groups they are direct members of. */
    static final Catalogue CATALOGUE = Members.OF_USER.catalogue().with(Memberships.groupNamesOfUser("memberOf"));

    private static final String USERS = Paths.ORGANIZATION + "/users";
    private static final String USER = USERS + "/{userId}";
    private static final String PASSWORD = "password";
    private static final String MUST_CHANGE = "mustChangePassword";
    private static final Listed<User> LISTED = new Listed<>(
            CATALOGUE,
            List.of(Order.ascending(CATALOGUE.sortable("displayName"))),
            Set.of("search", "select", Past.AS_OF),
            user -> user);

    private final Users users;
    private final UserChanges changes;
    private final UserPasswords passwords;
    private final Lists lists;
    private final Links links;

    UsersEndpoint(Users users, UserChanges changes, UserPasswords passwords, Lists lists, Links links) {
        this.users = users;
        this.changes = changes;
        this.passwords = passwords;
        this.lists = lists;
        this.links = links;
    }

    /** People of one organization; {@code search} finds them by any part of what they can be found by. */
    @Operation(summary = "List people of an organization")
    @Exchanges(
            gives = "user",
            options = {
                "search: any part of what people can be found by",
                "select: the members to show",
                Lists.AS_OF_OPTION
            })
    @GetMapping(USERS)
    @Requires(Permission.USER_READ_BASIC)
    Listing list(Caller caller, HttpServletRequest request, @PathVariable String organizationId) {
        OrganizationId organization = Paths.organization(organizationId);
        return lists.list(request, caller, selected(request), query -> users.list(caller, organization, query));
    }

    /** People of all organizations the caller reaches. */
    @Operation(summary = "List people of all organizations within reach")
    @Exchanges(
            gives = "user",
            options = {
                "search: any part of what people can be found by",
                "select: the members to show",
                Lists.AS_OF_OPTION
            })
    @GetMapping(Paths.ROOT + "/users")
    @Requires(Permission.USER_READ_BASIC)
    Listing listEverywhere(Caller caller, HttpServletRequest request) {
        return lists.list(request, caller, selected(request), query -> users.listEverywhere(caller, query));
    }

    /** People who were deleted and can still be restored. */
    @Operation(summary = "List deleted people who can be restored")
    @Exchanges(
            gives = "user",
            options = {"select: the members to show", Lists.AS_OF_OPTION})
    @GetMapping(Paths.ORGANIZATION + "/deleted-users")
    @Requires(Permission.USER_READ_BASIC)
    Listing listDeleted(Caller caller, HttpServletRequest request, @PathVariable String organizationId) {
        OrganizationId organization = Paths.organization(organizationId);
        Listed<User> deleted = new Listed<>(
                CATALOGUE,
                LISTED.order(),
                Set.of("select", Past.AS_OF),
                selected(request).shown());
        return lists.list(request, caller, deleted, query -> users.listDeleted(caller, organization, query));
    }

    @Operation(summary = "Get a person")
    @Exchanges(gives = "user", options = Lists.AS_OF_OPTION)
    @GetMapping(USER)
    @Requires(Permission.USER_READ)
    ResponseEntity<Map<String, @Nullable Object>> get(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @PathVariable String userId) {
        return answer(users.get(caller, Paths.organization(organizationId), Paths.user(userId), lists.asOf(request)));
    }

    /** Makes a person. Without {@code password} he cannot sign in until one is set. */
    @Operation(summary = "Create a person")
    @Exchanges(takes = "newUser", gives = "user", status = 201)
    @PostMapping(USERS)
    @Requires(Permission.USER_WRITE)
    ResponseEntity<Map<String, @Nullable Object>> create(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @RequestBody Map<String, @Nullable Object> members) {
        OrganizationId organization = Paths.organization(organizationId);
        Values<UserField> values = Members.OF_USER.values(members, PASSWORD, MUST_CHANGE);
        Alongside password = password(caller, organization, values, members);
        User created = changes.create(caller, organization, new NewUser(null, values), password);
        String location = links.absolute(
                request, request.getRequestURI() + "/" + created.id().value());
        return Versions.created(shown(created), created.version(), location);
    }

    /** Sets the members sent; null empties one. */
    @Operation(summary = "Change a person")
    @Exchanges(takes = "userChanges", gives = "user")
    @PatchMapping(
            path = USER,
            consumes = {"application/json", "application/merge-patch+json"})
    @Requires(Permission.USER_WRITE)
    ResponseEntity<Map<String, @Nullable Object>> change(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String userId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Map<String, @Nullable Object> members) {
        return answer(changes.change(
                caller,
                Paths.organization(organizationId),
                Paths.user(userId),
                Members.OF_USER.values(members),
                Versions.wanted(ifMatch),
                Alongside.NOTHING));
    }

    /** Sets the manager to {@code id}, or removes him when that is null. */
    @Operation(summary = "Set or remove a person's manager")
    @Exchanges(takes = "managerReference", gives = "user")
    @PutMapping(USER + "/manager")
    @Requires(Permission.USER_WRITE)
    ResponseEntity<Map<String, @Nullable Object>> changeManager(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String userId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Map<String, @Nullable Object> members) {
        UUID id = Body.of(members, "id").idOrNull("id");
        UserKey manager = id == null ? null : new UserKey.Id(new UserId(id));
        return answer(changes.changeManager(
                caller, Paths.organization(organizationId), Paths.user(userId), manager, Versions.wanted(ifMatch)));
    }

    /** He can be restored for 30 days. */
    @Operation(summary = "Delete a person; restorable for 30 days")
    @DeleteMapping(USER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.USER_DELETE)
    void delete(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String userId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        changes.delete(caller, Paths.organization(organizationId), Paths.user(userId), Versions.wanted(ifMatch));
    }

    @Operation(summary = "Restore a deleted person")
    @Exchanges(gives = "user")
    @PostMapping(USER + "/restore")
    @Requires(Permission.USER_WRITE)
    ResponseEntity<Map<String, @Nullable Object>> restore(
            Caller caller, @PathVariable String organizationId, @PathVariable String userId) {
        return answer(changes.restore(caller, Paths.organization(organizationId), Paths.user(userId)));
    }

    private Alongside password(
            Caller caller, OrganizationId organization, Values<UserField> user, Map<String, @Nullable Object> members) {
        Body given = Body.part(members, PASSWORD, MUST_CHANGE);
        String password = given.textOrNull(PASSWORD);
        boolean mustChange = given.flag(MUST_CHANGE, false);
        Refusal.unless(
                password != null || !given.has(MUST_CHANGE),
                Refusal.Reason.MALFORMED,
                "'" + MUST_CHANGE + "' goes with a '" + PASSWORD + "'",
                MUST_CHANGE);
        return password == null
                ? Alongside.NOTHING
                : passwords.first(caller, organization, user, new UserPasswords.Given(password, mustChange));
    }

    private static Listed<User> selected(HttpServletRequest request) {
        Set<String> names = Members.OF_USER.selected(Lists.one(request, "select"));
        return LISTED.showing(user -> Members.OF_USER.shown(names, user::value));
    }

    private static ResponseEntity<Map<String, @Nullable Object>> answer(User user) {
        return Versions.tagged(shown(user), user.version());
    }

    private static Map<String, @Nullable Object> shown(User user) {
        Map<String, @Nullable Object> shown =
                new LinkedHashMap<>(Members.OF_USER.shown(Members.OF_USER.selected(null), user::value));
        shown.put("version", user.version());
        return shown;
    }
}
