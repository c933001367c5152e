package io.tenantry.api.clouduserhub;

import static io.tenantry.api.clouduserhub.GraphGroupsEndpoint.KINDS;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.directory.Group;
import io.tenantry.directory.Groups;
import io.tenantry.directory.User;
import io.tenantry.directory.UserField;
import io.tenantry.directory.UserKey;
import io.tenantry.directory.Users;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.Condition;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.workplace.GroupOwners;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who owns a security or Microsoft 365 group, as in Microsoft Graph. */
@RestController
@RequestMapping({GraphPaths.AT_ROOT + "/groups/{id}/owners", GraphPaths.PREFIXED + "/groups/{id}/owners"})
class GraphOwnersEndpoint {
    private static final HubList<User, UserField> OWNERS = HubList.graph(
                    "directoryObjects", Shapes.GRAPH_USER, UserField.ID, "displayName")
            .typed(owner -> Shapes.USER_TYPE);

    private final GroupOwners owners;
    private final Groups groups;
    private final Users users;
    private final Answers answers;

    GraphOwnersEndpoint(GroupOwners owners, Groups groups, Users users, Answers answers) {
        this.owners = owners;
        this.groups = groups;
        this.users = users;
        this.answers = answers;
    }

    @Operation(summary = "List the owners of a group")
    @Exchanges(gives = "graphUser")
    @GetMapping
    @Requires({Permission.GROUP_READ_BASIC, Permission.USER_READ, Permission.USER_READ_BASIC})
    Listing list(
            Caller caller, HttpServletRequest request, @PathVariable String organizationId, @PathVariable String id) {
        OrganizationId organization = Keys.organization(organizationId);
        List<Object> ids = owners.of(caller, group(caller, organizationId, id)).stream()
                .<Object>map(GroupOwners.Owner::id)
                .toList();
        if (ids.isEmpty()) {
            return answers.list(
                    request, caller, OWNERS, query -> new Page<>(List.of(), null, query.count() ? 0L : null));
        }
        Condition isOwner = new Condition.In(UserField.ID.named("hubId"), ids);
        return answers.list(request, caller, OWNERS, query -> users.list(caller, organization, query.where(isOwner)));
    }

    @Operation(summary = "Add an owner to a group")
    @PostMapping("/$ref")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires({Permission.GROUP_WRITE, Permission.USER_READ, Permission.GROUP_READ_BASIC})
    void add(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String id,
            @RequestBody ODataReference owner) {
        UserKey key = new UserKey.ObjectId(owner.objectId());
        boolean added = owners.change(caller, group(caller, organizationId, id), key, true, (session, after) -> {})
                .changed();
        Refusal.unless(
                added,
                Refusal.Reason.MALFORMED,
                "One or more added object references already exist for the following modified properties: 'owners'",
                "owners");
    }

    @Operation(summary = "Remove an owner from a group")
    @DeleteMapping("/{ownerId}/$ref")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires({Permission.GROUP_WRITE, Permission.USER_READ, Permission.GROUP_READ_BASIC})
    void remove(
            Caller caller, @PathVariable String organizationId, @PathVariable String id, @PathVariable String ownerId) {
        UserKey key = new UserKey.ObjectId(Keys.uuid(ownerId, "ownerId"));
        boolean removed = owners.change(caller, group(caller, organizationId, id), key, false, (session, after) -> {})
                .changed();
        Refusal.unless(removed, Refusal.Reason.NOT_FOUND, "The group has no such owner", "ownerId");
    }

    private Group group(Caller caller, String organizationId, String id) {
        return groups.get(caller, Keys.organization(organizationId), Keys.group(id), KINDS);
    }
}
