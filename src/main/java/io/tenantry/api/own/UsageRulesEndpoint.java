package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Given;
import io.tenantry.usage.UsageRule;
import io.tenantry.usage.UsageRules;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** By which rules the accounts of an organization become people. */
@RestController
@RequestMapping(UsageRulesEndpoint.PATH)
class UsageRulesEndpoint {
    static final String PATH = Paths.ORGANIZATION + "/usage/rules";

    private final UsageRules rules;

    UsageRulesEndpoint(UsageRules rules) {
        this.rules = rules;
    }

    /**
     * How accounts become people, and how costs are told. What is absent is as usual.
     *
     * @param ignoredKeys addresses and ids that several people share, such as info@contoso.example
     * @param currency in which costs are told; amounts are added up as they are without one
     * @param rates what one unit of another currency is worth in that one
     */
    @Schema(name = "UsageRules")
    record RulesBody(
            @Nullable Boolean matchMail,
            @Nullable Boolean matchUserPrincipalName,
            @Nullable Boolean matchPersonKey,
            @Nullable List<String> ignoredKeys,
            @Nullable String currency,
            @Nullable Map<String, BigDecimal> rates) {
        static RulesBody of(UsageRule rule) {
            return new RulesBody(
                    rule.matchMail(),
                    rule.matchUpn(),
                    rule.matchExternalId(),
                    rule.ignoredKeys(),
                    rule.currency(),
                    rule.rates());
        }

        UsageRule rule() {
            return new UsageRule(
                    !Boolean.FALSE.equals(matchMail),
                    !Boolean.FALSE.equals(matchUserPrincipalName),
                    !Boolean.FALSE.equals(matchPersonKey),
                    ignoredKeys == null ? List.of() : Given.all(ignoredKeys, "ignoredKeys"),
                    currency,
                    Objects.requireNonNullElse(rates, Map.of()));
        }
    }

    @Operation(summary = "Get the rules by which accounts become people")
    @GetMapping
    @Requires(Permission.USAGE_SOURCE_READ)
    RulesBody get(Caller caller, @PathVariable String organizationId) {
        return RulesBody.of(rules.of(caller, Paths.organization(organizationId)));
    }

    /** All accounts are consolidated anew, in the background. */
    @Operation(summary = "Set the rules by which accounts become people")
    @PutMapping
    @Requires(Permission.USAGE_SOURCE_WRITE)
    RulesBody replace(Caller caller, @PathVariable String organizationId, @RequestBody RulesBody body) {
        return RulesBody.of(rules.replace(caller, Paths.organization(organizationId), body.rule()));
    }
}
