package io.tenantry.access;

import io.tenantry.access.internal.OrganizationTree;
import io.tenantry.access.internal.Privileges;
import io.tenantry.access.internal.Standing;
import io.tenantry.access.internal.Standings;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * What a permission alone does not allow: to overpower somebody more privileged, to grant more than one has, to shut the last
 * administrator out. Ask before the transaction of the change, except {@link #keepAnAdministrator}. For ordinary people, who
 * hold no role, the answer costs no statement.
 */
@Component
public class Guards {
    private final Standings standings;
    private final Privileges privileges;

    Guards(Standings standings, Privileges privileges) {
        this.standings = standings;
        this.privileges = privileges;
    }

    /** Whether anything in the organization can exceed the caller; mostly not, and then there is nothing to look up. */
    public boolean concern(Caller caller, OrganizationId organization) {
        return !privileges.isUnlimited(caller) && standings.hasRoleHolders(organization);
    }

    /**
     * Tells of principals of an organization whether {@link #mayTouch} has surely nothing against the caller's touching them. Asked
     * for beforehand, its answers cost no statement and no connection, so they may be asked for within a transaction.
     */
    public Predicate<UUID> harmless(Caller caller, OrganizationId organization) {
        return privileges.isUnlimited(caller) ? principal -> true : standings.surelyWithoutRoles(organization);
    }

    /**
     * Refuses to change, disable, delete, or set the password or secret of a user, group or service account that may do
     * something the caller may not.
     *
     * @throws Refusal (NOT_PERMITTED) naming the permission by which the target exceeds the caller
     */
    public void mayTouch(Caller caller, OrganizationId organization, UUID principal) {
        if (privileges.isUnlimited(caller) || !standings.mayHoldRoles(organization, principal)) {
            return;
        }
        Standing target = standings.find(principal);
        Permission more = target == null ? null : privileges.exceeding(caller, target.rights());
        Refusal.unless(
                more == null,
                Refusal.Reason.NOT_PERMITTED,
                "The account is more privileged than the caller" + (more == null ? "" : ": '" + more.wireName() + "'"),
                more == null ? null : more.wireName());
    }

    /**
     * Refuses to put members into a group, or take them out, when the group (or one it lies within) holds roles beyond the
     * caller's own, or a member is more privileged than the caller.
     */
    public void mayChangeMembers(Caller caller, OrganizationId organization, UUID group, Collection<UUID> members) {
        if (privileges.isUnlimited(caller)) {
            return;
        }
        if (standings.mayHoldRoles(organization, group)) {
            mayHandOut(caller, organization, group);
        }
        for (UUID member : members) {
            mayTouch(caller, organization, member);
        }
    }

    /** Members of the group get its roles: that is a grant like any other. */
    private void mayHandOut(Caller caller, OrganizationId organization, UUID group) {
        Standing held = standings.require(organization, group);
        held.grants().forEach(grant -> privileges.requireToGrant(caller, grant.permissions(), grant.scope()));
    }

    /**
     * Refuses to put tags on an organization that would give somebody, by his role over the tag, what the caller may not do
     * there himself.
     */
    public void mayTag(Caller caller, OrganizationId organization, Collection<String> added) {
        if (added.isEmpty() || privileges.isUnlimited(caller)) {
            return;
        }
        OrganizationTree tree = standings.tree();
        standings.grantsOverTags(added).stream()
                .filter(grant -> tree.isAtOrAbove(grant.scope().organization(), organization))
                .forEach(grant ->
                        privileges.requireToGrant(caller, grant.permissions(), new AssignmentScope.Only(organization)));
    }

    /**
     * Refuses the change that was just made when it leaves nobody who can sign in and administer everything. Call it in the
     * transaction, after disabling or deleting a user or a group, or taking away a membership or an assignment.
     *
     * @param organization where the changed user, group or assignment lives
     * @throws Refusal (CONFLICT)
     */
    public void keepAnAdministrator(Session session, OrganizationId organization) {
        if (!standings.hasAdministrators(organization)) {
            return;
        }
        Boolean remain = session.first(
                "SELECT administrators_remain(?)", row -> row.getBoolean(1), BuiltInRole.ADMINISTRATORS.id());
        Refusal.unless(
                Boolean.TRUE.equals(remain),
                Refusal.Reason.CONFLICT,
                "The last administrator stays: nobody else could sign in and administer everything");
    }
}
