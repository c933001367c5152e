package io.tenantry.access;

import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A named set of permissions.
 *
 * @param organization whose role it is; null for the built-in ones, which are everybody's
 */
public record Role(
        UUID id,
        @Nullable OrganizationId organization,
        String name,
        @Nullable String description,
        Set<Permission> permissions,
        long version) {
    private static final int NAME_LONGEST = 128;
    private static final int DESCRIPTION_LONGEST = 1024;

    public Role {
        permissions = Set.copyOf(permissions);
        name = name.strip();
        Refusal.unless(
                !name.isEmpty() && name.length() <= NAME_LONGEST,
                Refusal.Reason.MALFORMED,
                "A role's name has 1 to " + NAME_LONGEST + " characters",
                "name");
        Refusal.unless(
                description == null || description.length() <= DESCRIPTION_LONGEST,
                Refusal.Reason.MALFORMED,
                "A role's description has at most " + DESCRIPTION_LONGEST + " characters",
                "description");
    }

    public boolean isBuiltIn() {
        return organization == null;
    }

    static Role of(BuiltInRole role) {
        return new Role(role.id(), null, role.displayName(), role.description(), role.permissions(), 1);
    }
}
