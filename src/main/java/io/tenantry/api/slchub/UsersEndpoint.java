package io.tenantry.api.slchub;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.directory.Lifetime;
import io.tenantry.directory.User;
import io.tenantry.directory.UserState;
import io.tenantry.directory.UserStates;
import io.tenantry.directory.Users;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.history.Past;
import io.tenantry.query.dialect.BracketOptions;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Looking for people. */
@RestController("slcUsersEndpoint")
@RequestMapping({SlcPaths.ROOT + "/users", SlcPaths.OF_ORGANIZATION + "/users"})
class UsersEndpoint {
    private final Users users;
    private final UserStates states;
    private final Lists lists;

    UsersEndpoint(Users users, UserStates states, Lists lists) {
        this.users = users;
        this.states = states;
        this.lists = lists;
    }

    /**
     * Deleted people are left out unless {@code filter[deleted]} asks for them. Invitations and failed logons are told of today
     * alone.
     */
    @Operation(summary = "List users")
    @Exchanges(
            gives = "User",
            options = {
                "filter[_id][EQ]: this user; IN takes several ids",
                "filter[userName][EQ]: this user name, in any case; CO a part of it",
                "filter[displayName][EQ]: this display name, in any case; CO a part of it",
                "filter[email][EQ]: this address, in any case; CO a part of it",
                "filter[active][EQ]: true or false",
                "filter[externalId][PR]: true for users that a directory feeds",
                "filter[system][EQ]: true or false",
                "filter[invitationPending][EQ]: true or false",
                "filter[temporarilyLocked][EQ]: true or false",
                "filter[deleted][EQ]: deletedOnly, notDeletedOnly or all; LT and GT take a moment",
                "filter[_created][LT]: created before a moment; GT after it",
                "filter[_modified][LT]: last changed before a moment; GT after it",
                "fields: the members to show",
                "excludeFields: members to leave out",
                "asOf: a date or moment of the past, to be told what was so then"
            })
    @GetMapping
    @Requires(Permission.USER_READ_BASIC)
    Listing list(Where where, HttpServletRequest request) {
        OrganizationId organization = where.organization(Permission.USER_READ_BASIC);
        BracketOptions options = Lists.options(request, UserLists.RULES);
        refuseStatesOfThePast(request);
        Selection selection = Selection.of(request, UserShape.SELECTABLE);
        Lifetime lifetime = UserLists.lifetime(request, options);
        Page<User> page = lists.page(
                request,
                where,
                options,
                query -> users.list(where.caller(), organization, lifetime, query, UserShape.FIELDS));
        Map<UUID, UserState> known = needsStates(selection) && lists.asOf(request) == null
                ? states.of(where.caller(), organization, page.items())
                : Map.of();
        return Lists.listing(page.map(
                user -> UserShape.shown(user, known.getOrDefault(user.id().value(), UserState.NOTHING), selection)));
    }

    /** Also shows a user who is deleted and can still be restored; {@code deleted} tells since when. */
    @Operation(summary = "Get a user")
    @Exchanges(
            gives = "User",
            options = {
                "fields: the members to show",
                "excludeFields: members to leave out",
                "asOf: a date or moment of the past, to be told what was so then"
            })
    @GetMapping("/{userId}")
    @Requires(Permission.USER_READ)
    ResponseEntity<Map<String, Object>> get(Where where, HttpServletRequest request, @PathVariable String userId) {
        Selection selection = Selection.alone(request, UserShape.SELECTABLE, Past.AS_OF);
        OrganizationId organization = where.organization(Permission.USER_READ);
        Instant asOf = lists.asOf(request);
        User user = users.getEvenDeleted(where.caller(), organization, SlcPaths.user(userId), asOf);
        UserState state = asOf == null ? states.of(where.caller(), user) : UserState.NOTHING;
        return ResponseEntity.ok().eTag(Long.toString(user.version())).body(UserShape.shown(user, state, selection));
    }

    /** Whose account of an operating system the user's workloads run under. */
    @Operation(summary = "Get a user's operating system identity")
    @Exchanges(gives = "OsUser")
    @GetMapping("/{userId}/osuser")
    @Requires(Permission.USER_READ)
    Map<String, String> osUser(Where where, @PathVariable String userId) {
        User user = users.get(where.caller(), where.organization(Permission.USER_READ), SlcPaths.user(userId));
        String osName = user.osUserPrincipalName();
        Map<String, String> identity = new LinkedHashMap<>();
        if (user.unixUserName() != null) {
            identity.put("userName", user.unixUserName());
        }
        identity.put("userPrincipalName", osName == null ? user.upn() : osName);
        if (user.unixHomeDirectory() != null) {
            identity.put("unixHomeDirectory", user.unixHomeDirectory());
        }
        return identity;
    }

    /** Of the past, nobody knows any more who was invited or locked out. */
    private static void refuseStatesOfThePast(HttpServletRequest request) {
        for (String name : List.of(UserShape.INVITATION_PENDING, UserShape.TEMPORARILY_LOCKED)) {
            Refusal.unless(
                    request.getParameter(Past.AS_OF) == null
                            || request.getParameterMap().keySet().stream()
                                    .noneMatch(parameter -> parameter.startsWith("filter[" + name + "]")),
                    Refusal.Reason.MALFORMED,
                    name + " is known of today alone",
                    Past.AS_OF);
        }
    }

    private static boolean needsStates(Selection selection) {
        return selection.shows(UserShape.INVITATION_PENDING)
                || selection.shows(UserShape.INVITATION_EXPIRY)
                || selection.shows(UserShape.TEMPORARILY_LOCKED);
    }
}
