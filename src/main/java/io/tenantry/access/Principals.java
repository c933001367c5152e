package io.tenantry.access;

import io.tenantry.access.internal.Standing;
import io.tenantry.access.internal.Standings;
import io.tenantry.tenancy.OrganizationId;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Whether people and programs may act at all, as of now. */
@Component
public class Principals {
    private final Standings standings;

    Principals(Standings standings) {
        this.standings = standings;
    }

    /** Whether the user or service account exists, is enabled, and its organization was not deleted. */
    public boolean mayAct(UUID principal) {
        Standing standing = standings.find(principal);
        return standing != null && standing.active() && standing.kind() != PrincipalKind.GROUP;
    }

    /** Whether the principal holds any role, by itself or through groups. */
    public boolean holdsRoles(UUID principal) {
        Standing standing = standings.find(principal);
        return standing != null && !standing.grants().isEmpty();
    }

    /** Whether one organization is the other, or lies above it in the tree. */
    public boolean isAtOrAbove(OrganizationId upper, OrganizationId lower) {
        return standings.tree().isAtOrAbove(upper, lower);
    }
}
