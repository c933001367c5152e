package io.tenantry.access.internal;

import io.tenantry.access.AssignmentScope;
import io.tenantry.access.Permission;
import io.tenantry.access.PrincipalKind;
import io.tenantry.access.Reach;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What principals may do right now, remembered for as long as nothing was heard to the contrary. */
@Component
public class Standings {
    private static final String TREE = "tree";
    private static final String PRINCIPAL = "principal ";

    private final StandingRows rows;
    private final AccessNews news;
    private final Remembered<UUID, Found> standings;
    private final Remembered<OrganizationId, StandingRows.Holders> holders;
    private final Remembered<String, OrganizationTree> tree;

    Standings(StandingRows rows, AccessNews news) {
        this.rows = rows;
        this.news = news;
        standings = new Remembered<>(news, 20_000);
        holders = new Remembered<>(news, 20_000);
        tree = new Remembered<>(news, 1);
        news.subscribe(this::hear);
    }

    /** Absence is remembered too. */
    private record Found(@Nullable Standing standing) {}

    private void hear(String told) {
        if (told.startsWith(PRINCIPAL)) {
            standings.forget(UUID.fromString(told.substring(PRINCIPAL.length())));
        } else if (told.equals(AccessNews.ALL) || told.equals("organizations")) {
            tree.forgetAll();
            holders.forgetAll();
            standings.forgetAll();
        }
    }

    /** Makes what this node has just committed hold for its very next request. */
    public void forgetAll() {
        news.tell(AccessNews.ALL);
    }

    /** The principal as it stands, before an owner's limit; null when there is none. */
    public @Nullable Standing find(UUID principal) {
        return standings.get(principal, this::load).standing();
    }

    /** The principal, when it lives in the organization. */
    public Standing require(OrganizationId organization, UUID principal) {
        Standing standing = find(principal);
        if (standing == null || !standing.organization().equals(organization)) {
            throw new Refusal(
                    Refusal.Reason.NOT_FOUND, "There is no such principal in the organization", "principalId");
        }
        return standing;
    }

    /** What the principal may really do: nothing while it is not active, and no more than its owner. */
    public Map<Permission, Reach> effective(Standing standing) {
        if (!standing.active()) {
            return Map.of();
        }
        UUID owner = standing.owner();
        if (owner == null) {
            return standing.rights();
        }
        Standing limit = find(owner);
        if (limit == null || !limit.active() || limit.kind() != PrincipalKind.USER) {
            return Map.of();
        }
        return shared(standing.rights(), limit.rights());
    }

    /** What both may do. */
    public static Map<Permission, Reach> shared(Map<Permission, Reach> rights, Map<Permission, Reach> limit) {
        Map<Permission, Reach> both = new EnumMap<>(Permission.class);
        rights.forEach((permission, reach) -> {
            Reach shared = reach.shared(limit.getOrDefault(permission, Reach.nowhere()));
            if (!shared.equals(Reach.nowhere())) {
                both.put(permission, shared);
            }
        });
        return both;
    }

    public OrganizationTree tree() {
        return tree.get(TREE, key -> new OrganizationTree(rows.organizations()));
    }

    /** What the scope comes to now. */
    public Reach reach(AssignmentScope scope) {
        return tree().reach(scope);
    }

    /** Whether the principal may hold a role, himself or through a group. Only a maybe costs anyone a statement. */
    public boolean mayHoldRoles(OrganizationId organization, UUID principal) {
        StandingRows.Holders all = holders.get(organization, rows::holders);
        return all.ids().contains(principal) || (all.groups() && rows.isInHoldingGroup(organization, principal));
    }

    /** Those who hold no role, as of now; nobody is sure where groups hold some. */
    public Predicate<UUID> surelyWithoutRoles(OrganizationId organization) {
        StandingRows.Holders all = holders.get(organization, rows::holders);
        return principal -> !all.groups() && !all.ids().contains(principal);
    }

    /** Whether anybody or any group of the organization holds a role at all. */
    public boolean hasRoleHolders(OrganizationId organization) {
        return !holders.get(organization, rows::holders).ids().isEmpty();
    }

    /** Whether somebody who lives in the organization holds the administrators' role. */
    public boolean hasAdministrators(OrganizationId organization) {
        return holders.get(organization, rows::holders).administrators();
    }

    /** Every assignment over one of the tags, wherever its holder lives. */
    public List<Grant> grantsOverTags(Collection<String> tags) {
        return rows.grantsOverTags(tags);
    }

    /** Every assignment of the role, wherever its holder lives. */
    public List<Grant> grantsOf(UUID role) {
        return rows.grantsOf(role);
    }

    private Found load(UUID principal) {
        Standing.Identity who = rows.identity(principal);
        if (who == null) {
            return new Found(null);
        }
        List<Grant> grants = rows.grants(who.organization(), principal);
        return new Found(Standing.of(who, grants, rights(grants)));
    }

    private Map<Permission, Reach> rights(Collection<Grant> grants) {
        Map<Permission, Reach> rights = new EnumMap<>(Permission.class);
        for (Grant grant : grants) {
            Reach reach = reach(grant.scope());
            if (!reach.equals(Reach.nowhere())) {
                grant.permissions().forEach(permission -> rights.merge(permission, reach, Reach::and));
            }
        }
        return rights;
    }
}
