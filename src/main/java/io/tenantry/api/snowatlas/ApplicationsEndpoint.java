package io.tenantry.api.snowatlas;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.kernel.Refusal;
import io.tenantry.usage.ActivityKpis;
import io.tenantry.usage.Application;
import io.tenantry.usage.ApplicationUser;
import io.tenantry.usage.Applications;
import io.tenantry.usage.KpiSubject;
import io.tenantry.usage.LookupValues;
import io.tenantry.usage.PeopleApplications;
import io.tenantry.usage.PersonStatus;
import io.tenantry.usage.UsageSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The applications of the consolidated view, and who has accounts in them. */
@RestController("atlasApplicationsEndpoint")
@RequestMapping(AtlasPaths.ROOT + "/applications")
class ApplicationsEndpoint {
    private final Applications applications;
    private final PeopleApplications people;
    private final LookupValues values;
    private final ActivityKpis kpis;
    private final UsageSettings settings;
    private final Lists lists;
    private final InstantSource clock = InstantSource.system();

    ApplicationsEndpoint(
            Applications applications,
            PeopleApplications people,
            LookupValues values,
            ActivityKpis kpis,
            UsageSettings settings,
            Lists lists) {
        this.applications = applications;
        this.people = people;
        this.values = values;
        this.kpis = kpis;
        this.settings = settings;
        this.lists = lists;
    }

    @Operation(summary = "Get applications")
    @Exchanges(givesType = ApplicationShape.class)
    @GetMapping
    @Requires(Permission.USAGE_READ)
    AtlasListing list(Caller caller, HttpServletRequest request) {
        return lists.list(
                request,
                caller,
                Rules.APPLICATIONS,
                query -> applications.list(caller, null, query),
                ApplicationShape::of);
    }

    /** At most 1000, in their order. */
    @Operation(summary = "Get the values that applications have, to choose filters from")
    @Exchanges(
            options = {
                "field: the property whose values are wanted, such as vendor",
                "search: a part of the values, in any case"
            })
    @GetMapping("/lookup-values")
    @Requires(Permission.USAGE_READ)
    Values values(Caller caller, @RequestParam String field, @RequestParam(required = false) @Nullable String search) {
        return new Values(values.ofApplications(caller, field, search));
    }

    @Operation(summary = "Get application")
    @GetMapping("/{applicationId}")
    @Requires(Permission.USAGE_READ)
    ApplicationShape get(Caller caller, @PathVariable String applicationId) {
        UUID id = AtlasPaths.uuid(applicationId, "applicationId");
        return about(id, () -> ApplicationShape.of(applications.get(caller, null, id)));
    }

    /** How many of the application's users use it. */
    @Operation(summary = "Get application KPIs")
    @Exchanges(
            options = {
                "fromDate: the first day, such as 2024-05-01T00:00:00Z",
                "toDate: the last day; at most 400 days are told at once"
            })
    @GetMapping("/{applicationId}/kpi")
    @Requires(Permission.USAGE_READ)
    KpiShape kpi(Caller caller, HttpServletRequest request, @PathVariable String applicationId) {
        UUID id = AtlasPaths.uuid(applicationId, "applicationId");
        KpiDays days = KpiDays.of(request);
        return about(id, () -> {
            Application application = applications.get(caller, null, id);
            return KpiShape.of(kpis.of(
                    caller, application.organization(), new KpiSubject.InApplication(id), days.from(), days.to()));
        });
    }

    /** Members mean what they do in the application: when the user last used it, and whether he is enabled there. */
    @Operation(summary = "Get application users")
    @Exchanges(givesType = UserOfApplication.class)
    @GetMapping("/{applicationId}/users")
    @Requires(Permission.USAGE_READ)
    AtlasListing users(Caller caller, HttpServletRequest request, @PathVariable String applicationId) {
        UUID id = AtlasPaths.uuid(applicationId, "applicationId");
        Instant since = settings.activeSince(clock.instant());
        return about(
                id,
                () -> lists.list(
                        request,
                        caller,
                        Rules.USERS_OF_APPLICATION,
                        query -> people.users(caller, null, id, query),
                        user -> UserOfApplication.of(user, since)));
    }

    /** At most 1000, in their order. */
    @Operation(summary = "Get the values that users of an application have, to choose filters from")
    @Exchanges(
            options = {
                "field: the property whose values are wanted, such as department",
                "search: a part of the values, in any case"
            })
    @GetMapping("/{applicationId}/users/lookup-values")
    @Requires(Permission.USAGE_READ)
    Values userValues(
            Caller caller,
            @PathVariable String applicationId,
            @RequestParam String field,
            @RequestParam(required = false) @Nullable String search) {
        UUID id = AtlasPaths.uuid(applicationId, "applicationId");
        return about(id, () -> new Values(values.ofUsers(caller, id, field, search)));
    }

    private static <T> T about(UUID id, Supplier<T> answer) {
        try {
            return answer.get();
        } catch (Refusal refusal) {
            throw AtlasPaths.missing(refusal, id);
        }
    }

    record Values(List<String> items) {}

    /** An application, how many use it, and what it costs a month. */
    record ApplicationShape(
            UUID id,
            String name,
            String vendor,
            UUID vendorId,
            String category,
            Instant createdDate,
            long users,
            long activeUsers,
            double costPerMonth,
            double potentialSavings,
            @Nullable Instant lastActive) {
        static ApplicationShape of(Application application) {
            Application.Figures figures = application.figures();
            return new ApplicationShape(
                    application.id(),
                    application.name(),
                    application.vendor(),
                    application.vendorId(),
                    application.category(),
                    application.createdAt(),
                    figures.users(),
                    figures.active(),
                    figures.costPerMonth().doubleValue(),
                    figures.potentialSavings().doubleValue(),
                    figures.lastActive());
        }
    }

    /** A user of an application. */
    record UserOfApplication(
            UUID id,
            String displayName,
            String email,
            String username,
            String country,
            String department,
            boolean isEnabled,
            boolean isInReview,
            boolean isOnline,
            boolean isQualified,
            List<Integer> discoveryTypes,
            Instant firstDiscovered,
            @Nullable Instant lastActive,
            double userCostPerMonth,
            double potentialSavings,
            String status) {
        static UserOfApplication of(ApplicationUser user, Instant activeSince) {
            Instant last = user.lastActive();
            boolean active = last != null && !last.isBefore(activeSince);
            return new UserOfApplication(
                    user.person().id(),
                    user.person().displayName(),
                    user.person().email(),
                    user.person().username(),
                    user.person().country(),
                    user.person().department(),
                    user.enabled(),
                    user.person().flags().inReview(),
                    user.person().flags().online(),
                    user.person().flags().qualified(),
                    user.discoveryTypes(),
                    user.firstDiscovered(),
                    last,
                    user.costPerMonth().doubleValue(),
                    active ? 0 : user.costPerMonth().doubleValue(),
                    PersonStatus.of(last, activeSince).shown());
        }
    }
}
