package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.Given;
import io.tenantry.query.Order;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.Application;
import io.tenantry.usage.ApplicationPlan;
import io.tenantry.usage.ApplicationPlans;
import io.tenantry.usage.ApplicationUser;
import io.tenantry.usage.Applications;
import io.tenantry.usage.PeopleApplications;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Applications that people use, who they are, and what the applications cost. */
@RestController
class UsageApplicationsEndpoint {
    private static final String APPLICATIONS = Paths.ORGANIZATION + "/usage/applications";
    private static final String APPLICATION = APPLICATIONS + "/{applicationId}";
    private static final String PLAN = Paths.ORGANIZATION + "/usage/plans/{planId}";

    private static final Listed<Application> LISTED = new Listed<>(
            Applications.fields(),
            List.of(Order.ascending(Applications.fields().sortable("name"))),
            Set.of(),
            ApplicationBody::of);

    private static final Listed<ApplicationUser> USERS = new Listed<>(
            PeopleApplications.userFields(),
            List.of(Order.ascending(PeopleApplications.userFields().sortable("displayName"))),
            Set.of(),
            UserBody::of);

    private final Applications applications;
    private final ApplicationPlans plans;
    private final PeopleApplications users;
    private final Lists lists;

    UsageApplicationsEndpoint(
            Applications applications, ApplicationPlans plans, PeopleApplications users, Lists lists) {
        this.applications = applications;
        this.plans = plans;
        this.users = users;
        this.lists = lists;
    }

    /** An application, how many use it, and what it costs a month. */
    @Schema(name = "Application")
    record ApplicationBody(
            UUID id,
            UUID organizationId,
            String name,
            String vendor,
            UUID vendorId,
            String category,
            long users,
            long activeUsers,
            BigDecimal costPerMonth,
            BigDecimal potentialSavings,
            @Nullable Instant lastActive,
            Instant createdDate) {
        static ApplicationBody of(Application application) {
            Application.Figures figures = application.figures();
            return new ApplicationBody(
                    application.id(),
                    application.organization().value(),
                    application.name(),
                    application.vendor(),
                    application.vendorId(),
                    application.category(),
                    figures.users(),
                    figures.active(),
                    figures.costPerMonth(),
                    figures.potentialSavings(),
                    figures.lastActive(),
                    application.createdAt());
        }
    }

    /** What is said of an application. */
    @Schema(name = "ApplicationDescription")
    record DescriptionBody(
            String name, @Nullable String vendor, @Nullable String category) {
        DescriptionBody {
            Given.needed(name, "name");
        }

        Applications.Description description() {
            return new Applications.Description(
                    name, Objects.requireNonNullElse(vendor, ""), Objects.requireNonNullElse(category, ""));
        }
    }

    /** Somebody who has an account in an application. */
    @Schema(name = "ApplicationUser")
    record UserBody(
            UUID id,
            String displayName,
            String email,
            String department,
            boolean isEnabled,
            List<Integer> discoveryTypes,
            BigDecimal costPerMonth,
            Instant firstDiscovered,
            @Nullable Instant lastActive) {
        static UserBody of(ApplicationUser user) {
            return new UserBody(
                    user.person().id(),
                    user.person().displayName(),
                    user.person().email(),
                    user.person().department(),
                    user.enabled(),
                    user.discoveryTypes(),
                    user.costPerMonth(),
                    user.firstDiscovered(),
                    user.lastActive());
        }
    }

    /**
     * What an application is subscribed to by.
     *
     * @param price of a seat for one billing period
     */
    @Schema(name = "ApplicationPlan")
    record PlanShape(
            UUID id,
            UUID applicationId,
            String name,
            @Nullable UUID skuId,
            BigDecimal price,
            @Nullable String currency,
            String billingPeriod,
            boolean isFree,
            BigDecimal pricePerMonth,
            @Nullable LocalDate contractEnd,
            @Nullable Integer seats,
            long assigned) {
        static PlanShape of(ApplicationPlan plan) {
            ApplicationPlan.Terms terms = plan.terms();
            return new PlanShape(
                    plan.id(),
                    plan.application(),
                    plan.name(),
                    plan.sku(),
                    terms.price(),
                    terms.currency(),
                    terms.period().stored(),
                    terms.free(),
                    plan.pricePerMonth(),
                    terms.contractEnd(),
                    terms.seats(),
                    plan.assigned());
        }
    }

    record PlanList(List<PlanShape> items) {}

    /** What a plan costs. */
    @Schema(name = "PlanTerms")
    record TermsBody(
            BigDecimal price,
            @Nullable String currency,
            String billingPeriod,
            @Nullable Boolean isFree,
            @Nullable LocalDate contractEnd,
            @Nullable Integer seats) {
        TermsBody {
            Given.needed(price, "price");
            Given.needed(billingPeriod, "billingPeriod");
        }

        ApplicationPlan.Terms terms() {
            return new ApplicationPlan.Terms(
                    price,
                    currency,
                    ApplicationPlan.BillingPeriod.named(billingPeriod),
                    Boolean.TRUE.equals(isFree),
                    contractEnd,
                    seats);
        }
    }

    /** A plan to be. */
    @Schema(name = "NewPlan")
    record NewPlanBody(String name, TermsBody terms) {
        NewPlanBody {
            Given.needed(name, "name");
            Given.needed(terms, "terms");
        }
    }

    @Operation(summary = "List applications")
    @Exchanges(givesType = ApplicationBody.class)
    @GetMapping(APPLICATIONS)
    @Requires(Permission.USAGE_READ)
    Listing list(Caller caller, HttpServletRequest request, @PathVariable String organizationId) {
        OrganizationId organization = Paths.organization(organizationId);
        return lists.list(request, caller, LISTED, query -> applications.list(caller, organization, query));
    }

    @Operation(summary = "Get an application")
    @GetMapping(APPLICATION)
    @Requires(Permission.USAGE_READ)
    ApplicationBody get(Caller caller, @PathVariable String organizationId, @PathVariable String applicationId) {
        return ApplicationBody.of(applications.get(caller, Paths.organization(organizationId), id(applicationId)));
    }

    @Operation(summary = "Add an application")
    @PostMapping(APPLICATIONS)
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.USAGE_SOURCE_WRITE)
    ApplicationBody create(Caller caller, @PathVariable String organizationId, @RequestBody DescriptionBody body) {
        return ApplicationBody.of(applications.create(caller, Paths.organization(organizationId), body.description()));
    }

    @Operation(summary = "Rename an application")
    @PutMapping(APPLICATION)
    @Requires(Permission.USAGE_SOURCE_WRITE)
    ApplicationBody change(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String applicationId,
            @RequestBody DescriptionBody body) {
        return ApplicationBody.of(
                applications.change(caller, Paths.organization(organizationId), id(applicationId), body.description()));
    }

    @Operation(summary = "List the users of an application")
    @Exchanges(givesType = UserBody.class)
    @GetMapping(APPLICATION + "/users")
    @Requires(Permission.USAGE_READ)
    Listing users(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @PathVariable String applicationId) {
        OrganizationId organization = Paths.organization(organizationId);
        return lists.list(request, caller, USERS, query -> users.users(caller, organization, id(applicationId), query));
    }

    @Operation(summary = "List the plans of an application")
    @GetMapping(APPLICATION + "/plans")
    @Requires(Permission.USAGE_READ)
    PlanList plans(Caller caller, @PathVariable String organizationId, @PathVariable String applicationId) {
        return new PlanList(plans.list(caller, Paths.organization(organizationId), id(applicationId)).stream()
                .map(PlanShape::of)
                .toList());
    }

    @Operation(summary = "Add a plan to an application")
    @PostMapping(APPLICATION + "/plans")
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.USAGE_SOURCE_WRITE)
    PlanShape createPlan(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String applicationId,
            @RequestBody NewPlanBody body) {
        return PlanShape.of(plans.create(
                caller,
                Paths.organization(organizationId),
                id(applicationId),
                body.name(),
                body.terms().terms()));
    }

    /** What its holders cost is worked out anew at once. */
    @Operation(summary = "Say what a plan costs")
    @PutMapping(PLAN)
    @Requires(Permission.USAGE_SOURCE_WRITE)
    PlanShape changePlan(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String planId,
            @RequestBody TermsBody body) {
        return PlanShape.of(
                plans.change(caller, Paths.organization(organizationId), Paths.uuid(planId, "planId"), body.terms()));
    }

    private static UUID id(String text) {
        return Paths.uuid(text, "applicationId");
    }
}
