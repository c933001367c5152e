package io.tenantry.access;

import io.tenantry.access.internal.AssignmentRows;
import io.tenantry.access.internal.Privileges;
import io.tenantry.access.internal.RoleRows;
import io.tenantry.access.internal.Standing;
import io.tenantry.access.internal.Standings;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who holds which role over what. Nobody can give more than he has. */
@Component
public class RoleAssignments {
    private final Database database;
    private final AssignmentRows rows;
    private final RoleRows roles;
    private final Access access;
    private final Standings standings;
    private final Authority authority;

    RoleAssignments(
            Database database,
            AssignmentRows rows,
            RoleRows roles,
            Access access,
            Standings standings,
            Authority authority) {
        this.database = database;
        this.rows = rows;
        this.roles = roles;
        this.access = access;
        this.standings = standings;
        this.authority = authority;
    }

    /** What judges and tells of a change of assignments. */
    @Component
    record Authority(Guards guards, Privileges privileges, AuditTrail audit, InstantSource clock) {}

    /** The assignments of those who live in the organization, or of one of them. Needs {@code role.read}. */
    public List<RoleAssignment> list(Caller caller, OrganizationId organization, @Nullable UUID principal) {
        Reach reach = access.require(caller, Permission.ROLE_READ, organization);
        return rows.list(reach, organization, principal);
    }

    /**
     * Gives a principal of the organization a role. Needs {@code role.write} there, and every permission of the role over the
     * whole scope.
     */
    public RoleAssignment assign(
            Caller caller, OrganizationId organization, UUID principal, UUID role, AssignmentScope scope) {
        Reach reach = access.require(caller, Permission.ROLE_WRITE, organization);
        Standing holder = standings.require(organization, principal);
        Role given = assignable(organization, role);
        checkScope(scope);
        authority.guards().mayTouch(caller, organization, principal);
        authority.privileges().requireToGrant(caller, given.permissions(), scope);
        RoleAssignment assignment = new RoleAssignment(
                Ids.next(),
                organization,
                principal,
                holder.kind(),
                role,
                scope,
                authority.clock().instant());
        database.change(reach, session -> {
            rows.insert(session, assignment);
            Map<String, ?> members = members(assignment, given.name());
            authority.audit().record(session, caller.actor(), event("role.assign", assignment, holder, null, members));
        });
        standings.forgetAll();
        return assignment;
    }

    /** Takes a role away. Needs {@code role.write}; nobody takes it from somebody more privileged than himself. */
    public void remove(Caller caller, OrganizationId organization, UUID id) {
        Reach reach = access.require(caller, Permission.ROLE_WRITE, organization);
        RoleAssignment before = rows.find(reach, organization, id);
        if (before == null) {
            throw new Refusal(
                    Refusal.Reason.NOT_FOUND, "There is no such assignment in the organization", "assignmentId");
        }
        authority.guards().mayTouch(caller, organization, before.principal());
        Standing holder = standings.find(before.principal());
        database.change(reach, session -> {
            rows.delete(session, organization, id);
            Map<String, ?> members = members(before, null);
            authority.audit().record(session, caller.actor(), event("role.unassign", before, holder, members, null));
            authority.guards().keepAnAdministrator(session, organization);
        });
        standings.forgetAll();
    }

    /** A built-in role, one of the organization's own, or one of an organization above it. */
    private Role assignable(OrganizationId organization, UUID id) {
        BuiltInRole builtIn = BuiltInRole.withId(id);
        Role role = builtIn != null ? Role.of(builtIn) : roles.find(id);
        OrganizationId home = role == null ? null : role.organization();
        if (role == null || (home != null && !standings.tree().isAtOrAbove(home, organization))) {
            throw new Refusal(
                    Refusal.Reason.NOT_FOUND, "There is no such role in the organization or above it", "roleId");
        }
        return role;
    }

    private void checkScope(AssignmentScope scope) {
        boolean known = standings.tree().knows(scope.organization());
        Set<OrganizationId> excluded =
                scope instanceof AssignmentScope.AllExcept(var top, var out) ? out : Set.<OrganizationId>of();
        Refusal.unless(
                known && excluded.stream().allMatch(out -> standings.tree().isAtOrAbove(scope.organization(), out)),
                Refusal.Reason.NOT_PERMITTED,
                "The scope names an organization outside the caller's rights",
                "scope");
        Refusal.unless(
                !(scope instanceof AssignmentScope.AllExcept) || !excluded.isEmpty(),
                Refusal.Reason.MALFORMED,
                "A scope 'all except' names at least one excluded organization",
                "scope");
    }

    private static AuditEvent event(
            String action,
            RoleAssignment assignment,
            @Nullable Standing holder,
            @Nullable Map<String, ?> before,
            @Nullable Map<String, ?> after) {
        return AuditEvent.done(
                assignment.organization(),
                action,
                new AuditEvent.Target(
                        assignment.principalKind().stored(),
                        assignment.principal().toString(),
                        holder == null ? null : holder.name(),
                        null),
                before,
                after);
    }

    private static Map<String, ?> members(RoleAssignment assignment, @Nullable String roleName) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("assignmentId", assignment.id().toString());
        members.put("roleId", assignment.role().toString());
        if (roleName != null) {
            members.put("roleName", roleName);
        }
        AssignmentScope scope = assignment.scope();
        members.put("scope", AssignmentRows.kind(scope));
        members.put("scopeOrganizationId", scope.organization().toString());
        switch (scope) {
            case AssignmentScope.Tagged(var top, var tag) -> members.put("scopeTag", tag);
            case AssignmentScope.AllExcept(var top, var excluded) ->
                members.put(
                        "scopeExcluded",
                        excluded.stream().map(OrganizationId::toString).sorted().toList());
            case AssignmentScope.Subtree subtree -> {}
            case AssignmentScope.Only only -> {}
        }
        return members;
    }
}
