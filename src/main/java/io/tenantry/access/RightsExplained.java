package io.tenantry.access;

import io.tenantry.access.internal.Grant;
import io.tenantry.access.internal.Standing;
import io.tenantry.access.internal.Standings;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a principal can do, where, and why. */
@Component
public class RightsExplained {
    private final Standings standings;
    private final Access access;

    RightsExplained(Standings standings, Access access) {
        this.standings = standings;
        this.access = access;
    }

    /**
     * The whole answer.
     *
     * @param mayAct whether the principal may act at all; what follows holds only if so
     * @param limitedBy the person whose rights limit the principal's, or null
     * @param effective what it can really do, and how far
     * @param grants every role it holds, and how it came by it
     */
    public record Explanation(
            UUID principal,
            PrincipalKind kind,
            OrganizationId organization,
            String name,
            boolean mayAct,
            @Nullable UUID limitedBy,
            Map<Permission, Reach> effective,
            List<Why> grants) {
        public Explanation {
            effective = Map.copyOf(effective);
            grants = List.copyOf(grants);
        }
    }

    /**
     * One role and how the principal holds it.
     *
     * @param throughGroup the group that passes it on, or null when the assignment names the principal itself
     */
    public record Why(
            UUID assignment,
            UUID role,
            String roleName,
            Set<Permission> permissions,
            AssignmentScope scope,
            Reach covers,
            @Nullable Group throughGroup) {
        public Why {
            permissions = Set.copyOf(permissions);
        }
    }

    /** A group that holds a role. */
    public record Group(UUID id, String name) {}

    /**
     * Explains a user's, group's or service account's rights. Everyone may ask about himself; about others it needs
     * {@code role.read} where they live.
     */
    public Explanation of(Caller caller, UUID principal) {
        Reach reach =
                principal.equals(caller.self()) ? new Reach.Everything() : access.require(caller, Permission.ROLE_READ);
        Standing standing = standings.find(principal);
        if (standing == null || !reach.covers(standing.organization())) {
            throw new Refusal(
                    Refusal.Reason.NOT_FOUND, "There is no such principal within the caller's rights", "principalId");
        }
        List<Why> grants = standing.grants().stream()
                .map(grant -> why(standing, grant))
                .sorted(Comparator.comparing(Why::roleName).thenComparing(Why::assignment))
                .toList();
        return new Explanation(
                principal,
                standing.kind(),
                standing.organization(),
                standing.name(),
                standing.active(),
                standing.owner(),
                standings.effective(standing),
                grants);
    }

    private Why why(Standing standing, Grant grant) {
        Group group = null;
        if (!grant.holder().equals(standing.id())) {
            Standing holder = standings.find(grant.holder());
            group = new Group(grant.holder(), holder == null ? grant.holder().toString() : holder.name());
        }
        return new Why(
                grant.assignment(),
                grant.role(),
                grant.roleName(),
                grant.permissions(),
                grant.scope(),
                standings.reach(grant.scope()),
                group);
    }
}
