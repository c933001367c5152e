package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.SavingExclusion;
import io.tenantry.usage.SavingExclusions;
import io.tenantry.usage.SavingReport;
import io.tenantry.usage.SavingReport.Every;
import io.tenantry.usage.SavingReport.Format;
import io.tenantry.usage.SavingReports;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** By which rules savings are looked for, what is never told, and who is sent them. */
@RestController
class SavingSettingsEndpoint {
    private static final String RULES = SavingsEndpoint.SAVINGS + "/rules";
    private static final String EXCLUSIONS = SavingsEndpoint.SAVINGS + "/exclusions";
    private static final String REPORTS = SavingsEndpoint.SAVINGS + "/reports";

    private final SavingRules rules;
    private final SavingExclusions exclusions;
    private final SavingReports reports;

    SavingSettingsEndpoint(SavingRules rules, SavingExclusions exclusions, SavingReports reports) {
        this.rules = rules;
        this.exclusions = exclusions;
        this.reports = reports;
    }

    /** The surest first: of several rules that a seat meets, the first gives the reason. */
    @Operation(summary = "List the rules by which savings are looked for")
    @GetMapping(RULES)
    @Requires(Permission.USAGE_READ)
    SavingRuleList rules(Caller caller, @PathVariable String organizationId) {
        return new SavingRuleList(rules.list(caller, Paths.organization(organizationId)).stream()
                .map(SavingRuleBody::of)
                .toList());
    }

    /** What is left out stays as it is. Savings are looked for anew at once. */
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
        SavingSetting now = rules.list(caller, organization).stream()
                .filter(setting -> setting.rule().wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(Refusal.Reason.NOT_FOUND, "There is no such rule"));
        return SavingRuleBody.of(rules.set(caller, organization, body.on(now)));
    }

    @Operation(summary = "List what is never told as a saving")
    @GetMapping(EXCLUSIONS)
    @Requires(Permission.USAGE_READ)
    ExclusionList exclusions(Caller caller, @PathVariable String organizationId) {
        return new ExclusionList(exclusions.list(caller, Paths.organization(organizationId)).stream()
                .map(ExclusionBody::of)
                .toList());
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

    @Operation(summary = "List the reports of savings that are sent regularly")
    @GetMapping(REPORTS)
    @Requires(Permission.USAGE_READ)
    SavingReportList reports(Caller caller, @PathVariable String organizationId) {
        return new SavingReportList(reports.list(caller, Paths.organization(organizationId)).stream()
                .map(SavingReportBody::of)
                .toList());
    }

    /** The recipient has to have the right to see savings himself whenever one is sent. */
    @Operation(summary = "Have savings sent regularly by mail")
    @Exchanges(status = 201)
    @PostMapping(REPORTS)
    @ResponseStatus(HttpStatus.CREATED)
    @Requires({Permission.USAGE_WRITE, Permission.USER_READ_BASIC})
    SavingReportBody addReport(Caller caller, @PathVariable String organizationId, @RequestBody NewReportBody body) {
        OrganizationId organization = Paths.organization(organizationId);
        return SavingReportBody.of(reports.add(caller, organization, body.wish(organization)));
    }

    @Operation(summary = "Change which savings are sent, how often, and to whom")
    @PutMapping(REPORTS + "/{reportId}")
    @Requires({Permission.USAGE_WRITE, Permission.USER_READ_BASIC})
    SavingReportBody changeReport(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String reportId,
            @RequestBody NewReportBody body) {
        OrganizationId organization = Paths.organization(organizationId);
        UUID id = Paths.uuid(reportId, "reportId");
        return SavingReportBody.of(reports.change(caller, organization, id, body.wish(organization)));
    }

    @Operation(summary = "Send savings no more")
    @DeleteMapping(REPORTS + "/{reportId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.USAGE_WRITE)
    void removeReport(Caller caller, @PathVariable String organizationId, @PathVariable String reportId) {
        reports.remove(caller, Paths.organization(organizationId), Paths.uuid(reportId, "reportId"));
    }

    record SavingRuleList(List<SavingRuleBody> items) {}

    /**
     * How an organization goes by a rule.
     *
     * @param days after how many days, for rules that look at time
     * @param atLeast less than this a month is not told
     */
    record SavingRuleBody(
            String rule,
            String meaning,
            boolean enabled,
            @Nullable Integer days,
            int confidence,
            BigDecimal atLeast) {
        static SavingRuleBody of(SavingSetting setting) {
            return new SavingRuleBody(
                    setting.rule().wireName(),
                    setting.rule().meaning(),
                    setting.enabled(),
                    setting.days(),
                    setting.confidence(),
                    setting.atLeast());
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

    record ExclusionList(List<ExclusionBody> items) {}

    /**
     * What is never told.
     *
     * @param kind {@code sku}, {@code subscription}, {@code person} or {@code tag}
     * @param value an id, or the name of a tag
     */
    record ExclusionBody(
            UUID id,
            String kind,
            String value,
            String reason,
            @Nullable LocalDate until,
            String createdBy,
            Instant createdAt) {
        static ExclusionBody of(SavingExclusion exclusion) {
            return new ExclusionBody(
                    exclusion.id(),
                    exclusion.kind().stored(),
                    exclusion.value(),
                    exclusion.reason(),
                    exclusion.until(),
                    exclusion.createdBy(),
                    exclusion.createdAt());
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

    record SavingReportList(List<SavingReportBody> items) {}

    /**
     * A report that is sent regularly.
     *
     * @param every {@code day}, {@code week} or {@code month}
     * @param formats {@code csv}, {@code pdf} or both
     * @param problem why the last one was not sent, or null
     */
    record SavingReportBody(
            UUID id,
            String every,
            List<String> formats,
            UUID recipientOrganizationId,
            UUID recipientId,
            boolean enabled,
            Instant nextAt,
            @Nullable Instant lastAt,
            @Nullable String problem) {
        static SavingReportBody of(SavingReport report) {
            return new SavingReportBody(
                    report.id(),
                    report.every().stored(),
                    report.formats().stream().map(Format::stored).toList(),
                    report.recipientHome().value(),
                    report.recipient(),
                    report.enabled(),
                    report.nextAt(),
                    report.lastAt(),
                    report.problem());
        }
    }

    /** What to send to whom. The recipient lives in the organization itself, unless another is named; both formats are usual. */
    record NewReportBody(
            UUID recipientId,
            @Nullable UUID recipientOrganizationId,
            @Nullable String every,
            @Nullable List<String> formats,
            @Nullable Boolean enabled) {
        NewReportBody {
            Given.needed(recipientId, "recipientId");
        }

        SavingReports.Wish wish(OrganizationId organization) {
            List<Format> wanted = formats == null
                    ? List.of(Format.CSV, Format.PDF)
                    : Given.all(formats, "formats").stream().map(Format::named).toList();
            UUID home = recipientOrganizationId;
            Refusal.unless(!wanted.isEmpty(), Refusal.Reason.MALFORMED, "At least one format is needed", "formats");
            return new SavingReports.Wish(
                    Every.named(Objects.requireNonNullElse(every, "month")),
                    wanted,
                    home == null ? organization : new OrganizationId(home),
                    recipientId,
                    !Boolean.FALSE.equals(enabled));
        }
    }
}
