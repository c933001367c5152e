package io.tenantry.api.clouduserhub;

import static io.tenantry.api.clouduserhub.GraphGroupsEndpoint.KINDS;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.directory.Belonging;
import io.tenantry.directory.GroupKey;
import io.tenantry.directory.Member;
import io.tenantry.directory.MemberField;
import io.tenantry.directory.Memberships;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Members of security and Microsoft 365 groups, also through groups within them, each once. */
@RestController
@RequestMapping({
    GraphPaths.AT_ROOT + "/groups/{id}/transitiveMembers",
    GraphPaths.PREFIXED + "/groups/{id}/transitiveMembers"
})
class GraphTransitiveMembersEndpoint {
    private static final HubList<Member, MemberField> MEMBERS = HubList.graph(
                    "directoryObjects", Shapes.GRAPH_MEMBER, MemberField.MEMBER, null)
            .typed(GraphMembersEndpoint::type);

    private final Memberships memberships;
    private final Answers answers;

    GraphTransitiveMembersEndpoint(Memberships memberships, Answers answers) {
        this.memberships = memberships;
        this.answers = answers;
    }

    @Operation(summary = "List the members of a group, also through groups within it")
    @Exchanges(gives = "graphMember")
    @GetMapping
    @Requires(Permission.GROUP_READ_BASIC)
    Listing list(
            Caller caller, HttpServletRequest request, @PathVariable String organizationId, @PathVariable String id) {
        OrganizationId organization = Keys.organization(organizationId);
        GroupKey group = Keys.group(id);
        return answers.list(
                request,
                caller,
                MEMBERS,
                query -> memberships.members(caller, organization, group, KINDS, Belonging.ANY, query));
    }

    @Operation(summary = "Count the members of a group, also those through groups within it")
    @GetMapping("/$count")
    @Requires(Permission.GROUP_READ_BASIC)
    ResponseEntity<String> count(
            Caller caller, HttpServletRequest request, @PathVariable String organizationId, @PathVariable String id) {
        OrganizationId organization = Keys.organization(organizationId);
        GroupKey group = Keys.group(id);
        return answers.count(
                request,
                MEMBERS,
                query -> memberships
                        .members(caller, organization, group, KINDS, Belonging.ANY, query)
                        .counted());
    }
}
