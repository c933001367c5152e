package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.directory.Belonging;
import io.tenantry.directory.Group;
import io.tenantry.directory.GroupOf;
import io.tenantry.directory.Member;
import io.tenantry.directory.Memberships;
import io.tenantry.directory.Memberships.MemberKey;
import io.tenantry.directory.User;
import io.tenantry.directory.Users;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.history.Past;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Order;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who belongs to a group, and to which groups somebody belongs. */
@RestController
class MembersEndpoint {
    private static final String MEMBERS = GroupsEndpoint.GROUP + "/members";
    private static final Catalogue CATALOGUE = Members.OF_MEMBER.catalogue();
    private static final String BELONGING = "membership";
    private static final String BELONGING_OPTION =
            BELONGING + ": direct when nothing is said, indirect for those through groups within groups, or all";
    private static final Listed<Member> LISTED =
            new Listed<>(CATALOGUE, List.of(), Set.of(BELONGING, Past.AS_OF), MembersEndpoint::shown);

    /** One and the same person can be a member of many groups within the group. */
    private static final Listed<Member> NESTED = new Listed<>(
            Members.OF_MEMBER.catalogue("id"), List.of(), Set.of(BELONGING, Past.AS_OF), MembersEndpoint::shown);

    private static final Listed<GroupOf> GROUPS_OF = new Listed<>(
            GroupsEndpoint.CATALOGUE,
            List.of(Order.ascending(GroupsEndpoint.CATALOGUE.sortable("displayName"))),
            Set.of(BELONGING, Past.AS_OF),
            MembersEndpoint::shown);

    private final Memberships memberships;
    private final Users users;
    private final Lists lists;

    MembersEndpoint(Memberships memberships, Users users, Lists lists) {
        this.memberships = memberships;
        this.users = users;
        this.lists = lists;
    }

    /** Direct members come in the order in which they were added, others in that of their ids. Everybody is told once. */
    @Operation(summary = "List the members of a group")
    @Exchanges(
            gives = "member",
            options = {BELONGING_OPTION, Lists.AS_OF_OPTION})
    @GetMapping(MEMBERS)
    @Requires(Permission.GROUP_READ_BASIC)
    Listing members(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @PathVariable String groupId) {
        OrganizationId organization = Paths.organization(organizationId);
        Set<Group.Kind> kinds = GroupKinds.readable(caller, organization);
        Belonging belonging = belonging(request);
        return lists.list(
                request,
                caller,
                belonging == Belonging.DIRECT ? LISTED : NESTED,
                query -> memberships.members(caller, organization, Paths.group(groupId), kinds, belonging, query));
    }

    /** Adds the user, group or service account {@code id}; 201 when it was no member before, else 200. */
    @Operation(summary = "Add a member to a group")
    @Exchanges(takes = "reference", status = 201, also = 200)
    @PostMapping(MEMBERS)
    @Requires(Permission.GROUP_WRITE)
    ResponseEntity<Void> add(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String groupId,
            @RequestBody Map<String, @Nullable Object> members) {
        OrganizationId organization = Paths.organization(organizationId);
        MemberKey member = new MemberKey(Body.of(members, "id").id("id"), false, null, Refusal.Reason.MALFORMED, "id");
        boolean added = memberships.add(
                caller, organization, Paths.group(groupId), GroupKinds.writable(caller, organization), member);
        return ResponseEntity.status(added ? HttpStatus.CREATED : HttpStatus.OK).build();
    }

    @Operation(summary = "Remove a member from a group")
    @DeleteMapping(MEMBERS + "/{memberId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.GROUP_WRITE)
    void remove(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String groupId,
            @PathVariable String memberId) {
        OrganizationId organization = Paths.organization(organizationId);
        UUID id = Paths.uuid(memberId, "memberId");
        MemberKey member = new MemberKey(id, false, null, Refusal.Reason.NOT_FOUND, "memberId");
        boolean removed = memberships.remove(
                caller, organization, Paths.group(groupId), GroupKinds.writable(caller, organization), member);
        Refusal.unless(removed, Refusal.Reason.NOT_FOUND, "The group has no such member", "memberId");
    }

    @Operation(summary = "List the groups of a person")
    @Exchanges(
            gives = "groupOfPerson",
            options = {BELONGING_OPTION, Lists.AS_OF_OPTION})
    @GetMapping(Paths.ORGANIZATION + "/users/{userId}/groups")
    @Requires({Permission.USER_READ, Permission.GROUP_READ_BASIC})
    Listing groupsOf(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @PathVariable String userId) {
        OrganizationId organization = Paths.organization(organizationId);
        Belonging belonging = belonging(request);
        User user = users.get(caller, organization, Paths.user(userId), lists.asOf(request));
        return lists.list(
                request,
                caller,
                GROUPS_OF,
                query -> memberships.groupsOf(caller, organization, user.id().value(), belonging, query));
    }

    private static Belonging belonging(HttpServletRequest request) {
        return switch (Lists.one(request, BELONGING)) {
            case null -> Belonging.DIRECT;
            case "direct" -> Belonging.DIRECT;
            case "indirect" -> Belonging.INDIRECT;
            case "all" -> Belonging.ANY;
            case String other ->
                throw new Refusal(
                        Refusal.Reason.MALFORMED, BELONGING + " is one of direct, indirect and all", BELONGING);
        };
    }

    private static Map<String, @Nullable Object> shown(Member member) {
        return Members.OF_MEMBER.shown(Members.OF_MEMBER.selected(null), member::value);
    }

    private static Map<String, @Nullable Object> shown(GroupOf held) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>(GroupsEndpoint.shown(held.group()));
        shown.put("direct", held.direct());
        return shown;
    }
}
