package io.tenantry.api.slchub;

import static io.tenantry.query.dialect.BracketRules.Operator.CO;
import static io.tenantry.query.dialect.BracketRules.Operator.EQ;
import static io.tenantry.query.dialect.BracketRules.Operator.GT;
import static io.tenantry.query.dialect.BracketRules.Operator.IN;
import static io.tenantry.query.dialect.BracketRules.Operator.LT;
import static io.tenantry.query.dialect.BracketRules.Operator.PR;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.IfMatch;
import io.tenantry.directory.Group;
import io.tenantry.directory.GroupField;
import io.tenantry.directory.GroupKey;
import io.tenantry.directory.Groups;
import io.tenantry.directory.Histories;
import io.tenantry.directory.NewGroup;
import io.tenantry.directory.Values;
import io.tenantry.platform.history.Past;
import io.tenantry.platform.web.Links;
import io.tenantry.query.Field;
import io.tenantry.query.dialect.BracketOptions;
import io.tenantry.query.dialect.BracketRules;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Groups of every kind that the caller may see. Those made here are hub user groups. */
@RestController("slcGroupsEndpoint")
@RequestMapping({SlcPaths.ROOT + "/groups", SlcPaths.OF_ORGANIZATION + "/groups"})
class GroupsEndpoint {
    static final String NOTE = "group.readbasic for security and Microsoft 365 groups";
    private static final String WRITE_NOTE = "group.write for security and Microsoft 365 groups";
    private static final Selection EVERYTHING = new Selection(null, Set.of());
    private static final Set<String> SETTABLE = Set.of(GroupShape.EXTERNAL_ID, GroupShape.NAME);
    private static final List<String> READ_ONLY = List.of("_id", "_created", "_modified", GroupShape.SYSTEM);
    private static final Field ID = GroupField.ID.named("_id");
    private static final Field NAME = GroupField.DISPLAY_NAME.named(GroupShape.NAME);
    private static final Field CREATED = GroupField.CREATED.named("_created");
    private static final Field MODIFIED = GroupField.MODIFIED.named("_modified");

    private static final BracketRules RULES = BracketRules.of(ID)
            .inPages()
            .sort(NAME, CREATED, MODIFIED)
            .filter(ID, EQ, IN)
            .filter(NAME, EQ, CO)
            .filter(GroupField.EXTERNAL_ID.named(GroupShape.EXTERNAL_ID), PR)
            .filter(CREATED, LT, GT)
            .filter(MODIFIED, LT, GT)
            .filter(GroupField.SYSTEM.named(GroupShape.SYSTEM), EQ)
            .others(Selection.PARAMETERS)
            .others(Set.of(Past.AS_OF));

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

    @Operation(summary = "List groups")
    @Exchanges(
            gives = "Group",
            options = {
                "filter[_id][EQ]: this group; IN takes several ids",
                "filter[name][EQ]: this name, in any case; CO a part of it",
                "filter[externalId][PR]: true for groups that a directory feeds",
                "filter[system][EQ]: true or false",
                "filter[_created][LT]: created before a moment; GT after it",
                "filter[_modified][LT]: last changed before a moment; GT after it",
                "fields: the members to show",
                "excludeFields: members to leave out",
                "asOf: a date or moment of the past, to be told what was so then"
            })
    @GetMapping
    @Requires(value = Permission.USER_GROUP_READ_BASIC, note = NOTE)
    Listing list(Where where, HttpServletRequest request) {
        OrganizationId organization = organization(where);
        Set<Group.Kind> kinds = groups.readable(where.caller(), organization);
        BracketOptions options = Lists.options(request, RULES);
        Selection selection = Selection.of(request, GroupShape.SELECTABLE);
        return Lists.listing(lists.page(
                        request,
                        where,
                        options,
                        query -> groups.list(where.caller(), Set.of(organization), kinds, query))
                .map(group -> GroupShape.shown(group, selection)));
    }

    @Operation(summary = "Get a group")
    @Exchanges(
            gives = "Group",
            options = {
                "fields: the members to show",
                "excludeFields: members to leave out",
                "asOf: a date or moment of the past, to be told what was so then"
            })
    @GetMapping("/{groupId}")
    @Requires(value = Permission.USER_GROUP_READ_BASIC, note = NOTE)
    ResponseEntity<Map<String, Object>> get(Where where, HttpServletRequest request, @PathVariable String groupId) {
        Selection selection = Selection.alone(request, GroupShape.SELECTABLE, Past.AS_OF);
        OrganizationId organization = organization(where);
        Set<Group.Kind> kinds = groups.readable(where.caller(), organization);
        Group group =
                histories.group(where.caller(), organization, SlcPaths.group(groupId), kinds, lists.asOf(request));
        return ResponseEntity.ok().eTag(Long.toString(group.version())).body(GroupShape.shown(group, selection));
    }

    @Operation(summary = "Create a group")
    @Exchanges(takes = "NewGroup", gives = "Group", status = 201)
    @PostMapping
    @Requires(Permission.USER_GROUP_WRITE)
    ResponseEntity<Map<String, Object>> create(
            Where where, HttpServletRequest request, @RequestBody Map<String, @Nullable Object> body) {
        OrganizationId organization = where.organization(Permission.USER_GROUP_WRITE);
        Map<String, @Nullable Object> nothing = new HashMap<>();
        READ_ONLY.forEach(name -> nothing.put(name, null));
        SETTABLE.forEach(name -> nothing.put(name, null));
        nothing.put(GroupShape.SYSTEM, false);
        Group created = groups.create(
                where.caller(),
                organization,
                NewGroup.hub(values(nothing, Documents.replacing(nothing, SETTABLE, body))));
        return ResponseEntity.created(URI.create(links.absolute(request, request.getRequestURI() + "/" + created.id())))
                .body(GroupShape.shown(created, EVERYTHING));
    }

    /** Members that can be set and are not sent are emptied. */
    @Operation(summary = "Replace a group")
    @Exchanges(takes = "GroupReplacement", gives = "Group")
    @PutMapping("/{groupId}")
    @Requires(value = Permission.USER_GROUP_WRITE, note = WRITE_NOTE)
    ResponseEntity<Map<String, Object>> replace(
            Where where,
            @PathVariable String groupId,
            @RequestHeader(name = IfMatch.HEADER, required = false) @Nullable String ifMatch,
            @RequestBody Map<String, @Nullable Object> body) {
        return change(where, groupId, IfMatch.version(ifMatch), now -> Documents.replacing(now, SETTABLE, body));
    }

    /** JSON Patch with add, remove, replace and test. */
    @Operation(summary = "Change a group by JSON Patch")
    @Exchanges(takes = "PatchOperation", takesSeveral = true, gives = "Group")
    @PatchMapping(
            path = "/{groupId}",
            consumes = {"application/json-patch+json", "application/json"})
    @Requires(value = Permission.USER_GROUP_WRITE, note = WRITE_NOTE)
    ResponseEntity<Map<String, Object>> patch(
            Where where,
            @PathVariable String groupId,
            @RequestHeader(name = IfMatch.HEADER, required = false) @Nullable String ifMatch,
            @RequestBody List<Map<String, @Nullable Object>> steps) {
        return change(where, groupId, IfMatch.version(ifMatch), now -> JsonPatch.apply(now, steps));
    }

    /** It can be restored for 30 days, with its members. */
    @Operation(summary = "Delete a group; restorable for 30 days")
    @DeleteMapping("/{groupId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(value = Permission.USER_GROUP_WRITE, note = WRITE_NOTE)
    void delete(
            Where where,
            @PathVariable String groupId,
            @RequestHeader(name = IfMatch.HEADER, required = false) @Nullable String ifMatch) {
        Group group = group(where, groupId);
        GroupKey key = new GroupKey.Id(group.id());
        groups.delete(where.caller(), group.organization(), key, Set.of(group.kind()), IfMatch.version(ifMatch));
    }

    private ResponseEntity<Map<String, Object>> change(
            Where where,
            String groupId,
            @Nullable Long version,
            Function<Map<String, @Nullable Object>, Map<String, @Nullable Object>> wish) {
        Group changed = Documents.retrying(() -> {
            Group group = group(where, groupId);
            Documents.refuseOther(version, group.version());
            Map<String, @Nullable Object> now = GroupShape.members(group);
            return groups.change(
                    where.caller(),
                    group.organization(),
                    new GroupKey.Id(group.id()),
                    Set.of(group.kind()),
                    values(now, wish.apply(now)),
                    group.version());
        });
        return ResponseEntity.ok().eTag(Long.toString(changed.version())).body(GroupShape.shown(changed, EVERYTHING));
    }

    private static Values<GroupField> values(
            Map<String, @Nullable Object> now, Map<String, @Nullable Object> document) {
        Documents.refuseChanged(now, document, READ_ONLY, "cannot be set");
        Values<GroupField> values = new Values<>();
        values.set(GroupField.DISPLAY_NAME, document.get(GroupShape.NAME), GroupShape.NAME);
        if (!Objects.equals(now.get(GroupShape.EXTERNAL_ID), document.get(GroupShape.EXTERNAL_ID))) {
            values.set(GroupField.EXTERNAL_ID, document.get(GroupShape.EXTERNAL_ID), GroupShape.EXTERNAL_ID);
        }
        return values;
    }

    private Group group(Where where, String groupId) {
        OrganizationId organization = organization(where);
        return groups.get(
                where.caller(), organization, SlcPaths.group(groupId), groups.readable(where.caller(), organization));
    }

    static OrganizationId organization(Where where) {
        return where.organization(Permission.USER_GROUP_READ_BASIC, Permission.GROUP_READ_BASIC);
    }
}
