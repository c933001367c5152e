package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.Given;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.SavingExclusion;
import io.tenantry.usage.SavingExclusions;
import io.tenantry.usage.SavingRules;
import io.tenantry.usage.SavingSetting;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** By which rules savings are looked for, and what is never told. */
@RestController
class SavingSettingsEndpoint {
    private static final String RULES = SavingsEndpoint.SAVINGS + "/rules";
    private static final String EXCLUSIONS = SavingsEndpoint.SAVINGS + "/exclusions";

    private final SavingRules rules;
    private final SavingExclusions exclusions;

    SavingSettingsEndpoint(SavingRules rules, SavingExclusions exclusions) {
        this.rules = rules;
        this.exclusions = exclusions;
    }

    /** The surest first: of several rules that a seat meets, the first gives the reason. */
    @Operation(summary = "List the rules by which savings are looked for")
    @GetMapping(RULES)
    @Requires(Permission.USAGE_READ)
    SavingRuleList rules(Caller caller, @PathVariable String organizationId) {
        OrganizationId organization = Paths.organization(organizationId);
        return new SavingRuleList(rules.list(caller, organization).stream()
                .map(binding -> SavingRuleBody.of(organization, binding))
                .toList());
    }

    /**
     * What is left out stays as it is. It holds in the organizations below too that have said nothing themselves. Savings are
     * looked for anew at once.
     */
    @Operation(summary = "Change a rule by which savings are looked for")
    @PatchMapping(
            path = RULES + "/{name}",
            consumes = {"application/json", "application/merge-patch+json"})
    @Requires(Permission.USAGE_WRITE)
    SavingRuleBody changeRule(
            Caller caller,
            @PathVariable String organizationId,
            @Parameter(description = "The rule's name") @PathVariable String name,
            @RequestBody RuleChange body) {
        OrganizationId organization = Paths.organization(organizationId);
        SavingSetting now = held(caller, organization, name);
        return SavingRuleBody.of(organization, rules.set(caller, organization, body.on(now)));
    }

    /** What the nearest organization above says holds again, or else what is usual. Savings are looked for anew at once. */
    @Operation(summary = "Go by a rule as the organizations above do")
    @DeleteMapping(RULES + "/{name}")
    @Requires(Permission.USAGE_WRITE)
    SavingRuleBody inheritRule(
            Caller caller,
            @PathVariable String organizationId,
            @Parameter(description = "The rule's name") @PathVariable String name) {
        OrganizationId organization = Paths.organization(organizationId);
        SavingSetting now = held(caller, organization, name);
        return SavingRuleBody.of(organization, rules.inherit(caller, organization, now.rule()));
    }

    private SavingSetting held(Caller caller, OrganizationId organization, String name) {
        return rules.list(caller, organization).stream()
                .map(SavingRules.Binding::setting)
                .filter(setting -> setting.rule().wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(Refusal.Reason.NOT_FOUND, "There is no such rule"));
    }

    @Operation(summary = "List what is never told as a saving")
    @GetMapping(EXCLUSIONS)
    @Requires(Permission.USAGE_READ)
    ExclusionList exclusions(Caller caller, @PathVariable String organizationId) {
        OrganizationId organization = Paths.organization(organizationId);
        return new ExclusionList(
                shown(exclusions.list(caller, organization)), shown(exclusions.above(caller, organization)));
    }

    private static List<ExclusionBody> shown(List<SavingExclusion> exclusions) {
        return exclusions.stream().map(ExclusionBody::of).toList();
    }

    /** It holds in the organization and in those below it, until the day named or for ever. */
    @Operation(summary = "Exclude a product, subscription, person or tag from savings")
    @Exchanges(status = 201)
    @PostMapping(EXCLUSIONS)
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.USAGE_WRITE)
    ExclusionBody exclude(Caller caller, @PathVariable String organizationId, @RequestBody NewExclusionBody body) {
        return ExclusionBody.of(exclusions.add(caller, Paths.organization(organizationId), body.wish()));
    }

    @Operation(summary = "Take back an exclusion from savings")
    @DeleteMapping(EXCLUSIONS + "/{exclusionId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.USAGE_WRITE)
    void include(Caller caller, @PathVariable String organizationId, @PathVariable String exclusionId) {
        exclusions.remove(caller, Paths.organization(organizationId), Paths.uuid(exclusionId, "exclusionId"));
    }

    record SavingRuleList(List<SavingRuleBody> items) {}

    /**
     * How an organization goes by a rule.
     *
     * @param days after how many days, for rules that look at time
     * @param atLeast less than this a month is not told
     * @param source {@code own} where the organization says so itself, {@code above} where one above it does, or {@code usual}
     */
    record SavingRuleBody(
            String rule,
            String meaning,
            boolean enabled,
            @Nullable Integer days,
            int confidence,
            BigDecimal atLeast,
            String source) {
        static SavingRuleBody of(OrganizationId organization, SavingRules.Binding binding) {
            SavingSetting setting = binding.setting();
            OrganizationId of = binding.of();
            return new SavingRuleBody(
                    setting.rule().wireName(),
                    setting.rule().meaning(),
                    setting.enabled(),
                    setting.days(),
                    setting.confidence(),
                    setting.atLeast(),
                    of == null ? "usual" : of.equals(organization) ? "own" : "above");
        }
    }

    /** What is to be different. */
    record RuleChange(
            @Nullable Boolean enabled,
            @Nullable Integer days,
            @Nullable Integer confidence,
            @Nullable BigDecimal atLeast) {
        SavingSetting on(SavingSetting now) {
            return new SavingSetting(
                    now.rule(),
                    Objects.requireNonNullElse(enabled, now.enabled()),
                    days == null ? now.days() : days,
                    Objects.requireNonNullElse(confidence, now.confidence()),
                    Objects.requireNonNullElse(atLeast, now.atLeast()));
        }
    }

    /**
     * What is never told in an organization.
     *
     * @param items what it has excluded itself
     * @param above what organizations above have, which holds here too
     */
    record ExclusionList(List<ExclusionBody> items, List<ExclusionBody> above) {}

    /**
     * What is never told.
     *
     * @param kind {@code sku}, {@code subscription}, {@code person} or {@code tag}
     * @param value an id, or the name of a tag
     * @param name what the thing with that id is called here, if it is known
     */
    record ExclusionBody(
            UUID id,
            String kind,
            String value,
            String reason,
            @Nullable LocalDate until,
            String createdBy,
            Instant createdAt,
            @Nullable String name) {
        static ExclusionBody of(SavingExclusion exclusion) {
            return new ExclusionBody(
                    exclusion.id(),
                    exclusion.kind().stored(),
                    exclusion.value(),
                    exclusion.reason(),
                    exclusion.until(),
                    exclusion.createdBy(),
                    exclusion.createdAt(),
                    exclusion.name());
        }
    }

    /** What is to be excluded; without {@code until}, for ever. */
    record NewExclusionBody(
            String kind,
            String value,
            @Nullable String reason,
            @Nullable LocalDate until) {
        NewExclusionBody {
            Given.needed(kind, "kind");
            Given.needed(value, "value");
        }

        SavingExclusions.Wish wish() {
            return new SavingExclusions.Wish(
                    SavingExclusion.Kind.named(kind), value, Objects.requireNonNullElse(reason, ""), until);
        }
    }
}
