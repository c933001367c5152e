package io.tenantry.api.clouduserhub;

import static io.tenantry.api.clouduserhub.GraphGroupsEndpoint.KINDS;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.directory.Belonging;
import io.tenantry.directory.Group;
import io.tenantry.directory.GroupField;
import io.tenantry.directory.GroupOf;
import io.tenantry.directory.Histories;
import io.tenantry.directory.Memberships;
import io.tenantry.directory.User;
import io.tenantry.directory.Users;
import io.tenantry.kernel.Page;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which groups a user or a group belongs to: directly, or also through groups within groups. */
@RestController
@RequestMapping({GraphPaths.AT_ROOT, GraphPaths.PREFIXED})
class GraphMemberOfEndpoint {
    private static final HubList<Group, GroupField> GROUPS = HubList.graph(
                    "directoryObjects", Shapes.GRAPH_GROUP, GroupField.ID, "displayName")
            .typed(group -> Shapes.GROUP_TYPE);

    /** Hub user groups are none of Graph's. */
    private static final Condition OF_GRAPH = new Condition.In(
            GroupField.KIND.named("kind"), List.of(Group.Kind.SECURITY.stored(), Group.Kind.MICROSOFT_365.stored()));

    private final Users users;
    private final Histories histories;
    private final Memberships memberships;
    private final Answers answers;

    GraphMemberOfEndpoint(Users users, Histories histories, Memberships memberships, Answers answers) {
        this.users = users;
        this.histories = histories;
        this.memberships = memberships;
        this.answers = answers;
    }

    @Operation(summary = "List the groups a user is a direct member of")
    @Exchanges(gives = "graphGroup", options = "asOf: a date or moment of the past, to be told what was so then")
    @GetMapping("/users/{id}/memberOf")
    @Requires({Permission.USER_READ, Permission.GROUP_READ_BASIC})
    Listing ofUser(
            Caller caller, HttpServletRequest request, @PathVariable String organizationId, @PathVariable String id) {
        User user = user(caller, request, organizationId, id);
        return answers.list(request, caller, GROUPS, query -> of(caller, user, Belonging.DIRECT, query));
    }

    @Operation(summary = "Count the groups a user is a direct member of")
    @GetMapping("/users/{id}/memberOf/$count")
    @Requires({Permission.USER_READ, Permission.GROUP_READ_BASIC})
    ResponseEntity<String> countOfUser(
            Caller caller, HttpServletRequest request, @PathVariable String organizationId, @PathVariable String id) {
        User user = user(caller, request, organizationId, id);
        return answers.count(
                request,
                GROUPS,
                query -> of(caller, user, Belonging.DIRECT, query).counted());
    }

    @Operation(summary = "List the groups a user belongs to, also through other groups")
    @Exchanges(gives = "graphGroup", options = "asOf: a date or moment of the past, to be told what was so then")
    @GetMapping("/users/{id}/transitiveMemberOf")
    @Requires({Permission.USER_READ, Permission.GROUP_READ_BASIC})
    Listing allOfUser(
            Caller caller, HttpServletRequest request, @PathVariable String organizationId, @PathVariable String id) {
        User user = user(caller, request, organizationId, id);
        return answers.list(request, caller, GROUPS, query -> of(caller, user, Belonging.ANY, query));
    }

    @Operation(summary = "Count the groups a user belongs to, also through other groups")
    @GetMapping("/users/{id}/transitiveMemberOf/$count")
    @Requires({Permission.USER_READ, Permission.GROUP_READ_BASIC})
    ResponseEntity<String> countAllOfUser(
            Caller caller, HttpServletRequest request, @PathVariable String organizationId, @PathVariable String id) {
        User user = user(caller, request, organizationId, id);
        return answers.count(
                request, GROUPS, query -> of(caller, user, Belonging.ANY, query).counted());
    }

    @Operation(summary = "List the groups a group is a direct member of")
    @Exchanges(gives = "graphGroup", options = "asOf: a date or moment of the past, to be told what was so then")
    @GetMapping("/groups/{id}/memberOf")
    @Requires(Permission.GROUP_READ_BASIC)
    Listing ofGroup(
            Caller caller, HttpServletRequest request, @PathVariable String organizationId, @PathVariable String id) {
        Group group = group(caller, request, organizationId, id);
        return answers.list(request, caller, GROUPS, query -> of(caller, group, Belonging.DIRECT, query));
    }

    @Operation(summary = "Count the groups a group is a direct member of")
    @GetMapping("/groups/{id}/memberOf/$count")
    @Requires(Permission.GROUP_READ_BASIC)
    ResponseEntity<String> countOfGroup(
            Caller caller, HttpServletRequest request, @PathVariable String organizationId, @PathVariable String id) {
        Group group = group(caller, request, organizationId, id);
        return answers.count(
                request,
                GROUPS,
                query -> of(caller, group, Belonging.DIRECT, query).counted());
    }

    @Operation(summary = "List the groups a group lies in, also through other groups")
    @Exchanges(gives = "graphGroup", options = "asOf: a date or moment of the past, to be told what was so then")
    @GetMapping("/groups/{id}/transitiveMemberOf")
    @Requires(Permission.GROUP_READ_BASIC)
    Listing allOfGroup(
            Caller caller, HttpServletRequest request, @PathVariable String organizationId, @PathVariable String id) {
        Group group = group(caller, request, organizationId, id);
        return answers.list(request, caller, GROUPS, query -> of(caller, group, Belonging.ANY, query));
    }

    @Operation(summary = "Count the groups a group lies in, also through other groups")
    @GetMapping("/groups/{id}/transitiveMemberOf/$count")
    @Requires(Permission.GROUP_READ_BASIC)
    ResponseEntity<String> countAllOfGroup(
            Caller caller, HttpServletRequest request, @PathVariable String organizationId, @PathVariable String id) {
        Group group = group(caller, request, organizationId, id);
        return answers.count(
                request,
                GROUPS,
                query -> of(caller, group, Belonging.ANY, query).counted());
    }

    private User user(Caller caller, HttpServletRequest request, String organizationId, String id) {
        return users.get(caller, Keys.organization(organizationId), Keys.user(id), answers.asOf(request));
    }

    private Group group(Caller caller, HttpServletRequest request, String organizationId, String id) {
        return histories.group(caller, Keys.organization(organizationId), Keys.group(id), KINDS, answers.asOf(request));
    }

    private Page<Group> of(Caller caller, User user, Belonging belonging, ListQuery query) {
        return of(caller, user.organization(), user.id().value(), belonging, query);
    }

    private Page<Group> of(Caller caller, Group group, Belonging belonging, ListQuery query) {
        return of(caller, group.organization(), group.id().value(), belonging, query);
    }

    private Page<Group> of(
            Caller caller, OrganizationId organization, UUID principal, Belonging belonging, ListQuery query) {
        return memberships
                .groupsOf(caller, organization, principal, belonging, query.where(OF_GRAPH))
                .map(GroupOf::group);
    }
}
