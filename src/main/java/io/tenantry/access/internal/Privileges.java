package io.tenantry.access.internal;

import io.tenantry.access.AssignmentScope;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.kernel.Refusal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Compares what a caller may do with what somebody else may do, or would. */
@Component
public class Privileges {
    private final Standings standings;

    Privileges(Standings standings) {
        this.standings = standings;
    }

    /** Whether the caller may do everything everywhere, so that nobody can exceed him. */
    public boolean isUnlimited(Caller caller) {
        return Arrays.stream(Permission.values())
                .allMatch(permission -> caller.reach(permission) instanceof Reach.Everything);
    }

    /** A permission the other has over an organization where the caller lacks it, or null when he exceeds the caller nowhere. */
    public @Nullable Permission exceeding(Caller caller, Map<Permission, Reach> others) {
        return others.entrySet().stream()
                .filter(right -> !caller.reach(right.getKey()).contains(right.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /**
     * Refuses to give the permissions over the scope unless the caller has all of them there himself, now and whatever
     * organizations come to be there later.
     */
    public void requireToGrant(Caller caller, Collection<Permission> permissions, AssignmentScope scope) {
        Reach reach = standings.reach(scope);
        for (Permission permission : permissions) {
            Refusal.unless(
                    caller.reach(permission).contains(reach) && holdsForGood(caller, permission, scope),
                    Refusal.Reason.NOT_PERMITTED,
                    "Nobody grants what he does not have himself: '" + permission.wireName() + "' over this scope",
                    permission.wireName());
        }
    }

    /** What a scope covers follows the tree; so a right to it must rest on a scope that follows the tree at least as far. */
    private boolean holdsForGood(Caller caller, Permission permission, AssignmentScope scope) {
        if (caller.reach(permission) instanceof Reach.Everything || scope instanceof AssignmentScope.Only) {
            return true;
        }
        // Who acts as somebody else has to hold it for good himself, and so has the other.
        return holdsForGood(caller.actor().id(), permission, scope) && holdsForGood(caller.self(), permission, scope);
    }

    private boolean holdsForGood(@Nullable UUID principal, Permission permission, AssignmentScope scope) {
        Standing standing = principal == null ? null : standings.find(principal);
        if (standing == null || !holds(standing, permission, scope)) {
            return false;
        }
        UUID owner = standing.owner();
        Standing limit = owner == null ? null : standings.find(owner);
        return owner == null || (limit != null && holds(limit, permission, scope));
    }

    private boolean holds(Standing standing, Permission permission, AssignmentScope scope) {
        OrganizationTree tree = standings.tree();
        return standing.grants().stream()
                .anyMatch(grant -> grant.permissions().contains(permission) && tree.always(grant.scope(), scope));
    }
}
