package io.tenantry.console.settings;

import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.credentials.SignInPolicies;
import io.tenantry.kernel.Refusal;
import io.tenantry.organizations.Organizations;
import io.tenantry.tenancy.OrganizationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The rules for passwords and failed sign-ins of an organization, and what it inherits where it says nothing itself. */
@Controller("consolePoliciesEndpoint")
class PoliciesEndpoint {
    private static final String PAGE = SettingsTab.PAGE + "/policies";

    private final SignInPolicies policies;
    private final Organizations organizations;
    private final OrganizationTabs tabs;

    PoliciesEndpoint(SignInPolicies policies, Organizations organizations, OrganizationTabs tabs) {
        this.policies = policies;
        this.organizations = organizations;
        this.tabs = tabs;
    }

    /** Rules that belong together. */
    record Part(String policy, String title, List<Line> lines) {}

    /**
     * A rule as the form shows it.
     *
     * @param member by which name refusals know it
     * @param from in words, where that which holds comes from
     */
    record Line(String name, String member, PolicyWords.Rule words, Value value, String from) {}

    /**
     * What a rule says.
     *
     * @param isFlag whether it is a yes or no
     * @param own what the organization says itself, or what was just filled in; null when it says nothing
     * @param inherited what holds otherwise
     */
    record Value(boolean isFlag, @Nullable String own, String inherited) {}

    @GetMapping(PAGE)
    @Requires({Permission.POLICY_READ, Permission.ORGANIZATION_READ})
    String page(Visit visit, @PathVariable String organizationId) {
        return show(visit, Given.organization(organizationId), false);
    }

    /** A field that is left empty goes back to what is inherited. */
    @PostMapping(PAGE)
    @Requires({Permission.POLICY_WRITE, Permission.POLICY_READ, Permission.ORGANIZATION_READ})
    String save(Visit visit, @PathVariable String organizationId) {
        OrganizationId organization = Given.organization(organizationId);
        try {
            SignInPolicies.Told told = policies.show(visit.caller(), organization);
            policies.change(visit.caller(), organization, wanted(visit, told), Long.valueOf(visit.required("version")));
            return "redirect:" + OrganizationTabs.path(organization, SettingsTab.POLICIES) + "?done=saved";
        } catch (Refusal refusal) {
            visit.tell(refusal);
            return show(visit, organization, true);
        }
    }

    /** Lets all rules of one policy, or of all, be inherited again. */
    @PostMapping(PAGE + "/inherited")
    @Requires({Permission.POLICY_WRITE, Permission.POLICY_READ, Permission.ORGANIZATION_READ})
    String inherit(Visit visit, @PathVariable String organizationId) {
        OrganizationId organization = Given.organization(organizationId);
        Map<String, @Nullable Object> none = new HashMap<>();
        none.put(visit.required("policy"), null);
        policies.change(visit.caller(), organization, none, null);
        return "redirect:" + OrganizationTabs.path(organization, SettingsTab.POLICIES) + "?done=inherited";
    }

    private static Map<String, Map<String, @Nullable Object>> wanted(Visit visit, SignInPolicies.Told told) {
        Map<String, Map<String, @Nullable Object>> all = new LinkedHashMap<>();
        told.effective().forEach((policy, members) -> {
            Map<String, @Nullable Object> wanted = new LinkedHashMap<>();
            members.forEach((member, value) -> wanted.put(member, typed(visit.field(policy + "." + member), value)));
            all.put(policy, wanted);
        });
        return all;
    }

    /** What was filled in, as the kind of value that the rule has; what does not fit is left for the rule to refuse. */
    private static @Nullable Object typed(@Nullable String text, Object like) {
        if (text == null) {
            return null;
        }
        if (like instanceof Boolean) {
            return Boolean.valueOf(text);
        }
        try {
            return like instanceof Integer ? Integer.valueOf(text) : text;
        } catch (NumberFormatException none) {
            return text;
        }
    }

    private String show(Visit visit, OrganizationId id, boolean isAnswer) {
        Caller caller = visit.caller();
        tabs.show(visit, id, SettingsTab.POLICIES);
        SignInPolicies.Told told = policies.show(caller, id);
        Map<OrganizationId, String> names = organizations.names(caller, named(told));
        List<Part> parts = new ArrayList<>();
        told.effective().forEach((policy, members) -> {
            List<Line> lines = members.keySet().stream()
                    .map(member -> line(told, policy, member, isAnswer ? visit : null, names))
                    .toList();
            parts.add(new Part(policy, PolicyWords.policy(policy), lines));
        });
        visit.with("parts", parts)
                .with("own", told.own())
                .with("version", isAnswer ? visit.field("version") : String.valueOf(told.version()))
                .with("done", visit.field("done"))
                .with("mayWrite", caller.reach(Permission.POLICY_WRITE).covers(id));
        return "console/settings/policies";
    }

    private static Line line(
            SignInPolicies.Told told,
            String policy,
            String member,
            @Nullable Visit answered,
            Map<OrganizationId, String> names) {
        String name = policy + "." + member;
        Object own = told.own().getOrDefault(policy, Map.of()).get(member);
        Object inherited = Objects.requireNonNull(
                told.inherited().getOrDefault(policy, Map.of()).get(member));
        String shown = answered != null ? answered.field(name) : own == null ? null : String.valueOf(own);
        SignInPolicies.Source source =
                told.sources().getOrDefault(policy, Map.of()).get(member);
        return new Line(
                name,
                member,
                PolicyWords.rule(policy, member),
                new Value(inherited instanceof Boolean, shown, PolicyWords.value(inherited)),
                from(source, names));
    }

    private static String from(SignInPolicies.@Nullable Source source, Map<OrganizationId, String> names) {
        if (source == null || source.from().equals("installation")) {
            return "the hub's settings";
        }
        if (source.from().equals("own")) {
            return "set here";
        }
        OrganizationId organization = source.organization();
        return organization == null
                ? "an organization above"
                : names.getOrDefault(organization, "an organization above");
    }

    private static Set<OrganizationId> named(SignInPolicies.Told told) {
        return told.sources().values().stream()
                .flatMap(members -> members.values().stream())
                .map(SignInPolicies.Source::organization)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
