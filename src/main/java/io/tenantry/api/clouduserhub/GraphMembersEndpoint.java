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
import io.tenantry.directory.Memberships.MemberKey;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Members of security and Microsoft 365 groups: the direct ones, and also those through groups within them, each once. */
@RestController
@RequestMapping({GraphPaths.AT_ROOT + "/groups/{id}", GraphPaths.PREFIXED + "/groups/{id}"})
class GraphMembersEndpoint {
    private static final HubList<Member, MemberField> MEMBERS = HubList.graph(
                    "directoryObjects", Shapes.GRAPH_MEMBER, MemberField.ID, null)
            .typed(GraphMembersEndpoint::type);
    private static final HubList<Member, MemberField> TRANSITIVE = HubList.graph(
                    "directoryObjects", Shapes.GRAPH_MEMBER, MemberField.MEMBER, null)
            .typed(GraphMembersEndpoint::type);

    private final Memberships memberships;
    private final Answers answers;

    GraphMembersEndpoint(Memberships memberships, Answers answers) {
        this.memberships = memberships;
        this.answers = answers;
    }

    @Operation(summary = "List the members of a group")
    @Exchanges(gives = "graphMember", options = "asOf: a date or moment of the past, to be told what was so then")
    @GetMapping("/members")
    @Requires(Permission.GROUP_READ_BASIC)
    Listing list(
            Caller caller, HttpServletRequest request, @PathVariable String organizationId, @PathVariable String id) {
        return answers.list(request, caller, MEMBERS, members(caller, organizationId, id, Belonging.DIRECT));
    }

    @Operation(summary = "Count the members of a group")
    @GetMapping("/members/$count")
    @Requires(Permission.GROUP_READ_BASIC)
    ResponseEntity<String> count(
            Caller caller, HttpServletRequest request, @PathVariable String organizationId, @PathVariable String id) {
        return answers.count(
                request,
                MEMBERS,
                query -> members(caller, organizationId, id, Belonging.DIRECT)
                        .apply(query)
                        .counted());
    }

    @Operation(summary = "List the members of a group, also through groups within it")
    @Exchanges(gives = "graphMember", options = "asOf: a date or moment of the past, to be told what was so then")
    @GetMapping("/transitiveMembers")
    @Requires(Permission.GROUP_READ_BASIC)
    Listing listTransitive(
            Caller caller, HttpServletRequest request, @PathVariable String organizationId, @PathVariable String id) {
        return answers.list(request, caller, TRANSITIVE, members(caller, organizationId, id, Belonging.ANY));
    }

    @Operation(summary = "Count the members of a group, also those through groups within it")
    @GetMapping("/transitiveMembers/$count")
    @Requires(Permission.GROUP_READ_BASIC)
    ResponseEntity<String> countTransitive(
            Caller caller, HttpServletRequest request, @PathVariable String organizationId, @PathVariable String id) {
        return answers.count(
                request,
                TRANSITIVE,
                query -> members(caller, organizationId, id, Belonging.ANY)
                        .apply(query)
                        .counted());
    }

    private Function<ListQuery, Page<Member>> members(
            Caller caller, String organizationId, String id, Belonging belonging) {
        OrganizationId organization = Keys.organization(organizationId);
        GroupKey group = Keys.group(id);
        return query -> memberships.members(caller, organization, group, KINDS, belonging, query);
    }

    /** Answers 201 without a body, as the hub always has; Graph itself says 204. */
    @Operation(summary = "Add a member to a group")
    @PostMapping("/members/$ref")
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.GROUP_WRITE)
    void add(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String id,
            @RequestBody ODataReference member) {
        MemberKey key = new MemberKey(member.objectId(), true, member.kind(), Refusal.Reason.NOT_FOUND, "@odata.id");
        boolean added = memberships.add(caller, Keys.organization(organizationId), Keys.group(id), KINDS, key);
        Refusal.unless(
                added,
                Refusal.Reason.MALFORMED,
                "One or more added object references already exist for the following modified properties: 'members'",
                "members");
    }

    @Operation(summary = "Remove a member from a group")
    @DeleteMapping("/members/{memberId}/$ref")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.GROUP_WRITE)
    void remove(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String id,
            @PathVariable String memberId) {
        MemberKey key =
                new MemberKey(Keys.uuid(memberId, "memberId"), true, null, Refusal.Reason.NOT_FOUND, "memberId");
        boolean removed = memberships.remove(caller, Keys.organization(organizationId), Keys.group(id), KINDS, key);
        Refusal.unless(removed, Refusal.Reason.NOT_FOUND, "The group has no such member", "memberId");
    }

    static String type(Member member) {
        return switch (member.kind()) {
            case USER -> Shapes.USER_TYPE;
            case GROUP -> Shapes.GROUP_TYPE;
            case SERVICE_ACCOUNT -> "#microsoft.graph.servicePrincipal";
        };
    }
}
