package io.tenantry.api.clouduserhub;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
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
import io.tenantry.directory.Values;
import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code users} as in Microsoft Graph: made, changed and given passwords. */
@RestController
@RequestMapping({GraphPaths.AT_ROOT + "/users", GraphPaths.PREFIXED + "/users"})
class GraphUserWritesEndpoint {
    private static final String PROFILE = "passwordProfile";
    private static final String PASSWORD = "password";
    private static final String FORCE = "forceChangePasswordNextSignIn";
    private static final Set<String> APART = Set.of(PROFILE);
    private static final Set<String> PROFILE_MEMBERS = Set.of(PASSWORD, FORCE);

    private final UserChanges changes;
    private final UserPasswords passwords;
    private final Answers answers;

    GraphUserWritesEndpoint(UserChanges changes, UserPasswords passwords, Answers answers) {
        this.changes = changes;
        this.passwords = passwords;
        this.answers = answers;
    }

    @Operation(summary = "Create a user")
    @Exchanges(takes = "newGraphUser", gives = "graphUser", status = 201)
    @PostMapping
    @Requires(Permission.USER_WRITE)
    ResponseEntity<Row<User, UserField>> create(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @RequestBody Map<String, @Nullable Object> body) {
        OrganizationId organization = Keys.organization(organizationId);
        GraphBodies.require(body, "accountEnabled", "displayName", "mailNickname", PROFILE, "userPrincipalName");
        Values<UserField> values = values(body);
        Given given = given(body);
        Refusal.unless(
                given.password() != null,
                Refusal.Reason.MALFORMED,
                "A value is required for property 'passwordProfile.password'",
                PROFILE + "." + PASSWORD);
        Alongside password = passwords.first(caller, organization, values, given);
        User user = changes.create(caller, organization, new NewUser(null, values), password);
        return ResponseEntity.created(URI.create(answers.location(request, user.objectId())))
                .body(answers.one(request, GraphUsersEndpoint.USERS, null, user));
    }

    /** Setting a password needs {@code user.password.write}, everything else {@code user.write}. */
    @Operation(summary = "Change a user or set the password")
    @Exchanges(takes = "graphUserChanges")
    @PatchMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(value = Permission.USER_WRITE, note = "for a password user.password.write instead")
    void change(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String id,
            @RequestHeader(name = IfMatch.HEADER, required = false) @Nullable String ifMatch,
            @RequestBody Map<String, @Nullable Object> body) {
        OrganizationId organization = Keys.organization(organizationId);
        Long version = IfMatch.version(ifMatch);
        UserKey key = Keys.user(id);
        Values<UserField> values = values(body);
        Given given = given(body);
        if (given.isEmpty()) {
            changes.change(caller, organization, key, values, version, Alongside.NOTHING);
        } else if (values.isEmpty()) {
            passwords.set(caller, organization, key, given);
        } else {
            Alongside password = passwords.another(caller, organization, key, given);
            changes.change(caller, organization, key, values, version, password);
        }
    }

    private static Values<UserField> values(Map<String, @Nullable Object> body) {
        Object phones = body.get("businessPhones");
        Refusal.unless(
                !(phones instanceof List<?> several) || several.size() <= 1,
                Refusal.Reason.MALFORMED,
                "The property 'businessPhones' holds one number at most",
                "businessPhones");
        return GraphBodies.values(body, Shapes.GRAPH_USER, APART);
    }

    private static Given given(Map<String, @Nullable Object> body) {
        Object written = body.get(PROFILE);
        if (written == null) {
            return new Given(null, null);
        }
        if (!(written instanceof Map<?, ?> profile)) {
            throw new Refusal(Refusal.Reason.MALFORMED, "The property 'passwordProfile' must be an object", PROFILE);
        }
        for (Object name : profile.keySet()) {
            String called = PROFILE + "." + name;
            Refusal.unless(
                    PROFILE_MEMBERS.contains(name) || name.toString().startsWith("@odata."),
                    Refusal.Reason.MALFORMED,
                    "There is no property '" + Shortened.of(called) + "' to set here",
                    Shortened.of(called));
        }
        return new Given(
                GraphBodies.text(profile, PASSWORD, PROFILE + "." + PASSWORD),
                GraphBodies.flag(profile, FORCE, PROFILE + "." + FORCE));
    }
}
