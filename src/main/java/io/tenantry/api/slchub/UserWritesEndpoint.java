package io.tenantry.api.slchub;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.IfMatch;
import io.tenantry.credentials.UserPasswords;
import io.tenantry.credentials.UserPasswords.Given;
import io.tenantry.directory.Alongside;
import io.tenantry.directory.NewUser;
import io.tenantry.directory.User;
import io.tenantry.directory.UserChanges;
import io.tenantry.directory.UserField;
import io.tenantry.directory.UserKey;
import io.tenantry.directory.UserState;
import io.tenantry.directory.UserStates;
import io.tenantry.directory.Users;
import io.tenantry.directory.Values;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.Links;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Making, changing, deleting and restoring people. */
@RestController("slcUserWritesEndpoint")
@RequestMapping({SlcPaths.ROOT + "/users", SlcPaths.OF_ORGANIZATION + "/users"})
class UserWritesEndpoint {
    private static final Selection EVERYTHING = new Selection(null, Set.of());

    private final Users users;
    private final UserChanges changes;
    private final UserStates states;
    private final UserDocuments documents;
    private final UserPasswords passwords;
    private final Links links;

    UserWritesEndpoint(
            Users users,
            UserChanges changes,
            UserStates states,
            UserDocuments documents,
            UserPasswords passwords,
            Links links) {
        this.users = users;
        this.changes = changes;
        this.states = states;
        this.documents = documents;
        this.passwords = passwords;
        this.links = links;
    }

    /** A user name that is a UPN of the organization becomes the UPN; for any other a UPN is made. */
    @Operation(summary = "Create a user with a password")
    @Exchanges(takes = "NewUser", gives = "User", status = 201)
    @PostMapping
    @Requires(Permission.USER_WRITE)
    ResponseEntity<Map<String, Object>> create(
            Where where, HttpServletRequest request, @RequestBody Map<String, @Nullable Object> body) {
        OrganizationId organization = where.organization(Permission.USER_WRITE);
        Given given = given(body);
        Values<UserField> values = documents.creating(where, organization, body);
        Alongside password = passwords.first(where.caller(), organization, values, given);
        User user = changes.create(where.caller(), organization, new NewUser(null, values), password);
        return ResponseEntity.created(URI.create(links.absolute(request, request.getRequestURI() + "/" + user.id())))
                .body(UserShape.shown(user, UserState.NOTHING, EVERYTHING));
    }

    /** Members that can be set and are not sent are emptied; {@code active} stays as it is. */
    @Operation(summary = "Replace a user")
    @Exchanges(takes = "UserReplacement", gives = "User")
    @PutMapping("/{userId}")
    @Requires({Permission.USER_READ, Permission.USER_WRITE})
    ResponseEntity<Map<String, Object>> replace(
            Where where,
            @PathVariable String userId,
            @RequestHeader(name = IfMatch.HEADER, required = false) @Nullable String ifMatch,
            @RequestBody Map<String, @Nullable Object> body) {
        return change(
                where,
                userId,
                IfMatch.version(ifMatch),
                (user, state) -> documents.replacing(where, user, state, body));
    }

    /** JSON Patch with add, remove, replace and test. */
    @Operation(summary = "Change a user by JSON Patch")
    @Exchanges(takes = "PatchOperation", takesSeveral = true, gives = "User")
    @PatchMapping(
            path = "/{userId}",
            consumes = {"application/json-patch+json", "application/json"})
    @Requires({Permission.USER_READ, Permission.USER_WRITE})
    ResponseEntity<Map<String, Object>> patch(
            Where where,
            @PathVariable String userId,
            @RequestHeader(name = IfMatch.HEADER, required = false) @Nullable String ifMatch,
            @RequestBody List<Map<String, @Nullable Object>> steps) {
        return change(
                where,
                userId,
                IfMatch.version(ifMatch),
                (user, state) -> documents.patching(where, user, state, steps));
    }

    /** He can be restored for 30 days. */
    @Operation(summary = "Delete a user; restorable for 30 days")
    @DeleteMapping("/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.USER_DELETE)
    void delete(
            Where where,
            @PathVariable String userId,
            @RequestHeader(name = IfMatch.HEADER, required = false) @Nullable String ifMatch) {
        OrganizationId organization = where.organization(Permission.USER_DELETE);
        changes.delete(where.caller(), organization, SlcPaths.user(userId), IfMatch.version(ifMatch));
    }

    @Operation(summary = "Restore a deleted user")
    @Exchanges(gives = "User")
    @PostMapping("/{userId}/restore")
    @Requires(Permission.USER_WRITE)
    Map<String, Object> restore(Where where, @PathVariable String userId) {
        User user = changes.restore(where.caller(), where.organization(Permission.USER_WRITE), SlcPaths.user(userId));
        return UserShape.shown(user, states.of(where.caller(), user), EVERYTHING);
    }

    /** Worked out against the user as he is, and worked out again when somebody else has changed him meanwhile. */
    private ResponseEntity<Map<String, Object>> change(Where where, String userId, @Nullable Long version, Wish wish) {
        OrganizationId organization = where.organization(Permission.USER_WRITE);
        UserKey key = SlcPaths.user(userId);
        User changed = Documents.retrying(() -> {
            User user = users.get(where.caller(), organization, key);
            Documents.refuseOther(version, user.version());
            Values<UserField> values = wish.values(user, states.of(where.caller(), user));
            return changes.change(where.caller(), organization, key, values, user.version(), Alongside.NOTHING);
        });
        return ResponseEntity.ok()
                .eTag(Long.toString(changed.version()))
                .body(UserShape.shown(changed, states.of(where.caller(), changed), EVERYTHING));
    }

    private static Given given(Map<String, @Nullable Object> body) {
        Object password = body.get(UserDocuments.PASSWORD);
        Object mustChange = body.get(UserDocuments.MUST_CHANGE);
        Refusal.unless(
                password instanceof String,
                Refusal.Reason.MALFORMED,
                "A password is needed, a text",
                UserDocuments.PASSWORD);
        Refusal.unless(
                mustChange == null || mustChange instanceof Boolean,
                Refusal.Reason.MALFORMED,
                "The member 'mustChange' is either true or false",
                UserDocuments.MUST_CHANGE);
        return new Given((String) password, (Boolean) mustChange);
    }

    /** What is to become of a user, given what he is. */
    @FunctionalInterface
    private interface Wish {
        Values<UserField> values(User user, UserState state);
    }
}
