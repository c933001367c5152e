package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.access.RoleAssignment;
import io.tenantry.access.RoleAssignments;
import io.tenantry.api.Exchanges;
import io.tenantry.api.Given;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who of an organization holds which role over what. */
@RestController
@RequestMapping("/api/v1/organizations/{organizationId}/role-assignments")
class RoleAssignmentsEndpoint {
    private final RoleAssignments assignments;

    RoleAssignmentsEndpoint(RoleAssignments assignments) {
        this.assignments = assignments;
    }

    record AssignmentBody(
            UUID id, UUID principalId, String principalKind, UUID roleId, ScopeBody scope, Instant createdAt) {
        static AssignmentBody of(RoleAssignment assignment) {
            return new AssignmentBody(
                    assignment.id(),
                    assignment.principal(),
                    assignment.principalKind().stored(),
                    assignment.role(),
                    ScopeBody.of(assignment.scope()),
                    assignment.createdAt());
        }
    }

    record AssignmentList(List<AssignmentBody> items) {}

    record NewAssignment(UUID principalId, UUID roleId, ScopeBody scope) {
        NewAssignment {
            Given.needed(principalId, "principalId");
            Given.needed(roleId, "roleId");
            Given.needed(scope, "scope");
        }
    }

    @Operation(summary = "List role assignments")
    @Exchanges(options = "principalId: whose; everybody's when nothing is said")
    @GetMapping
    @Requires(Permission.ROLE_READ)
    AssignmentList list(
            Caller caller,
            @PathVariable UUID organizationId,
            @RequestParam(required = false) @Nullable UUID principalId) {
        return new AssignmentList(assignments.list(caller, new OrganizationId(organizationId), principalId).stream()
                .map(AssignmentBody::of)
                .toList());
    }

    @Operation(summary = "Assign a role")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.ROLE_WRITE)
    AssignmentBody assign(Caller caller, @PathVariable UUID organizationId, @RequestBody NewAssignment wanted) {
        return AssignmentBody.of(assignments.assign(
                caller,
                new OrganizationId(organizationId),
                wanted.principalId(),
                wanted.roleId(),
                wanted.scope().scope()));
    }

    @Operation(summary = "Remove a role assignment")
    @DeleteMapping("/{assignmentId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.ROLE_WRITE)
    void remove(Caller caller, @PathVariable UUID organizationId, @PathVariable UUID assignmentId) {
        assignments.remove(caller, new OrganizationId(organizationId), assignmentId);
    }
}
