package io.tenantry.api.slchub;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.directory.Belonging;
import io.tenantry.directory.Group;
import io.tenantry.directory.GroupField;
import io.tenantry.directory.GroupOf;
import io.tenantry.directory.Groups;
import io.tenantry.directory.Memberships;
import io.tenantry.directory.Users;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.query.dialect.BracketOptions;
import io.tenantry.query.dialect.BracketRules;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which groups users and groups belong to, directly and through groups within groups. */
@RestController("slcGroupsOfEndpoint")
@RequestMapping({SlcPaths.ROOT, SlcPaths.OF_ORGANIZATION})
class GroupsOfEndpoint {
    private static final String DIRECT = "direct";
    private static final String INDIRECT = "indirect";
    private static final String OPTION = "filter[membershipType][EQ]: direct or indirect";
    private static final int ALL = Integer.MAX_VALUE - 1;
    private static final BracketRules RULES =
            BracketRules.of(GroupField.ID.named("id")).choice("membershipType", DIRECT, INDIRECT);
    private static final List<Order> BY_NAME = Catalogue.of(
                    GroupField.ID.named("id"), GroupField.DISPLAY_NAME.named("name"))
            .total(List.of(Order.ascending(GroupField.DISPLAY_NAME.named("name"))));

    private final Users users;
    private final Groups groups;
    private final Memberships memberships;

    GroupsOfEndpoint(Users users, Groups groups, Memberships memberships) {
        this.users = users;
        this.groups = groups;
        this.memberships = memberships;
    }

    /** A group somebody belongs to: once, as direct when he is a member of the group itself. */
    record Membership(String membershipType, String id, String name) {}

    @Operation(summary = "List the groups of a user")
    @Exchanges(gives = "Membership", options = OPTION)
    @GetMapping("/users/{userId}/groups")
    @Requires(
            value = {Permission.USER_READ, Permission.USER_GROUP_READ_BASIC},
            note = GroupsEndpoint.NOTE)
    List<Membership> ofUser(Where where, HttpServletRequest request, @PathVariable String userId) {
        OrganizationId organization = where.organization(Permission.USER_READ);
        UUID user = users.get(where.caller(), organization, SlcPaths.user(userId))
                .id()
                .value();
        return list(where, request, organization, user);
    }

    @Operation(summary = "List the groups a group lies within")
    @Exchanges(gives = "Membership", options = OPTION)
    @GetMapping("/groups/{groupId}/groups")
    @Requires(value = Permission.USER_GROUP_READ_BASIC, note = GroupsEndpoint.NOTE)
    List<Membership> ofGroup(Where where, HttpServletRequest request, @PathVariable String groupId) {
        OrganizationId organization = GroupsEndpoint.organization(where);
        return list(where, request, organization, group(where, organization, groupId));
    }

    @Operation(summary = "List the groups of a user or group")
    @Exchanges(gives = "Membership", options = OPTION)
    @GetMapping("/principals/{principalId}/groups")
    @Requires(value = Permission.USER_GROUP_READ_BASIC, note = "user.read for a user; " + GroupsEndpoint.NOTE)
    List<Membership> ofPrincipal(Where where, HttpServletRequest request, @PathVariable String principalId) {
        OrganizationId organization = GroupsEndpoint.organization(where);
        UUID principal = SlcPaths.uuid(principalId, "principalId");
        UUID user = user(where.caller(), organization, principalId);
        return list(where, request, organization, user == null ? group(where, organization, principalId) : principal);
    }

    private List<Membership> list(
            Where where, HttpServletRequest request, OrganizationId organization, UUID principal) {
        Belonging belonging = belonging(Lists.options(request, RULES));
        Set<Group.Kind> kinds = groups.readable(where.caller(), organization);
        ListQuery query = ListQuery.first(ALL, Condition.ALL, BY_NAME);
        return memberships.groupsOf(where.caller(), organization, principal, kinds, belonging, query).items().stream()
                .map(GroupsOfEndpoint::shown)
                .toList();
    }

    /** Which memberships the filter asks for. */
    static Belonging belonging(BracketOptions options) {
        String type = options.choices().get("membershipType");
        return type == null ? Belonging.ANY : type.equals(DIRECT) ? Belonging.DIRECT : Belonging.INDIRECT;
    }

    private UUID group(Where where, OrganizationId organization, String groupId) {
        Set<Group.Kind> kinds = groups.readable(where.caller(), organization);
        return groups.get(where.caller(), organization, SlcPaths.group(groupId), kinds)
                .id()
                .value();
    }

    private @Nullable UUID user(Caller caller, OrganizationId organization, String id) {
        try {
            return users.get(caller, organization, SlcPaths.user(id)).id().value();
        } catch (Refusal refusal) {
            if (refusal.reason() == Refusal.Reason.NOT_FOUND || refusal.reason() == Refusal.Reason.NOT_PERMITTED) {
                return null;
            }
            throw refusal;
        }
    }

    private static Membership shown(GroupOf group) {
        return new Membership(
                group.direct() ? DIRECT : INDIRECT,
                group.group().id().toString(),
                group.group().displayName());
    }
}
