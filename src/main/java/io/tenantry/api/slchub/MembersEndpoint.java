package io.tenantry.api.slchub;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Permission;
import io.tenantry.access.PrincipalKind;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.directory.Group;
import io.tenantry.directory.GroupField;
import io.tenantry.directory.Groups;
import io.tenantry.directory.MemberEdit;
import io.tenantry.directory.MemberOf;
import io.tenantry.directory.MembershipEdits;
import io.tenantry.directory.PastMemberships;
import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import io.tenantry.platform.history.Past;
import io.tenantry.query.ListRequest.Window;
import io.tenantry.query.dialect.BracketOptions;
import io.tenantry.query.dialect.BracketRules;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who belongs to a group. Service accounts are no principals of this dialect and are left out. */
@RestController("slcMembersEndpoint")
@RequestMapping({SlcPaths.ROOT + "/groups/{groupId}/members", SlcPaths.OF_ORGANIZATION + "/groups/{groupId}/members"})
class MembersEndpoint {
    private static final String DIRECT = "direct";
    private static final String PRINCIPAL_TYPE = "principalType";
    private static final String USER = "User";
    private static final String GROUP = "Group";
    private static final int STEPS_MAX = 1000;
    private static final BracketRules RULES = BracketRules.of(GroupField.ID.named("id"))
            .inPages()
            .choice("membershipType", DIRECT, "indirect")
            .choice(PRINCIPAL_TYPE, USER, GROUP)
            .others(Set.of(Past.AS_OF));

    private final Groups groups;
    private final PastMemberships memberships;
    private final MembershipEdits edits;
    private final Lists lists;

    MembersEndpoint(Groups groups, PastMemberships memberships, MembershipEdits edits, Lists lists) {
        this.lists = lists;
        this.groups = groups;
        this.memberships = memberships;
        this.edits = edits;
    }

    /** Whoever belongs to the group: each member once, as direct when he is a member of the group itself. */
    record Member(String membershipType, String principalType, String id, String name) {}

    /** All members in one answer, unless {@code page[limit]} asks for a part; in the order of their ids. */
    @Operation(summary = "List the members of a group")
    @Exchanges(
            gives = "Member",
            options = {
                "filter[membershipType][EQ]: direct or indirect",
                "filter[principalType][EQ]: User or Group",
                "page[offset]: how many to leave out",
                "page[limit]: how many at most, 1 to 1000",
                "asOf: a date or moment of the past, to be told what was so then"
            })
    @GetMapping
    @Requires(value = Permission.USER_GROUP_READ_BASIC, note = GroupsEndpoint.NOTE)
    List<Member> list(Where where, HttpServletRequest request, @PathVariable String groupId) {
        OrganizationId organization = GroupsEndpoint.organization(where);
        BracketOptions options = Lists.options(request, RULES);
        Window window = options.window();
        String kind = options.choices().get(PRINCIPAL_TYPE);
        MemberOf.Wanted wanted = new MemberOf.Wanted(
                GroupsOfEndpoint.belonging(options),
                kind == null ? null : kind(kind),
                window.skip(),
                request.getParameter("page[limit]") == null ? Integer.MAX_VALUE : window.pageSize());
        return memberships
                .membersOf(
                        where.caller(),
                        organization,
                        SlcPaths.group(groupId),
                        groups.readable(where.caller(), organization),
                        wanted,
                        lists.asOf(request))
                .stream()
                .map(member -> new Member(
                        member.direct() ? DIRECT : "indirect",
                        member.kind() == PrincipalKind.USER ? USER : GROUP,
                        member.id().toString(),
                        member.name()))
                .toList();
    }

    /** All steps happen or none does. Members are named by id, or by user name or group name. */
    @Operation(summary = "Add and remove members of a group")
    @Exchanges(takes = "MemberOperation", takesSeveral = true, gives = "Told")
    @PatchMapping(consumes = {"application/json-patch+json", "application/json"})
    @Requires(
            value = {Permission.USER_GROUP_READ_BASIC, Permission.USER_GROUP_WRITE},
            note = "group.write for security and Microsoft 365 groups")
    Told edit(Where where, @PathVariable String groupId, @RequestBody List<Map<String, @Nullable Object>> body) {
        OrganizationId organization = GroupsEndpoint.organization(where);
        Group group = groups.get(
                where.caller(), organization, SlcPaths.group(groupId), groups.readable(where.caller(), organization));
        Refusal.unless(
                body.size() <= STEPS_MAX,
                Refusal.Reason.MALFORMED,
                "At most " + STEPS_MAX + " operations are taken at once",
                "op");
        List<MemberEdit> steps = new ArrayList<>(body.size());
        for (Map<String, @Nullable Object> step : body) {
            steps.add(step(step));
        }
        MembershipEdits.Done done = edits.apply(where.caller(), group, steps);
        return new Told(done.added() + " added, " + done.removed() + " removed");
    }

    private static MemberEdit step(Map<String, @Nullable Object> step) {
        Documents.refuseUnknown(step, List.of("op", "id", PRINCIPAL_TYPE, "name"));
        String op = text(step, "op");
        Refusal.unless(
                "add".equals(op) || "remove".equals(op),
                Refusal.Reason.MALFORMED,
                "Each operation's 'op' is add or remove",
                "op");
        String id = text(step, "id");
        String name = text(step, "name");
        String type = text(step, PRINCIPAL_TYPE);
        Refusal.unless(
                id != null || name != null,
                Refusal.Reason.MALFORMED,
                "Each operation names its member by 'id' or by 'name'",
                "id");
        // What is known by its id may come with its name as well, just as lists show it.
        return new MemberEdit(
                "add".equals(op),
                id == null ? null : SlcPaths.uuid(id, "id"),
                type == null ? null : kind(type),
                id == null ? name : null);
    }

    private static @Nullable String text(Map<String, @Nullable Object> step, String name) {
        Object value = step.get(name);
        Refusal.unless(
                value == null || (value instanceof String text && !text.isBlank()),
                Refusal.Reason.MALFORMED,
                "The member '" + name + "' has to be a text",
                name);
        return (String) value;
    }

    private static PrincipalKind kind(String type) {
        return switch (type) {
            case USER -> PrincipalKind.USER;
            case GROUP -> PrincipalKind.GROUP;
            default ->
                throw new Refusal(
                        Refusal.Reason.MALFORMED,
                        "'" + Shortened.of(type) + "' is neither User nor Group",
                        PRINCIPAL_TYPE);
        };
    }
}
