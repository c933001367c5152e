package io.tenantry.api.clouduserhub;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.IfMatch;
import io.tenantry.directory.Group;
import io.tenantry.directory.GroupField;
import io.tenantry.directory.Groups;
import io.tenantry.directory.Histories;
import io.tenantry.directory.Values;
import io.tenantry.kernel.Page;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code groups} as in Microsoft Graph: security groups and Microsoft 365 groups. */
@RestController
@RequestMapping({GraphPaths.AT_ROOT + "/groups", GraphPaths.PREFIXED + "/groups"})
class GraphGroupsEndpoint {
    static final Set<Group.Kind> KINDS = Set.of(Group.Kind.SECURITY, Group.Kind.MICROSOFT_365);
    static final HubList<Group, GroupField> GROUPS = HubList.graph(
                    "groups", Shapes.GRAPH_GROUP, GroupField.ID, "displayName")
            .usually(Shapes.GROUP_SUMMARY);

    private final Groups groups;
    private final Histories histories;
    private final Answers answers;

    GraphGroupsEndpoint(Groups groups, Histories histories, Answers answers) {
        this.groups = groups;
        this.histories = histories;
        this.answers = answers;
    }

    @Operation(summary = "List groups")
    @Exchanges(gives = "graphGroup", options = "asOf: a date or moment of the past, to be told what was so then")
    @GetMapping
    @Requires(Permission.GROUP_READ_BASIC)
    Listing list(Caller caller, HttpServletRequest request, @PathVariable String organizationId) {
        return answers.list(request, caller, GROUPS, groups(caller, organizationId));
    }

    @Operation(summary = "Count groups")
    @GetMapping("/$count")
    @Requires(Permission.GROUP_READ_BASIC)
    ResponseEntity<String> count(Caller caller, HttpServletRequest request, @PathVariable String organizationId) {
        return answers.count(
                request,
                GROUPS,
                query -> groups(caller, organizationId).apply(query).counted());
    }

    private Function<ListQuery, Page<Group>> groups(Caller caller, String organizationId) {
        Set<OrganizationId> organization = Set.of(Keys.organization(organizationId));
        return query -> groups.list(
                caller,
                organization,
                KINDS,
                GraphSearch.byName(query, GROUPS.rules().catalogue()));
    }

    @Operation(summary = "Get a group")
    @Exchanges(
            gives = "graphGroup",
            options = {"$select: the members to show", "asOf: a date or moment of the past, to be told what was so then"
            })
    @GetMapping("/{id}")
    @Requires(Permission.GROUP_READ_BASIC)
    ResponseEntity<Row<Group, GroupField>> get(
            Caller caller, HttpServletRequest request, @PathVariable String organizationId, @PathVariable String id) {
        Group group = histories.group(
                caller, Keys.organization(organizationId), Keys.group(id), KINDS, answers.asOf(request));
        return ResponseEntity.ok().eTag(Long.toString(group.version())).body(answers.one(request, GROUPS, null, group));
    }

    @Operation(summary = "Create a security or Microsoft 365 group")
    @Exchanges(takes = "newGraphGroup", gives = "graphGroup", status = 201)
    @PostMapping
    @Requires(Permission.GROUP_WRITE)
    ResponseEntity<Row<Group, GroupField>> create(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @RequestBody Map<String, @Nullable Object> body) {
        Group group = groups.create(caller, Keys.organization(organizationId), GraphGroupRules.group(body));
        return ResponseEntity.created(URI.create(answers.location(request, group.objectId())))
                .body(answers.one(request, GROUPS, null, group));
    }

    @Operation(summary = "Change a group")
    @Exchanges(takes = "graphGroupChanges")
    @PatchMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.GROUP_WRITE)
    void change(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String id,
            @RequestHeader(name = IfMatch.HEADER, required = false) @Nullable String ifMatch,
            @RequestBody Map<String, @Nullable Object> body) {
        OrganizationId organization = Keys.organization(organizationId);
        Values<GroupField> values = GraphBodies.values(body, Shapes.GRAPH_GROUP, Set.of());
        groups.change(caller, organization, Keys.group(id), KINDS, values, IfMatch.version(ifMatch));
    }

    @Operation(summary = "Delete a group")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.GROUP_WRITE)
    void delete(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String id,
            @RequestHeader(name = IfMatch.HEADER, required = false) @Nullable String ifMatch) {
        groups.delete(caller, Keys.organization(organizationId), Keys.group(id), KINDS, IfMatch.version(ifMatch));
    }
}
