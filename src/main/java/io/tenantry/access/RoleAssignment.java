package io.tenantry.access;

import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.UUID;

/**
 * A principal holds a role over a scope.
 *
 * @param organization where the principal lives
 */
public record RoleAssignment(
        UUID id,
        OrganizationId organization,
        UUID principal,
        PrincipalKind principalKind,
        UUID role,
        AssignmentScope scope,
        Instant createdAt) {}
