package io.tenantry.console.settings;

import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.changes.Change.EditKind;
import io.tenantry.changes.ChangeRules;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.console.changes.Labels;
import io.tenantry.kernel.Refusal;
import io.tenantry.organizations.Organizations;
import io.tenantry.tenancy.OrganizationId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Which plans of changes in an organization need somebody else's agreement. */
@Controller
class ApprovalRulesEndpoint {
    private static final String PAGE = SettingsTab.PAGE + "/approval-rules";

    private final ChangeRules rules;
    private final Organizations organizations;
    private final OrganizationTabs tabs;

    ApprovalRulesEndpoint(ChangeRules rules, Organizations organizations, OrganizationTabs tabs) {
        this.rules = rules;
        this.organizations = organizations;
        this.tabs = tabs;
    }

    @GetMapping(PAGE)
    @Requires({Permission.CHANGE_READ, Permission.ORGANIZATION_READ})
    String page(Visit visit, @PathVariable String organizationId) {
        return show(visit, Given.organization(organizationId), null);
    }

    /** The rules of the form take the place of all that hold now; without any, nothing needs approval. */
    @PostMapping(PAGE)
    @Requires({Permission.CHANGE_RULE_WRITE, Permission.CHANGE_READ, Permission.ORGANIZATION_READ})
    String save(Visit visit, @PathVariable String organizationId) {
        OrganizationId organization = Given.organization(organizationId);
        List<RuleForm> rows = RuleForm.all(visit);
        try {
            rules.replace(visit.caller(), organization, RuleForm.rules(rows));
            return back(organization, "saved");
        } catch (Refusal refusal) {
            visit.tell(refusal);
            return show(visit, organization, rows);
        }
    }

    @PostMapping(PAGE + "/inherited")
    @Requires({Permission.CHANGE_RULE_WRITE, Permission.CHANGE_READ, Permission.ORGANIZATION_READ})
    String inherit(Visit visit, @PathVariable String organizationId) {
        OrganizationId organization = Given.organization(organizationId);
        rules.forget(visit.caller(), organization);
        return back(organization, "inherited");
    }

    private String show(Visit visit, OrganizationId id, @Nullable List<RuleForm> answered) {
        Caller caller = visit.caller();
        tabs.show(visit, id, SettingsTab.APPROVALS);
        ChangeRules.Binding binding = rules.of(caller, id);
        OrganizationId of = binding.of();
        List<RuleForm> rows = new ArrayList<>(
                answered != null
                        ? answered
                        : binding.rules().stream().map(RuleForm::of).toList());
        if (answered == null) {
            rows.add(RuleForm.EMPTY);
        }
        Map<String, String> kinds = new LinkedHashMap<>();
        Arrays.stream(EditKind.values()).forEach(kind -> kinds.put(kind.stored(), Labels.of(kind)));
        visit.with("rows", rows)
                .with("kinds", kinds)
                .with("isOwn", id.equals(of))
                .with("isUsual", of == null)
                .with("hasNone", binding.rules().isEmpty())
                .with(
                        "from",
                        of == null
                                ? null
                                : organizations.names(caller, Set.of(of)).get(of))
                .with("done", visit.field("done"))
                .with("mayWrite", caller.reach(Permission.CHANGE_RULE_WRITE).covers(id));
        return "console/settings/approval-rules";
    }

    private static String back(OrganizationId organization, String done) {
        return "redirect:" + OrganizationTabs.path(organization, SettingsTab.APPROVALS) + "?done=" + done;
    }
}
