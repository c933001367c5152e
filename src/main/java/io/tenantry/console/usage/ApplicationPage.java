package io.tenantry.console.usage;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.console.organizations.Where;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.Application;
import io.tenantry.usage.ApplicationPlan;
import io.tenantry.usage.ApplicationPlan.BillingPeriod;
import io.tenantry.usage.ApplicationPlans;
import io.tenantry.usage.Applications;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** One application: how it is used, by which plans it is subscribed to, and what these cost. */
@Controller
class ApplicationPage {
    private static final String PAGE = ApplicationsPage.PATH + "/{organizationId}/{applicationId}";

    private final Applications applications;
    private final ApplicationPlans plans;
    private final Where where;

    ApplicationPage(Applications applications, ApplicationPlans plans, Where where) {
        this.applications = applications;
        this.plans = plans;
        this.where = where;
    }

    @GetMapping(PAGE)
    @Requires(Permission.USAGE_READ)
    String page(Visit visit, @PathVariable String organizationId, @PathVariable String applicationId) {
        if (visit.field("done") != null) {
            visit.with("news", "The changes are saved.");
        }
        return show(visit, Given.organization(organizationId), Given.id(applicationId));
    }

    private String show(Visit visit, OrganizationId organization, UUID id) {
        Application application = applications.get(visit.caller(), organization, id);
        String named = "organization=" + organization + "&application=" + id;
        visit.with("app", application)
                .with("link", ApplicationsPage.link(application))
                .with("organizationName", where.name(visit, organization))
                .with("plans", plans.list(visit.caller(), organization, id))
                .with("periods", BillingPeriod.values())
                .with("users", "/console/applicationusers?" + named)
                .with("activity", ActivityPage.PATH + "?" + named)
                .with(
                        "mayWrite",
                        visit.caller().reach(Permission.USAGE_SOURCE_WRITE).covers(organization));
        return "console/usage/application";
    }

    @PostMapping(PAGE + "/edit")
    @Requires(Permission.USAGE_SOURCE_WRITE)
    String edit(Visit visit, @PathVariable String organizationId, @PathVariable String applicationId) {
        OrganizationId organization = Given.organization(organizationId);
        UUID id = Given.id(applicationId);
        return saved(
                visit,
                organization,
                id,
                () -> applications.change(
                        visit.caller(),
                        organization,
                        id,
                        new Applications.Description(
                                visit.required("name"), text(visit, "vendor"), text(visit, "category"))));
    }

    @PostMapping(PAGE + "/plans")
    @Requires(Permission.USAGE_SOURCE_WRITE)
    String addPlan(Visit visit, @PathVariable String organizationId, @PathVariable String applicationId) {
        OrganizationId organization = Given.organization(organizationId);
        UUID id = Given.id(applicationId);
        return saved(
                visit,
                organization,
                id,
                () -> plans.create(visit.caller(), organization, id, visit.required("plan"), terms(visit)));
    }

    @PostMapping(PAGE + "/plans/{planId}")
    @Requires(Permission.USAGE_SOURCE_WRITE)
    String changePlan(
            Visit visit,
            @PathVariable String organizationId,
            @PathVariable String applicationId,
            @PathVariable String planId) {
        OrganizationId organization = Given.organization(organizationId);
        UUID plan = Given.id(planId);
        return saved(
                visit,
                organization,
                Given.id(applicationId),
                () -> plans.change(visit.caller(), organization, plan, terms(visit)));
    }

    private String saved(Visit visit, OrganizationId organization, UUID id, Runnable work) {
        try {
            work.run();
            return "redirect:" + ApplicationsPage.PATH + "/" + organization + "/" + id + "?done=saved";
        } catch (Refusal refusal) {
            visit.refused(refusal);
            return show(visit, organization, id);
        }
    }

    private static ApplicationPlan.Terms terms(Visit visit) {
        String currency = visit.field("currency");
        String seats = visit.field("seats");
        String end = visit.field("end");
        try {
            return new ApplicationPlan.Terms(
                    new BigDecimal(Objects.requireNonNullElse(visit.field("price"), "0")),
                    currency,
                    BillingPeriod.named(visit.required("period")),
                    visit.ticked("free"),
                    end == null ? null : LocalDate.parse(end),
                    seats == null ? null : Integer.valueOf(seats));
        } catch (NumberFormatException | DateTimeException no) {
            throw new Refusal(
                    Refusal.Reason.MALFORMED, "Prices and seats are numbers, and a contract ends on a day", "price");
        }
    }

    private static String text(Visit visit, String name) {
        @Nullable String text = visit.field(name);
        return text == null ? "" : text;
    }
}
