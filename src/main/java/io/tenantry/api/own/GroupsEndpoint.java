package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.directory.Group;
import io.tenantry.directory.GroupField;
import io.tenantry.directory.Groups;
import io.tenantry.directory.Histories;
import io.tenantry.directory.NewGroup;
import io.tenantry.directory.Values;
import io.tenantry.platform.history.Past;
import io.tenantry.platform.web.Links;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Order;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Groups of all kinds: {@code hub}, {@code security} and {@code microsoft365}. Callers see and change the kinds they have the
 * permission for: hub user groups have permissions of their own.
 */
@RestController("ownGroupsEndpoint")
class GroupsEndpoint {
    static final Catalogue CATALOGUE = Members.OF_GROUP.catalogue();
    static final String GROUPS = Paths.ORGANIZATION + "/groups";
    static final String GROUP = GROUPS + "/{groupId}";
    private static final Listed<Group> LISTED = new Listed<>(
            CATALOGUE,
            List.of(Order.ascending(CATALOGUE.sortable("displayName"))),
            Set.of(Past.AS_OF),
            GroupsEndpoint::shown);

    private final Groups groups;
    private final Histories histories;
    private final Lists lists;
    private final Links links;

    GroupsEndpoint(Groups groups, Histories histories, Lists lists, Links links) {
        this.groups = groups;
        this.histories = histories;
        this.lists = lists;
        this.links = links;
    }

    @Operation(summary = "List groups of an organization")
    @Exchanges(gives = "group", options = Lists.AS_OF_OPTION)
    @GetMapping(GROUPS)
    @Requires(Permission.GROUP_READ_BASIC)
    Listing list(Caller caller, HttpServletRequest request, @PathVariable String organizationId) {
        OrganizationId organization = Paths.organization(organizationId);
        Set<Group.Kind> kinds = GroupKinds.readable(caller, organization);
        return lists.list(request, caller, LISTED, query -> groups.list(caller, Set.of(organization), kinds, query));
    }

    /** Groups that were deleted and can still be restored. */
    @Operation(summary = "List deleted groups that can be restored")
    @Exchanges(gives = "group", options = Lists.AS_OF_OPTION)
    @GetMapping(Paths.ORGANIZATION + "/deleted-groups")
    @Requires(Permission.GROUP_READ_BASIC)
    Listing listDeleted(Caller caller, HttpServletRequest request, @PathVariable String organizationId) {
        OrganizationId organization = Paths.organization(organizationId);
        Set<Group.Kind> kinds = GroupKinds.readable(caller, organization);
        return lists.list(request, caller, LISTED, query -> groups.listDeleted(caller, organization, kinds, query));
    }

    @Operation(summary = "Get a group")
    @Exchanges(gives = "group", options = Lists.AS_OF_OPTION)
    @GetMapping(GROUP)
    @Requires(Permission.GROUP_READ_BASIC)
    ResponseEntity<Map<String, @Nullable Object>> get(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @PathVariable String groupId) {
        OrganizationId organization = Paths.organization(organizationId);
        Set<Group.Kind> kinds = GroupKinds.readable(caller, organization);
        return answer(histories.group(caller, organization, Paths.group(groupId), kinds, lists.asOf(request)));
    }

    /** Makes a group; {@code kind} is {@code hub} when nothing is said. */
    @Operation(summary = "Create a group")
    @Exchanges(takes = "newGroup", gives = "group", status = 201)
    @PostMapping(GROUPS)
    @Requires(Permission.GROUP_WRITE)
    ResponseEntity<Map<String, @Nullable Object>> create(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @RequestBody Map<String, @Nullable Object> members) {
        Values<GroupField> values = Members.OF_GROUP.values(members, "kind");
        Object kind = members.getOrDefault("kind", "hub");
        NewGroup wanted = switch (GroupKinds.named(kind)) {
            case HUB -> NewGroup.hub(values);
            case SECURITY -> new NewGroup(null, Group.Kind.SECURITY, false, true, List.of(), values);
            case MICROSOFT_365 -> new NewGroup(null, Group.Kind.MICROSOFT_365, true, false, List.of("Unified"), values);
        };
        Group created = groups.create(caller, Paths.organization(organizationId), wanted);
        String location = links.absolute(
                request, request.getRequestURI() + "/" + created.id().value());
        return Versions.created(shown(created), created.version(), location);
    }

    @Operation(summary = "Change a group")
    @Exchanges(takes = "groupChanges", gives = "group")
    @PatchMapping(
            path = GROUP,
            consumes = {"application/json", "application/merge-patch+json"})
    @Requires(Permission.GROUP_WRITE)
    ResponseEntity<Map<String, @Nullable Object>> change(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String groupId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Map<String, @Nullable Object> members) {
        OrganizationId organization = Paths.organization(organizationId);
        return answer(groups.change(
                caller,
                organization,
                Paths.group(groupId),
                GroupKinds.writable(caller, organization),
                Members.OF_GROUP.values(members),
                Versions.wanted(ifMatch)));
    }

    /** It can be restored for 30 days, with its members. */
    @Operation(summary = "Delete a group; restorable for 30 days")
    @DeleteMapping(GROUP)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.GROUP_WRITE)
    void delete(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String groupId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        OrganizationId organization = Paths.organization(organizationId);
        groups.delete(
                caller,
                organization,
                Paths.group(groupId),
                GroupKinds.writable(caller, organization),
                Versions.wanted(ifMatch));
    }

    @Operation(summary = "Restore a deleted group")
    @Exchanges(gives = "group")
    @PostMapping(GROUP + "/restore")
    @Requires(Permission.GROUP_WRITE)
    ResponseEntity<Map<String, @Nullable Object>> restore(
            Caller caller, @PathVariable String organizationId, @PathVariable String groupId) {
        OrganizationId organization = Paths.organization(organizationId);
        Set<Group.Kind> kinds = GroupKinds.writable(caller, organization);
        return answer(groups.restore(caller, organization, Paths.group(groupId), kinds));
    }

    private static ResponseEntity<Map<String, @Nullable Object>> answer(Group group) {
        return Versions.tagged(shown(group), group.version());
    }

    static Map<String, @Nullable Object> shown(Group group) {
        Map<String, @Nullable Object> shown =
                new LinkedHashMap<>(Members.OF_GROUP.shown(Members.OF_GROUP.selected(null), group::value));
        shown.put("version", group.version());
        return shown;
    }
}
