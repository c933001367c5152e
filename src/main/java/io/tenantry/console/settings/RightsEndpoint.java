package io.tenantry.console.settings;

import io.tenantry.access.AssignmentScope;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.access.Requires;
import io.tenantry.access.RightsExplained;
import io.tenantry.console.ConsolePage;
import io.tenantry.console.Given;
import io.tenantry.console.Place;
import io.tenantry.console.Visit;
import io.tenantry.kernel.Refusal;
import io.tenantry.organizations.Organizations;
import io.tenantry.tenancy.OrganizationId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What somebody can do, where, and why. */
@Controller("consoleRightsEndpoint")
class RightsEndpoint implements ConsolePage {
    private static final int NAMED = 5;

    private final RightsExplained rights;
    private final Organizations organizations;

    RightsEndpoint(RightsExplained rights, Organizations organizations) {
        this.rights = rights;
        this.organizations = organizations;
    }

    /**
     * A permission and how far it reaches.
     *
     * @param roles by which roles it is held
     */
    record Line(Permission permission, String where, String roles) {}

    /** A role and how it is held. */
    record Held(RightsExplained.Why why, String scope, String covers) {}

    @Override
    public Place place() {
        return new Place(Place.Section.SETTINGS, 30, "Rights", "/console/rights", Set.of());
    }

    /** One's own rights, where nobody else is named. */
    @GetMapping("/console/rights")
    @Requires(
            value = {},
            note = "role.read for others than oneself")
    String page(Visit visit) {
        String named = visit.field("principal");
        UUID principal = named == null ? visit.caller().self() : Given.id(named);
        if (principal == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "There is nobody whose rights could be shown");
        }
        RightsExplained.Explanation told = rights.of(visit.caller(), principal);
        Map<OrganizationId, String> names = organizations.names(visit.caller(), named(told));
        List<Line> lines = told.effective().entrySet().stream()
                .filter(right -> !right.getValue().equals(Reach.nowhere()))
                .sorted(Map.Entry.comparingByKey())
                .map(right -> new Line(right.getKey(), covers(right.getValue(), names), roles(told, right.getKey())))
                .toList();
        List<Held> held = told.grants().stream()
                .map(why -> new Held(why, scope(why.scope(), names), covers(why.covers(), names)))
                .toList();
        visit.with("told", told)
                .with("isSelf", principal.equals(visit.caller().self()))
                .with("link", link(visit.caller(), told))
                .with("lines", lines)
                .with("held", held);
        return "console/settings/rights";
    }

    private static @Nullable String link(Caller caller, RightsExplained.Explanation told) {
        return switch (told.kind()) {
            case USER ->
                caller.reach(Permission.USER_READ).covers(told.organization())
                        ? "/console/people/" + told.organization() + "/" + told.principal()
                        : null;
            case GROUP -> "/console/groups/" + told.organization() + "/" + told.principal();
            case SERVICE_ACCOUNT -> null;
        };
    }

    private static Set<OrganizationId> named(RightsExplained.Explanation told) {
        Set<OrganizationId> all = new HashSet<>();
        told.effective().values().forEach(reach -> all.addAll(first(reach)));
        told.grants().forEach(why -> {
            all.addAll(first(why.covers()));
            all.add(why.scope().organization());
            if (why.scope() instanceof AssignmentScope.AllExcept(var top, var excluded)) {
                all.addAll(excluded);
            }
        });
        return all;
    }

    private static List<OrganizationId> first(Reach reach) {
        return reach instanceof Reach.Some(var reached)
                ? reached.stream()
                        .sorted(Comparator.comparing(OrganizationId::value))
                        .limit(NAMED)
                        .toList()
                : List.of();
    }

    private static String covers(Reach reach, Map<OrganizationId, String> names) {
        return switch (reach) {
            case Reach.Everything() -> "everywhere";
            case Reach.Some(var reached) -> {
                String told = first(reach).stream()
                        .map(id -> name(id, names))
                        .sorted()
                        .collect(Collectors.joining(", "));
                yield reached.size() <= NAMED ? told : told + " and " + (reached.size() - NAMED) + " more";
            }
        };
    }

    private static String scope(AssignmentScope scope, Map<OrganizationId, String> names) {
        String top = name(scope.organization(), names);
        return switch (scope) {
            case AssignmentScope.Subtree subtree -> top + " and all below";
            case AssignmentScope.Only only -> "only " + top;
            case AssignmentScope.Tagged(var organization, var tag) -> "what carries the tag " + tag + " in " + top;
            case AssignmentScope.AllExcept(var organization, var excluded) ->
                top + " and all below, except "
                        + excluded.stream().map(id -> name(id, names)).sorted().collect(Collectors.joining(", "));
        };
    }

    private static String name(OrganizationId id, Map<OrganizationId, String> names) {
        return names.getOrDefault(id, id.toString());
    }

    private static String roles(RightsExplained.Explanation told, Permission permission) {
        return told.grants().stream()
                .filter(why -> why.permissions().contains(permission))
                .map(RightsExplained.Why::roleName)
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
