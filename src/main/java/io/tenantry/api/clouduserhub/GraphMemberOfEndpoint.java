package io.tenantry.api.clouduserhub;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.directory.Group;
import io.tenantry.directory.GroupField;
import io.tenantry.directory.GroupOf;
import io.tenantry.directory.Memberships;
import io.tenantry.directory.User;
import io.tenantry.directory.Users;
import io.tenantry.kernel.Page;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which groups a user belongs to: directly, or also through groups within groups. */
@RestController
@RequestMapping({GraphPaths.AT_ROOT + "/users/{id}", GraphPaths.PREFIXED + "/users/{id}"})
class GraphMemberOfEndpoint {
    private static final HubList<Group, GroupField> GROUPS =
            HubList.graph("directoryObjects", Shapes.GRAPH_GROUP, "displayName").typed(group -> Shapes.GROUP_TYPE);

    /** Hub user groups are none of Graph's. */
    private static final Condition OF_GRAPH = new Condition.In(
            GroupField.KIND.named("kind"), List.of(Group.Kind.SECURITY.stored(), Group.Kind.MICROSOFT_365.stored()));

    private final Users users;
    private final Memberships memberships;
    private final Answers answers;

    GraphMemberOfEndpoint(Users users, Memberships memberships, Answers answers) {
        this.users = users;
        this.memberships = memberships;
        this.answers = answers;
    }

    @Operation(summary = "List the groups a user is a direct member of")
    @Exchanges(gives = "graphGroup")
    @GetMapping("/memberOf")
    @Requires({Permission.USER_READ, Permission.GROUP_READ_BASIC})
    Listing direct(
            Caller caller, HttpServletRequest request, @PathVariable String organizationId, @PathVariable String id) {
        User user = users.get(caller, Keys.organization(organizationId), Keys.user(id));
        return answers.list(request, caller, GROUPS, query -> groups(caller, user, false, query));
    }

    @Operation(summary = "List the groups a user belongs to, also through other groups")
    @Exchanges(gives = "graphGroup")
    @GetMapping("/transitiveMemberOf")
    @Requires({Permission.USER_READ, Permission.GROUP_READ_BASIC})
    Listing all(
            Caller caller, HttpServletRequest request, @PathVariable String organizationId, @PathVariable String id) {
        User user = users.get(caller, Keys.organization(organizationId), Keys.user(id));
        return answers.list(request, caller, GROUPS, query -> groups(caller, user, true, query));
    }

    private Page<Group> groups(Caller caller, User user, boolean indirect, ListQuery query) {
        OrganizationId organization = user.organization();
        return memberships
                .groupsOf(caller, organization, user.id().value(), indirect, query.where(OF_GRAPH))
                .map(GroupOf::group);
    }
}
