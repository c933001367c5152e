package io.tenantry.console.savings;

import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.console.organizations.Where;
import io.tenantry.kernel.Refusal;
import io.tenantry.organizations.Organizations;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.SavingExclusion;
import io.tenantry.usage.SavingExclusions;
import io.tenantry.usage.SavingReport;
import io.tenantry.usage.SavingReports;
import io.tenantry.usage.SavingRule;
import io.tenantry.usage.SavingRules;
import io.tenantry.usage.SavingSetting;
import io.tenantry.usage.SavingTotal;
import io.tenantry.usage.Savings;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** By which rules savings are looked for in an organization, what is left out, and to whom reports are sent. */
@Controller
class SavingRulesPage {
    static final String PATH = SavingsPage.PATH + "/rules";

    private static final String ABOVE = "an organization above";

    private static final Map<String, String> NEWS = Map.of(
            "rule", "The rule is changed, here and below, and savings were looked for anew.",
            "inherited", "The rule is inherited again, and savings were looked for anew.",
            "excluded", "It is left out from now on, here and below.",
            "included", "It counts again.",
            "searched", "Savings were looked for anew.",
            "report", "The report will be sent.",
            "stopped", "The report is sent no more.");

    private final Savings savings;
    private final SavingRules rules;
    private final SavingExclusions exclusions;
    private final SavingReports reports;
    private final Organizations organizations;
    private final Where where;

    SavingRulesPage(
            Savings savings,
            SavingRules rules,
            SavingExclusions exclusions,
            SavingReports reports,
            Organizations organizations,
            Where where) {
        this.savings = savings;
        this.rules = rules;
        this.exclusions = exclusions;
        this.reports = reports;
        this.organizations = organizations;
        this.where = where;
    }

    /**
     * A rule as the page shows it.
     *
     * @param from in words, who has said so
     * @param found what it finds a month now, in each currency
     */
    record Line(SavingSetting setting, boolean isOwn, String from, List<SavingTotal> found) {}

    /** An exclusion of an organization above. */
    record Above(SavingExclusion exclusion, String from) {}

    @GetMapping(PATH)
    @Requires(Permission.USAGE_READ)
    String page(Visit visit) {
        OrganizationId organization = where.given(visit);
        if (organization == null) {
            return where.ask(visit, "Savings", SavingsPage.PATH, Permission.USAGE_READ);
        }
        String done = visit.field("done");
        visit.with("news", done == null ? null : NEWS.get(done));
        return show(visit, organization);
    }

    private String show(Visit visit, OrganizationId organization) {
        Caller caller = visit.caller();
        List<SavingRules.Binding> bindings = rules.list(caller, organization);
        List<SavingExclusion> above = exclusions.above(caller, organization);
        Set<OrganizationId> others = new HashSet<>();
        bindings.stream().map(SavingRules.Binding::of).filter(Objects::nonNull).forEach(others::add);
        above.forEach(each -> others.add(each.organization()));
        Map<OrganizationId, String> names = organizations.names(caller, others);
        List<SavingTotal> totals = savings.totals(caller, organization);
        visit.with("organization", organization)
                .with("organizationName", where.name(visit, organization))
                .with("searchedAt", savings.searchedAt(caller, organization))
                .with(
                        "rules",
                        bindings.stream()
                                .map(binding -> line(binding, organization, names, totals))
                                .toList())
                .with("exclusions", exclusions.list(caller, organization))
                .with(
                        "above",
                        above.stream()
                                .map(each -> new Above(each, names.getOrDefault(each.organization(), ABOVE)))
                                .toList())
                .with("reports", reports.list(caller, organization))
                .with("mayWrite", caller.reach(Permission.USAGE_WRITE).covers(organization));
        return "console/savings/rules";
    }

    private static Line line(
            SavingRules.Binding binding,
            OrganizationId organization,
            Map<OrganizationId, String> names,
            List<SavingTotal> totals) {
        OrganizationId of = binding.of();
        boolean isOwn = organization.equals(of);
        String from = of == null ? "the hub's usual way" : isOwn ? "set here" : "from " + names.getOrDefault(of, ABOVE);
        SavingRule rule = binding.setting().rule();
        return new Line(
                binding.setting(),
                isOwn,
                from,
                totals.stream().filter(total -> total.rule() == rule).toList());
    }

    /** Looks for savings now, rather than when it is time. */
    @PostMapping(PATH + "/search")
    @Requires(Permission.USAGE_READ)
    String search(Visit visit) {
        OrganizationId organization = where.required(visit);
        savings.search(visit.caller(), organization);
        return back(organization, "searched");
    }

    @PostMapping(PATH + "/{rule}/edit")
    @Requires(Permission.USAGE_WRITE)
    String edit(Visit visit, @PathVariable String rule) {
        return saved(visit, "rule", organization -> rules.set(visit.because(), organization, setting(visit, rule)));
    }

    private static SavingSetting setting(Visit visit, String rule) {
        String days = visit.field("days");
        try {
            return new SavingSetting(
                    SavingRule.named(rule),
                    visit.ticked("enabled"),
                    days == null ? null : Integer.valueOf(days),
                    Integer.parseInt(visit.required("confidence")),
                    new BigDecimal(Objects.requireNonNullElse(visit.field("atLeast"), "0")));
        } catch (NumberFormatException no) {
            throw new Refusal(Refusal.Reason.MALFORMED, "Days, confidence and amounts are numbers", "days");
        }
    }

    /** Lets the organizations above decide again. */
    @PostMapping(PATH + "/{rule}/inherited")
    @Requires(Permission.USAGE_WRITE)
    String inherit(Visit visit, @PathVariable String rule) {
        OrganizationId organization = where.required(visit);
        rules.inherit(visit.because(), organization, SavingRule.named(rule));
        return back(organization, "inherited");
    }

    @PostMapping(PATH + "/exclusions")
    @Requires(Permission.USAGE_WRITE)
    String exclude(Visit visit) {
        return saved(
                visit,
                "excluded",
                organization -> exclusions.add(
                        visit.caller(),
                        organization,
                        new SavingExclusions.Wish(
                                SavingExclusion.Kind.named(visit.required("kind")),
                                visit.required("value"),
                                Objects.requireNonNullElse(visit.field("reason"), ""),
                                day(visit.field("until")))));
    }

    @PostMapping(PATH + "/exclusions/{exclusionId}/delete")
    @Requires(Permission.USAGE_WRITE)
    String include(Visit visit, @PathVariable String exclusionId) {
        OrganizationId organization = where.required(visit);
        exclusions.remove(visit.caller(), organization, Given.id(exclusionId));
        return back(organization, "included");
    }

    /** Has savings mailed regularly to whoever asks. */
    @PostMapping(PATH + "/reports")
    @Requires(Permission.USAGE_WRITE)
    String mail(Visit visit) {
        return saved(
                visit,
                "report",
                organization -> reports.add(
                        visit.caller(),
                        organization,
                        new SavingReports.Wish(
                                SavingReport.Every.named(visit.required("every")),
                                formats(visit),
                                visit.signedIn().organization(),
                                visit.signedIn().user(),
                                true)));
    }

    private static List<SavingReport.Format> formats(Visit visit) {
        String[] ticked = visit.request().getParameterValues("format");
        return ticked == null
                ? List.of()
                : Arrays.stream(ticked).map(SavingReport.Format::named).toList();
    }

    @PostMapping(PATH + "/reports/{reportId}/delete")
    @Requires(Permission.USAGE_WRITE)
    String stop(Visit visit, @PathVariable String reportId) {
        OrganizationId organization = where.required(visit);
        reports.remove(visit.caller(), organization, Given.id(reportId));
        return back(organization, "stopped");
    }

    /** A day as forms give it. */
    static @Nullable LocalDate day(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException no) {
            throw new Refusal(Refusal.Reason.MALFORMED, "That is no day", "until");
        }
    }

    /** Does something, and shows the page with what came of it or why it was refused. */
    private String saved(Visit visit, String done, Consumer<OrganizationId> work) {
        OrganizationId organization = where.required(visit);
        try {
            work.accept(organization);
            return back(organization, done);
        } catch (Refusal refusal) {
            visit.refused(refusal);
            return show(visit, organization);
        }
    }

    private static String back(OrganizationId organization, String done) {
        return "redirect:" + PATH + "?organization=" + organization + "&done=" + done;
    }
}
