package io.tenantry.api.clouduserhub;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.PrincipalKind;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.IfMatch;
import io.tenantry.directory.User;
import io.tenantry.directory.UserChanges;
import io.tenantry.directory.UserField;
import io.tenantry.directory.UserId;
import io.tenantry.directory.UserKey;
import io.tenantry.directory.Users;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Whom a user reports to. */
@RestController
@RequestMapping({GraphPaths.AT_ROOT + "/users/{id}/manager", GraphPaths.PREFIXED + "/users/{id}/manager"})
class GraphManagersEndpoint {
    private static final HubList<User, UserField> MANAGER = HubList.graph(
                    "directoryObjects", Shapes.GRAPH_USER, UserField.ID, null)
            .typed(user -> Shapes.USER_TYPE);

    private final Users users;
    private final UserChanges changes;
    private final Answers answers;

    GraphManagersEndpoint(Users users, UserChanges changes, Answers answers) {
        this.users = users;
        this.changes = changes;
        this.answers = answers;
    }

    @Operation(summary = "Get a user's manager")
    @Exchanges(gives = "graphUser", options = "$select: the members to show")
    @GetMapping
    @Requires(Permission.USER_READ)
    Row<User, UserField> get(
            Caller caller, HttpServletRequest request, @PathVariable String organizationId, @PathVariable String id) {
        OrganizationId organization = Keys.organization(organizationId);
        UserId manager = users.get(caller, organization, Keys.user(id)).manager();
        if (manager == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "The user has no manager", "manager");
        }
        return answers.one(request, MANAGER, null, users.get(caller, organization, new UserKey.Id(manager)));
    }

    @Operation(summary = "Set a user's manager")
    @PutMapping("/$ref")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.USER_WRITE)
    void set(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String id,
            @RequestHeader(name = IfMatch.HEADER, required = false) @Nullable String ifMatch,
            @RequestBody ODataReference manager) {
        OrganizationId organization = Keys.organization(organizationId);
        UserKey user = Keys.user(id);
        Refusal.unless(
                manager.kind() != PrincipalKind.GROUP, Refusal.Reason.MALFORMED, "A manager is a person", "@odata.id");
        changes.changeManager(
                caller, organization, user, new UserKey.ObjectId(manager.objectId()), IfMatch.version(ifMatch));
    }

    @Operation(summary = "Remove a user's manager")
    @DeleteMapping("/$ref")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.USER_WRITE)
    void remove(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String id,
            @RequestHeader(name = IfMatch.HEADER, required = false) @Nullable String ifMatch) {
        changes.changeManager(caller, Keys.organization(organizationId), Keys.user(id), null, IfMatch.version(ifMatch));
    }
}
