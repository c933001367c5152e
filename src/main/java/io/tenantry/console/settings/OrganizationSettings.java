package io.tenantry.console.settings;

import io.tenantry.access.AssignmentScope;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.PrincipalKind;
import io.tenantry.access.Role;
import io.tenantry.access.RoleAssignment;
import io.tenantry.access.RoleAssignments;
import io.tenantry.access.Roles;
import io.tenantry.access.ServiceAccount;
import io.tenantry.access.ServiceAccounts;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.console.internal.PrincipalNames;
import io.tenantry.credentials.SignInPolicies;
import io.tenantry.directory.UserKey;
import io.tenantry.directory.Users;
import io.tenantry.organizations.Organizations;
import io.tenantry.tenancy.Organization;
import io.tenantry.tenancy.OrganizationId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the page of an organization's settings shows, each part to those who may see it. */
@Component
class OrganizationSettings {
    private final Organizations organizations;
    private final Users users;
    private final Rights rights;
    private final PrincipalNames names;
    private final SignInPolicies policies;

    OrganizationSettings(
            Organizations organizations, Users users, Rights rights, PrincipalNames names, SignInPolicies policies) {
        this.organizations = organizations;
        this.users = users;
        this.rights = rights;
        this.names = names;
        this.policies = policies;
    }

    /** Roles, who holds them, and programs. */
    @Component
    record Rights(Roles roles, RoleAssignments assignments, ServiceAccounts programs) {}

    /** A role that somebody holds. */
    record Held(UUID id, String who, @Nullable String link, String role, String over) {}

    /** A rule for signing in and where it comes from. */
    record Rule(String policy, String member, String value, String from) {}

    RoleAssignments assignments() {
        return rights.assignments();
    }

    ServiceAccounts programs() {
        return rights.programs();
    }

    /** Who is meant: a sign-in name, or an id of a user, group or service account. */
    UUID principal(Visit visit, OrganizationId organization, String text) {
        return text.indexOf('@') > 0
                ? users.get(visit.caller(), organization, new UserKey.Upn(text))
                        .id()
                        .value()
                : Given.id(text);
    }

    String show(Visit visit, OrganizationId id) {
        Caller caller = visit.caller();
        Organization organization = organizations.get(caller, id);
        boolean seesRoles = caller.reach(Permission.ROLE_READ).covers(id);
        List<Role> roles = seesRoles ? rights.roles().list(caller, id) : List.of();
        visit.with("organization", organization)
                .with(
                        "roles",
                        roles.stream().sorted(Comparator.comparing(Role::name)).toList())
                .with("held", seesRoles ? held(caller, id, roles) : null)
                .with("mayAssign", caller.reach(Permission.ROLE_WRITE).covers(id))
                .with("programs", programs(caller, id))
                .with(
                        "mayCreate",
                        caller.reach(Permission.SERVICE_ACCOUNT_WRITE).covers(id))
                .with("rules", caller.reach(Permission.POLICY_READ).covers(id) ? rules(caller, id) : null);
        return "console/settings/organization";
    }

    private @Nullable List<ServiceAccount> programs(Caller caller, OrganizationId id) {
        return caller.reach(Permission.SERVICE_ACCOUNT_READ).covers(id)
                ? rights.programs().list(caller, id)
                : null;
    }

    private List<Held> held(Caller caller, OrganizationId id, List<Role> roles) {
        List<RoleAssignment> assignments = rights.assignments().list(caller, id, null);
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

    private static @Nullable String link(OrganizationId id, RoleAssignment assignment) {
        PrincipalKind kind = assignment.principalKind();
        return switch (kind) {
            case USER -> "/console/people/" + id + "/" + assignment.principal();
            case GROUP -> "/console/groups/" + id + "/" + assignment.principal();
            case SERVICE_ACCOUNT -> null;
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

    private List<Rule> rules(Caller caller, OrganizationId id) {
        SignInPolicies.Told told = policies.show(caller, id);
        List<Rule> rules = new ArrayList<>();
        told.effective()
                .forEach((policy, members) -> members.forEach((member, value) -> {
                    SignInPolicies.Source source =
                            told.sources().getOrDefault(policy, Map.of()).get(member);
                    rules.add(new Rule(
                            spaced(policy.replace("Policy", "")),
                            spaced(member),
                            String.valueOf(value),
                            source == null ? "" : source.from()));
                }));
        rules.sort(Comparator.comparing(Rule::policy).thenComparing(Rule::member));
        return rules;
    }

    /** {@code maxLoginFailures} as words. */
    private static String spaced(String name) {
        String words =
                name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT).strip();
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
