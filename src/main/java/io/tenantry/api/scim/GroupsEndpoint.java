package io.tenantry.api.scim;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.directory.Group;
import io.tenantry.directory.Groups;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Groups of every kind that the caller may see. Those made here are security groups. */
@RestController("scimGroupsEndpoint")
@RequestMapping(
        path = {ScimPaths.ROOT + ScimPaths.GROUPS, ScimPaths.OF_ORGANIZATION + ScimPaths.GROUPS},
        produces = {ScimPaths.MEDIA_TYPE, ScimPaths.JSON})
class GroupsEndpoint {
    private static final String READ_NOTE = "usergroup.readbasic for hub user groups";
    private static final String WRITE_NOTE = "usergroup.write for hub user groups";

    private final Groups groups;
    private final GroupResources resources;
    private final Lists lists;

    GroupsEndpoint(Groups groups, GroupResources resources, Lists lists) {
        this.groups = groups;
        this.resources = resources;
        this.lists = lists;
    }

    @Operation(summary = "List groups")
    @Exchanges(gives = "Group")
    @GetMapping
    @Requires(value = Permission.GROUP_READ_BASIC, note = READ_NOTE)
    Listing list(At at, HttpServletRequest request) {
        return list(at, Question.of(request, GroupRules.RULES));
    }

    /** The same as listing, for filters that should not stand in addresses. */
    @Operation(summary = "Search groups")
    @Exchanges(takes = "SearchRequest", gives = "Group")
    @PostMapping("/.search")
    @Requires(value = Permission.GROUP_READ_BASIC, note = READ_NOTE)
    Listing search(At at, @RequestBody Map<String, @Nullable Object> body) {
        return list(at, Question.of(body, GroupRules.RULES));
    }

    private Listing list(At at, Question question) {
        OrganizationId organization = GroupResources.organization(at);
        Set<Group.Kind> kinds = groups.readable(at.caller(), organization);
        return lists.page(
                at,
                at.url() + ScimPaths.GROUPS,
                question,
                query -> groups.list(at.caller(), Set.of(organization), kinds, query),
                (page, asOf) -> resources.shown(at, page, question.selection(), asOf));
    }

    @Operation(summary = "Get a group")
    @Exchanges(
            gives = "Group",
            options = {
                "attributes: the attributes to show",
                "excludedAttributes: attributes to leave out",
                ScimPaths.AS_OF_OPTION
            })
    @GetMapping("/{groupId}")
    @Requires(value = Permission.GROUP_READ_BASIC, note = READ_NOTE)
    ResponseEntity<Map<String, Object>> get(At at, HttpServletRequest request, @PathVariable String groupId) {
        Instant asOf = lists.asOf(request);
        Group group = resources.get(at, groupId, asOf);
        String tag = resources.tag(at, group, asOf);
        if (Meta.isKnown(request, tag)) {
            return Meta.unchanged(tag);
        }
        return answer(HttpStatus.OK, at, request, group, asOf);
    }

    /** Members are users and groups of the organization. */
    @Operation(summary = "Create a group")
    @Exchanges(takes = "NewGroup", gives = "Group", status = 201)
    @PostMapping
    @Requires(Permission.GROUP_WRITE)
    ResponseEntity<Map<String, Object>> create(
            At at, HttpServletRequest request, @RequestBody Map<String, @Nullable Object> body) {
        return answer(HttpStatus.CREATED, at, request, resources.create(at, body), null);
    }

    /** Members stay as they are where {@code members} is not sent. */
    @Operation(summary = "Replace a group")
    @Exchanges(takes = "NewGroup", gives = "Group")
    @PutMapping("/{groupId}")
    @Requires(
            value = {Permission.GROUP_READ_BASIC, Permission.GROUP_WRITE},
            note = WRITE_NOTE)
    ResponseEntity<Map<String, Object>> replace(
            At at,
            HttpServletRequest request,
            @PathVariable String groupId,
            @RequestBody Map<String, @Nullable Object> body) {
        return answer(HttpStatus.OK, at, request, resources.replace(at, groupId, body, Meta.wanted(request)), null);
    }

    /** All operations are carried out, or none. The answer has no body, as a group may have very many members. */
    @Operation(summary = "Change a group or its members")
    @Exchanges(takes = "PatchOp")
    @PatchMapping("/{groupId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(
            value = {Permission.GROUP_READ_BASIC, Permission.GROUP_WRITE},
            note = WRITE_NOTE)
    void patch(
            At at,
            HttpServletRequest request,
            @PathVariable String groupId,
            @RequestBody Map<String, @Nullable Object> body) {
        resources.patch(at, groupId, body, Meta.wanted(request));
    }

    /** The hub's own API can restore it for 30 days, with its members. */
    @Operation(summary = "Delete a group")
    @DeleteMapping("/{groupId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(
            value = {Permission.GROUP_READ_BASIC, Permission.GROUP_WRITE},
            note = WRITE_NOTE)
    void delete(At at, HttpServletRequest request, @PathVariable String groupId) {
        resources.delete(at, groupId, Meta.wanted(request));
    }

    private ResponseEntity<Map<String, Object>> answer(
            HttpStatus status, At at, HttpServletRequest request, Group group, @Nullable Instant asOf) {
        return Meta.answer(
                status,
                resources.tag(at, group, asOf),
                at.location(Resource.GROUP, group.id().value()),
                resources.shown(at, group, Question.selection(request, Resource.GROUP), asOf));
    }
}
