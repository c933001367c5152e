package io.tenantry.access.internal;

import io.tenantry.access.AssignmentScope;
import io.tenantry.access.Permission;
import java.util.Set;
import java.util.UUID;

/**
 * A role as one principal holds it, directly or through a group.
 *
 * @param assignment the assignment that gives it
 * @param holder the principal or the group that the assignment names
 * @param roleName how people know the role
 */
public record Grant(
        UUID assignment, UUID holder, UUID role, String roleName, Set<Permission> permissions, AssignmentScope scope) {
    public Grant {
        permissions = Set.copyOf(permissions);
    }
}
