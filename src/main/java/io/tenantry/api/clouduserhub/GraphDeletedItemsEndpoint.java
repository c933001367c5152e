package io.tenantry.api.clouduserhub;

import static io.tenantry.api.clouduserhub.GraphGroupsEndpoint.KINDS;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.directory.Group;
import io.tenantry.directory.GroupField;
import io.tenantry.directory.GroupKey;
import io.tenantry.directory.Groups;
import io.tenantry.directory.User;
import io.tenantry.directory.UserChanges;
import io.tenantry.directory.UserField;
import io.tenantry.directory.UserKey;
import io.tenantry.directory.Users;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** People and groups that were deleted and can still be restored. */
@RestController
@RequestMapping({GraphPaths.AT_ROOT + "/directory/deletedItems", GraphPaths.PREFIXED + "/directory/deletedItems"})
class GraphDeletedItemsEndpoint {
    private static final HubList<User, UserField> USERS = HubList.graph(
                    "users", Shapes.GRAPH_USER, UserField.ID, "displayName")
            .usually(Shapes.USER_DETAIL + ",deletedDateTime")
            .typed(user -> Shapes.USER_TYPE);
    private static final HubList<Group, GroupField> GROUPS = HubList.graph(
                    "groups", Shapes.GRAPH_GROUP, GroupField.ID, "displayName")
            .typed(group -> Shapes.GROUP_TYPE);

    private final Users users;
    private final UserChanges changes;
    private final Groups groups;
    private final Answers answers;

    GraphDeletedItemsEndpoint(Users users, UserChanges changes, Groups groups, Answers answers) {
        this.users = users;
        this.changes = changes;
        this.groups = groups;
        this.answers = answers;
    }

    @Operation(summary = "List deleted users")
    @Exchanges(gives = "graphUser")
    @GetMapping("/microsoft.graph.user")
    @Requires(Permission.USER_READ_BASIC)
    Listing users(Caller caller, HttpServletRequest request, @PathVariable String organizationId) {
        OrganizationId organization = Keys.organization(organizationId);
        return answers.list(request, caller, USERS, query -> users.listDeleted(caller, organization, query));
    }

    @Operation(summary = "List deleted groups")
    @Exchanges(gives = "graphGroup")
    @GetMapping("/microsoft.graph.group")
    @Requires(Permission.GROUP_READ_BASIC)
    Listing groups(Caller caller, HttpServletRequest request, @PathVariable String organizationId) {
        OrganizationId organization = Keys.organization(organizationId);
        return answers.list(request, caller, GROUPS, query -> groups.listDeleted(caller, organization, KINDS, query));
    }

    /** Whoever may write only one of the two kinds sees only that kind here. */
    @Operation(summary = "Restore a deleted user or group")
    @Exchanges(gives = "graphUser")
    @PostMapping("/{id}/restore")
    @Requires(value = Permission.USER_WRITE, note = "for a group group.write instead")
    Row<?, ?> restore(
            Caller caller, HttpServletRequest request, @PathVariable String organizationId, @PathVariable String id) {
        OrganizationId organization = Keys.organization(organizationId);
        UUID objectId = Keys.uuid(id, "id");
        boolean mayGroups = caller.reach(Permission.GROUP_WRITE).covers(organization);
        if (mayGroups && !caller.reach(Permission.USER_WRITE).covers(organization)) {
            return restoredGroup(caller, request, organization, objectId);
        }
        try {
            User user = changes.restore(caller, organization, new UserKey.ObjectId(objectId));
            return answers.one(request, USERS, Shapes.USER_DETAIL, user);
        } catch (Refusal refusal) {
            if (refusal.reason() != Refusal.Reason.NOT_FOUND || !mayGroups) {
                throw refusal;
            }
            return restoredGroupIfAny(caller, request, organization, objectId);
        }
    }

    private Row<Group, GroupField> restoredGroupIfAny(
            Caller caller, HttpServletRequest request, OrganizationId organization, UUID objectId) {
        try {
            return restoredGroup(caller, request, organization, objectId);
        } catch (Refusal refusal) {
            throw refusal.reason() == Refusal.Reason.NOT_FOUND
                    ? new Refusal(Refusal.Reason.NOT_FOUND, "The organization has no such deleted user or group")
                    : refusal;
        }
    }

    private Row<Group, GroupField> restoredGroup(
            Caller caller, HttpServletRequest request, OrganizationId organization, UUID objectId) {
        Group group = groups.restore(caller, organization, new GroupKey.ObjectId(objectId), KINDS);
        return answers.one(request, GROUPS, null, group);
    }
}
