package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.access.Role;
import io.tenantry.access.Roles;
import io.tenantry.api.Given;
import io.tenantry.tenancy.OrganizationId;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The roles that can be given to the people, groups and service accounts of an organization. */
@RestController
class RolesEndpoint {
    private static final String ROLES = "/api/v1/organizations/{organizationId}/roles";

    private final Roles roles;

    RolesEndpoint(Roles roles) {
        this.roles = roles;
    }

    record PermissionBody(String name, String meaning) {}

    record Permissions(List<PermissionBody> items) {}

    record RoleBody(
            UUID id,
            String name,
            @Nullable String description,
            boolean isBuiltIn,
            List<String> permissions,
            long version) {
        static RoleBody of(Role role) {
            return new RoleBody(
                    role.id(),
                    role.name(),
                    role.description(),
                    role.isBuiltIn(),
                    role.permissions().stream()
                            .map(Permission::wireName)
                            .sorted()
                            .toList(),
                    role.version());
        }
    }

    record RoleList(List<RoleBody> items) {}

    record NewRole(String name, @Nullable String description, List<String> permissions) {
        NewRole {
            Given.needed(name, "name");
            permissions = Given.all(permissions, "permissions");
        }
    }

    record ChangedRole(String name, @Nullable String description, List<String> permissions, long version) {
        ChangedRole {
            Given.needed(name, "name");
            permissions = Given.all(permissions, "permissions");
        }
    }

    /** Every permission there is, with what it allows. */
    @Operation(summary = "List all permissions with what they allow")
    @GetMapping("/api/v1/permissions")
    @Requires({})
    Permissions permissions(Caller caller) {
        return new Permissions(Arrays.stream(Permission.values())
                .map(permission -> new PermissionBody(permission.wireName(), permission.meaning()))
                .toList());
    }

    @Operation(summary = "List roles")
    @GetMapping(ROLES)
    @Requires(Permission.ROLE_READ)
    RoleList list(Caller caller, @PathVariable UUID organizationId) {
        return new RoleList(roles.list(caller, new OrganizationId(organizationId)).stream()
                .map(RoleBody::of)
                .toList());
    }

    @Operation(summary = "Get a role")
    @GetMapping(ROLES + "/{roleId}")
    @Requires(Permission.ROLE_READ)
    RoleBody get(Caller caller, @PathVariable UUID organizationId, @PathVariable UUID roleId) {
        return RoleBody.of(roles.get(caller, new OrganizationId(organizationId), roleId));
    }

    @Operation(summary = "Create a role")
    @PostMapping(ROLES)
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.ROLE_WRITE)
    RoleBody create(Caller caller, @PathVariable UUID organizationId, @RequestBody NewRole role) {
        return RoleBody.of(roles.create(
                caller,
                new OrganizationId(organizationId),
                role.name(),
                role.description(),
                named(role.permissions())));
    }

    @Operation(summary = "Change a role")
    @PutMapping(ROLES + "/{roleId}")
    @Requires(Permission.ROLE_WRITE)
    RoleBody change(
            Caller caller,
            @PathVariable UUID organizationId,
            @PathVariable UUID roleId,
            @RequestBody ChangedRole role) {
        OrganizationId organization = new OrganizationId(organizationId);
        Role changed = new Role(
                roleId, organization, role.name(), role.description(), named(role.permissions()), role.version());
        return RoleBody.of(roles.change(caller, organization, changed));
    }

    @Operation(summary = "Delete a role")
    @DeleteMapping(ROLES + "/{roleId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.ROLE_WRITE)
    void delete(Caller caller, @PathVariable UUID organizationId, @PathVariable UUID roleId) {
        roles.delete(caller, new OrganizationId(organizationId), roleId);
    }

    private static Set<Permission> named(Collection<String> names) {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        names.forEach(name -> permissions.add(Permission.named(name)));
        return permissions;
    }
}
