package io.tenantry.console.settings;

import io.tenantry.access.AssignmentScope;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.PrincipalKind;
import io.tenantry.access.Role;
import io.tenantry.access.RoleAssignment;
import io.tenantry.access.RoleAssignments;
import io.tenantry.access.Roles;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.console.internal.PrincipalNames;
import io.tenantry.directory.UserKey;
import io.tenantry.directory.Users;
import io.tenantry.organizations.Organizations;
import io.tenantry.tenancy.OrganizationId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Roles of an organization: who holds which, as the pages of its settings show and change it. */
@Component
class OrganizationSettings {
    private final Organizations organizations;
    private final Users users;
    private final Rights rights;
    private final PrincipalNames names;
    private final OrganizationTabs tabs;

    OrganizationSettings(
            Organizations organizations, Users users, Rights rights, PrincipalNames names, OrganizationTabs tabs) {
        this.organizations = organizations;
        this.users = users;
        this.rights = rights;
        this.names = names;
        this.tabs = tabs;
    }

    /** Roles and who holds them. */
    @Component
    record Rights(Roles roles, RoleAssignments assignments) {}

    /** A role that somebody holds. */
    record Held(UUID id, String who, String link, String role, String over) {}

    RoleAssignments assignments() {
        return rights.assignments();
    }

    /** Who is meant: a sign-in name, or an id of a user, group or service account. */
    UUID principal(Visit visit, OrganizationId organization, String text) {
        return text.indexOf('@') > 0
                ? users.get(visit.caller(), organization, new UserKey.Upn(text))
                        .id()
                        .value()
                : Given.id(text);
    }

    /** What somebody of the organization is called; null for those who do not see its roles. */
    @Nullable
    String name(Visit visit, OrganizationId id, @Nullable UUID principal) {
        return principal == null || !visit.caller().reach(Permission.ROLE_READ).covers(id)
                ? null
                : names.of(visit.caller(), id, List.of(principal)).get(principal);
    }

    String show(Visit visit, OrganizationId id) {
        tabs.show(visit, id, SettingsTab.ROLES);
        roles(visit, id, null);
        return "console/settings/organization";
    }

    /** Gives the page the roles that somebody of the organization holds, or all of them where nobody is named. */
    void roles(Visit visit, OrganizationId id, @Nullable UUID principal) {
        Caller caller = visit.caller();
        boolean seesRoles = caller.reach(Permission.ROLE_READ).covers(id);
        List<Role> roles = seesRoles ? rights.roles().list(caller, id) : List.of();
        visit.with(
                        "roles",
                        roles.stream().sorted(Comparator.comparing(Role::name)).toList())
                .with("held", seesRoles ? held(caller, id, principal, roles) : null)
                .with("isOne", principal != null)
                .with("mayAssign", caller.reach(Permission.ROLE_WRITE).covers(id));
    }

    /** Gives somebody the role that was chosen, over the organization that was named. */
    void assign(Visit visit, OrganizationId id, UUID principal) {
        OrganizationId over = Given.organization(visit.required("over"));
        AssignmentScope scope =
                visit.ticked("below") ? new AssignmentScope.Subtree(over) : new AssignmentScope.Only(over);
        rights.assignments().assign(visit.caller(), id, principal, Given.id(visit.required("role")), scope);
    }

    private List<Held> held(Caller caller, OrganizationId id, @Nullable UUID principal, List<Role> roles) {
        List<RoleAssignment> assignments = rights.assignments().list(caller, id, principal);
        Map<UUID, String> who = names.of(
                caller, id, assignments.stream().map(RoleAssignment::principal).toList());
        Map<UUID, Role> known = roles.stream().collect(Collectors.toMap(Role::id, Function.identity()));
        Set<OrganizationId> tops = new HashSet<>();
        assignments.forEach(assignment -> tops.add(assignment.scope().organization()));
        Map<OrganizationId, String> where = organizations.names(caller, tops);
        return assignments.stream()
                .map(assignment -> new Held(
                        assignment.id(),
                        who.getOrDefault(
                                assignment.principal(), assignment.principal().toString()),
                        link(id, assignment),
                        known.containsKey(assignment.role())
                                ? known.get(assignment.role()).name()
                                : assignment.role().toString(),
                        over(assignment.scope(), where)))
                .sorted(Comparator.comparing(Held::who).thenComparing(Held::role))
                .toList();
    }

    private static String link(OrganizationId id, RoleAssignment assignment) {
        PrincipalKind kind = assignment.principalKind();
        return switch (kind) {
            case USER -> "/console/people/" + id + "/" + assignment.principal();
            case GROUP -> "/console/groups/" + id + "/" + assignment.principal();
            case SERVICE_ACCOUNT -> OrganizationTabs.path(id, SettingsTab.PROGRAMS) + "/" + assignment.principal();
        };
    }

    private static String over(AssignmentScope scope, Map<OrganizationId, String> where) {
        String top =
                where.getOrDefault(scope.organization(), scope.organization().toString());
        return switch (scope) {
            case AssignmentScope.Subtree subtree -> top + " and all below";
            case AssignmentScope.Only only -> "only " + top;
            case AssignmentScope.Tagged(var organization, var tag) -> "the tag " + tag + " in " + top;
            case AssignmentScope.AllExcept(var organization, var excluded) ->
                top + " and all below, except " + excluded.size();
        };
    }
}
