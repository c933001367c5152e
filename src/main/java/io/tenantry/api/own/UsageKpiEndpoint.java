package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import io.tenantry.usage.ActivityKpi;
import io.tenantry.usage.ActivityKpis;
import io.tenantry.usage.DailyActivity;
import io.tenantry.usage.DailyRollups;
import io.tenantry.usage.KpiSubject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How many people do something, day by day. */
@RestController
@RequestMapping(Paths.ORGANIZATION + "/usage/kpi")
class UsageKpiEndpoint {
    private static final int DAYS_USUAL = 90;

    private final ActivityKpis kpis;
    private final DailyRollups rollups;

    UsageKpiEndpoint(ActivityKpis kpis, DailyRollups rollups) {
        this.kpis = kpis;
        this.rollups = rollups;
    }

    /** Today's figures, those of 30 days ago, and those of the days between two. */
    @Schema(name = "ActivityFigures")
    record KpiBody(DailyActivity today, DailyActivity before, List<DailyActivity> days) {
        static KpiBody of(ActivityKpi kpi) {
            return new KpiBody(kpi.today(), kpi.before(), kpi.days());
        }
    }

    /** The last 90 days unless others are asked for; of everybody unless a department or an application is named. */
    @Operation(summary = "Get the activity of people day by day")
    @Exchanges(
            options = {
                "from: the first day, such as 2026-09-01",
                "to: the last day",
                "department: only the people of this department",
                "application: only the users of this application, by id"
            })
    @GetMapping
    @Requires(Permission.USAGE_READ)
    KpiBody get(Caller caller, HttpServletRequest request, @PathVariable String organizationId) {
        LocalDate to = day(request, "to", LocalDate.now(Clock.systemUTC()));
        LocalDate from = day(request, "from", to.minusDays(DAYS_USUAL));
        return KpiBody.of(kpis.of(caller, Paths.organization(organizationId), subject(request), from, to));
    }

    /** The figures of past days come from people and their activity, so counting them again gives the same. */
    @Operation(summary = "Count past days anew")
    @Exchanges(options = "from: the first day to count; the first there is when nothing is said")
    @PostMapping("/rebuild")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.USAGE_SOURCE_WRITE)
    void rebuild(Caller caller, HttpServletRequest request, @PathVariable String organizationId) {
        String from = Lists.one(request, "from");
        rollups.rebuild(caller, Paths.organization(organizationId), from == null ? null : day(from, "from"));
    }

    private static KpiSubject subject(HttpServletRequest request) {
        String department = Lists.one(request, "department");
        String application = Lists.one(request, "application");
        Refusal.unless(
                department == null || application == null,
                Refusal.Reason.MALFORMED,
                "Either a department or an application is asked about",
                "application");
        if (application != null) {
            return new KpiSubject.InApplication(Paths.uuid(application, "application"));
        }
        return department == null ? new KpiSubject.Everyone() : new KpiSubject.Department(department);
    }

    private static LocalDate day(HttpServletRequest request, String name, LocalDate usual) {
        @Nullable String text = Lists.one(request, name);
        return text == null ? usual : day(text, name);
    }

    private static LocalDate day(String text, String name) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException notADay) {
            throw new Refusal(
                    Refusal.Reason.MALFORMED, "'" + Shortened.of(text) + "' is no day such as 2026-09-01", name);
        }
    }
}
