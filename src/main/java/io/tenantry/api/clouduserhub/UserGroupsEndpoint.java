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
import io.tenantry.directory.NewGroup;
import io.tenantry.directory.Values;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Hub user groups: {@code /directory/v1/usergroups}, and those of one organization. */
@RestController
@RequestMapping({"/directory/v1", "/clouduserhub/directory/v1"})
class UserGroupsEndpoint {
    static final Set<Group.Kind> HUB = Set.of(Group.Kind.HUB);
    private static final HubList<Group, GroupField> GROUPS = HubList.directory("usergroups", Shapes.HUB_GROUP, "name");

    private final Groups groups;
    private final Answers answers;

    UserGroupsEndpoint(Groups groups, Answers answers) {
        this.groups = groups;
        this.answers = answers;
    }

    @Operation(summary = "List hub user groups of the organizations named in the filter")
    @Exchanges(gives = "hubGroup", options = "asOf: a date or moment of the past, to be told what was so then")
    @GetMapping("/usergroups")
    @Requires(Permission.USER_GROUP_READ_BASIC)
    Listing list(Caller caller, HttpServletRequest request, @RequestParam("$filter") String filter) {
        return answers.list(request, caller, GROUPS, query -> page(caller, NamedOrganizations.in(query)));
    }

    @Operation(summary = "Create a hub user group")
    @Exchanges(gives = "hubGroup", status = 201)
    @PostMapping("/organizations/{organizationId}/usergroups")
    @Requires(Permission.USER_GROUP_WRITE)
    ResponseEntity<Row<Group, GroupField>> create(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @RequestBody NewUserGroup body) {
        Values<GroupField> values = new Values<GroupField>().set(GroupField.DISPLAY_NAME, body.name(), "name");
        if (body.description() != null) {
            values.set(GroupField.DESCRIPTION, body.description(), "description");
        }
        Group group = groups.create(caller, Keys.organization(organizationId), NewGroup.hub(values));
        return ResponseEntity.created(URI.create(answers.location(request, group.id())))
                .body(answers.one(request, GROUPS, null, group));
    }

    @Operation(summary = "Delete a hub user group")
    @DeleteMapping("/organizations/{organizationId}/usergroups/{userGroupId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.USER_GROUP_WRITE)
    void delete(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String userGroupId,
            @RequestHeader(name = IfMatch.HEADER, required = false) @Nullable String ifMatch) {
        OrganizationId organization = Keys.organization(organizationId);
        groups.delete(caller, organization, Keys.userGroup(userGroupId), HUB, IfMatch.version(ifMatch));
    }

    private Page<Group> page(Caller caller, NamedOrganizations named) {
        Set<OrganizationId> organizations = named.organizations();
        if (organizations == null) {
            throw new Refusal(Refusal.Reason.MALFORMED, "$filter has to say: organizationId in ('…')", "$filter");
        }
        return groups.list(caller, organizations, HUB, named.query());
    }

    /** A user group to be made. */
    record NewUserGroup(@Nullable String name, @Nullable String description) {}
}
