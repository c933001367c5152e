package io.tenantry.access.internal;

import io.tenantry.access.Permission;
import io.tenantry.access.PrincipalKind;
import io.tenantry.access.Reach;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A principal as it stands now: whether it may act at all, and what its roles allow.
 *
 * @param name the sign-in name or client id
 * @param active not disabled, not deleted, its organization not deleted
 * @param owner the person whose rights limit a service account's, or null
 * @param callsPerMinute a service account's own throttle; null for the default, 0 for none
 * @param grants the roles it holds, before any owner's limit
 * @param rights what the grants come to
 */
public record Standing(
        UUID id,
        PrincipalKind kind,
        OrganizationId organization,
        String name,
        boolean active,
        @Nullable UUID owner,
        @Nullable Integer callsPerMinute,
        List<Grant> grants,
        Map<Permission, Reach> rights) {
    public Standing {
        grants = List.copyOf(grants);
        rights = Map.copyOf(rights);
    }

    /** Who it is, without asking what it may. */
    public record Identity(
            UUID id,
            PrincipalKind kind,
            OrganizationId organization,
            String name,
            boolean active,
            @Nullable UUID owner,
            @Nullable Integer callsPerMinute) {}

    static Standing of(Identity who, List<Grant> grants, Map<Permission, Reach> rights) {
        return new Standing(
                who.id(),
                who.kind(),
                who.organization(),
                who.name(),
                who.active(),
                who.owner(),
                who.callsPerMinute(),
                grants,
                rights);
    }
}
