package io.tenantry.api.clouduserhub;

import static io.tenantry.api.clouduserhub.UserGroupsEndpoint.HUB;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.PrincipalKind;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.directory.Belonging;
import io.tenantry.directory.Member;
import io.tenantry.directory.MemberField;
import io.tenantry.directory.Memberships;
import io.tenantry.directory.Memberships.MemberKey;
import io.tenantry.kernel.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who belongs to a hub user group. People are named by their hub ids here. */
@RestController
@RequestMapping({
    "/directory/v1/organizations/{organizationId}/usergroups/{userGroupId}/members",
    "/clouduserhub/directory/v1/organizations/{organizationId}/usergroups/{userGroupId}/members"
})
class UserGroupMembersEndpoint {
    private static final HubList<Member, MemberField> MEMBERS = HubList.directory("members", Shapes.HUB_MEMBER, null);

    private final Memberships memberships;
    private final Answers answers;

    UserGroupMembersEndpoint(Memberships memberships, Answers answers) {
        this.memberships = memberships;
        this.answers = answers;
    }

    @Operation(summary = "List the members of a hub user group")
    @Exchanges(gives = "hubMember", options = "asOf: a date or moment of the past, to be told what was so then")
    @GetMapping
    @Requires(Permission.USER_GROUP_READ_BASIC)
    Listing list(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @PathVariable String userGroupId) {
        return answers.list(
                request,
                caller,
                MEMBERS,
                query -> memberships.members(
                        caller,
                        Keys.organization(organizationId),
                        Keys.userGroup(userGroupId),
                        HUB,
                        Belonging.DIRECT,
                        query));
    }

    /** Adding one who is a member already is no mistake: flows repeat their calls. */
    @Operation(summary = "Add a user to a hub user group")
    @PostMapping("/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.USER_GROUP_WRITE)
    void add(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String userGroupId,
            @PathVariable String userId) {
        memberships.add(caller, Keys.organization(organizationId), Keys.userGroup(userGroupId), HUB, member(userId));
    }

    @Operation(summary = "Remove a user from a hub user group")
    @DeleteMapping("/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.USER_GROUP_WRITE)
    void remove(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String userGroupId,
            @PathVariable String userId) {
        memberships.remove(caller, Keys.organization(organizationId), Keys.userGroup(userGroupId), HUB, member(userId));
    }

    private static MemberKey member(String userId) {
        return new MemberKey(
                Keys.uuid(userId, "userId"), false, PrincipalKind.USER, Refusal.Reason.NOT_FOUND, "userId");
    }
}
