package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Given;
import io.tenantry.changes.Change.EditKind;
import io.tenantry.changes.ChangeRule;
import io.tenantry.changes.ChangeRules;
import io.tenantry.changes.ChangeRules.Binding;
import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import io.tenantry.tenancy.OrganizationId;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which plans of changes need somebody else's approval. */
@RestController
@RequestMapping(Paths.ORGANIZATION + "/change-rules")
class ChangeRulesEndpoint {
    private final ChangeRules rules;

    ChangeRulesEndpoint(ChangeRules rules) {
        this.rules = rules;
    }

    /** The rules that bind the organization: its own, else those of the next above it that has any, else the usual ones. */
    @Operation(summary = "Get the rules by which plans need approval")
    @GetMapping
    @Requires(Permission.CHANGE_READ)
    RulesBody get(Caller caller, @PathVariable String organizationId) {
        return RulesBody.of(rules.of(caller, Paths.organization(organizationId)));
    }

    /** Gives the organization rules of its own, which also hold for those below it that have none. */
    @Operation(summary = "Set the rules by which plans need approval")
    @PutMapping
    @Requires(Permission.CHANGE_RULE_WRITE)
    RulesBody replace(Caller caller, @PathVariable String organizationId, @RequestBody NewRulesBody body) {
        return RulesBody.of(rules.replace(
                caller,
                Paths.organization(organizationId),
                body.rules().stream().map(RuleBody::rule).toList()));
    }

    /** The rules above it bind the organization again. */
    @Operation(summary = "Remove the organization's own rules")
    @DeleteMapping
    @Requires(Permission.CHANGE_RULE_WRITE)
    RulesBody forget(Caller caller, @PathVariable String organizationId) {
        return RulesBody.of(rules.forget(caller, Paths.organization(organizationId)));
    }

    /** Rules, and whose they are; of nobody in particular when they are the usual ones. */
    record RulesBody(@Nullable UUID organizationId, List<RuleBody> rules) {
        static RulesBody of(Binding binding) {
            OrganizationId of = binding.of();
            return new RulesBody(
                    of == null ? null : of.value(),
                    binding.rules().stream().map(RuleBody::of).toList());
        }
    }

    record NewRulesBody(List<RuleBody> rules) {
        NewRulesBody {
            rules = Given.all(rules, "rules");
        }
    }

    /**
     * A rule asks for approval when all that it names is so.
     *
     * @param edits any of set, enable, disable, delete, restore, memberships, licenses; all when absent
     * @param moreThan so many targets and more
     * @param privileged somebody who holds a role is among the targets
     * @param tag only what is changed in organizations with this tag
     * @param costMoreThan licences cost more by more than this a month
     */
    record RuleBody(
            String name,
            @Nullable List<String> edits,
            @Nullable Long moreThan,
            @Nullable Boolean privileged,
            @Nullable String tag,
            @Nullable BigDecimal costMoreThan) {
        RuleBody {
            Given.needed(name, "name");
        }

        static RuleBody of(ChangeRule rule) {
            return new RuleBody(
                    rule.name(),
                    rule.edits().stream().map(EditKind::stored).sorted().toList(),
                    rule.moreThan(),
                    rule.privileged(),
                    rule.tag(),
                    rule.costMoreThan());
        }

        ChangeRule rule() {
            Set<EditKind> kinds = EnumSet.noneOf(EditKind.class);
            for (String edit : edits == null ? List.<String>of() : Given.all(edits, "edits")) {
                EditKind kind = EditKind.ofStored(edit);
                if (kind == null) {
                    throw new Refusal(
                            Refusal.Reason.MALFORMED,
                            "There is no kind of edit called '" + Shortened.of(edit) + "'",
                            "edits");
                }
                kinds.add(kind);
            }
            return new ChangeRule(name, kinds, moreThan, Boolean.TRUE.equals(privileged), tag, costMoreThan);
        }
    }
}
