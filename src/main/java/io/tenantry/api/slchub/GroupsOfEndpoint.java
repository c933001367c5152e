package io.tenantry.api.slchub;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Permission;
import io.tenantry.access.PrincipalKind;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.directory.Belonging;
import io.tenantry.directory.Group;
import io.tenantry.directory.GroupField;
import io.tenantry.directory.Groups;
import io.tenantry.directory.Memberships.Of;
import io.tenantry.directory.NamedGroup;
import io.tenantry.directory.PastMemberships;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.history.Past;
import io.tenantry.query.dialect.BracketOptions;
import io.tenantry.query.dialect.BracketRules;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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
    private static final String THEN = "asOf: a date or moment of the past, to be told what was so then";
    private static final BracketRules RULES = BracketRules.of(GroupField.ID.named("id"))
            .choice("membershipType", DIRECT, INDIRECT)
            .others(Set.of(Past.AS_OF));

    private final Groups groups;
    private final PastMemberships memberships;
    private final Lists lists;

    GroupsOfEndpoint(Groups groups, PastMemberships memberships, Lists lists) {
        this.groups = groups;
        this.memberships = memberships;
        this.lists = lists;
    }

    /** A group somebody belongs to: once, as direct when he is a member of the group itself. */
    record Membership(String membershipType, String id, String name) {}

    @Operation(summary = "List the groups of a user")
    @Exchanges(
            gives = "Membership",
            options = {OPTION, THEN})
    @GetMapping("/users/{userId}/groups")
    @Requires(
            value = {Permission.USER_READ, Permission.USER_GROUP_READ_BASIC},
            note = GroupsEndpoint.NOTE)
    List<Membership> ofUser(Where where, HttpServletRequest request, @PathVariable String userId) {
        OrganizationId organization = where.organization(Permission.USER_READ);
        return list(where, request, organization, new Of(PrincipalKind.USER, SlcPaths.uuid(userId, "userId")));
    }

    @Operation(summary = "List the groups a group lies within")
    @Exchanges(
            gives = "Membership",
            options = {OPTION, THEN})
    @GetMapping("/groups/{groupId}/groups")
    @Requires(value = Permission.USER_GROUP_READ_BASIC, note = GroupsEndpoint.NOTE)
    List<Membership> ofGroup(Where where, HttpServletRequest request, @PathVariable String groupId) {
        OrganizationId organization = GroupsEndpoint.organization(where);
        return list(where, request, organization, new Of(PrincipalKind.GROUP, SlcPaths.uuid(groupId, "groupId")));
    }

    @Operation(summary = "List the groups of a user or group")
    @Exchanges(
            gives = "Membership",
            options = {OPTION, THEN})
    @GetMapping("/principals/{principalId}/groups")
    @Requires(value = Permission.USER_GROUP_READ_BASIC, note = "user.read for a user; " + GroupsEndpoint.NOTE)
    List<Membership> ofPrincipal(Where where, HttpServletRequest request, @PathVariable String principalId) {
        OrganizationId organization = GroupsEndpoint.organization(where);
        UUID principal = SlcPaths.uuid(principalId, "principalId");
        try {
            return list(where, request, organization, new Of(PrincipalKind.USER, principal));
        } catch (Refusal refusal) {
            if (refusal.reason() == Refusal.Reason.NOT_FOUND || refusal.reason() == Refusal.Reason.NOT_PERMITTED) {
                return list(where, request, organization, new Of(PrincipalKind.GROUP, principal));
            }
            throw refusal;
        }
    }

    private List<Membership> list(Where where, HttpServletRequest request, OrganizationId organization, Of principal) {
        Belonging belonging = belonging(Lists.options(request, RULES));
        Set<Group.Kind> kinds = groups.readable(where.caller(), organization);
        Instant asOf = lists.asOf(request);
        return memberships.namesOf(where.caller(), organization, principal, kinds, belonging, asOf).stream()
                .map(GroupsOfEndpoint::shown)
                .toList();
    }

    /** Which memberships the filter asks for. */
    static Belonging belonging(BracketOptions options) {
        String type = options.choices().get("membershipType");
        return type == null ? Belonging.ANY : type.equals(DIRECT) ? Belonging.DIRECT : Belonging.INDIRECT;
    }

    private static Membership shown(NamedGroup group) {
        return new Membership(group.direct() ? DIRECT : INDIRECT, group.id().toString(), group.displayName());
    }
}
