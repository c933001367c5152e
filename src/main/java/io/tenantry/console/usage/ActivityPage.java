package io.tenantry.console.usage;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.console.ConsolePage;
import io.tenantry.console.Given;
import io.tenantry.console.Place;
import io.tenantry.console.Visit;
import io.tenantry.console.charts.Chart;
import io.tenantry.console.organizations.Where;
import io.tenantry.kernel.Refusal;
import io.tenantry.usage.ActivityKpi;
import io.tenantry.usage.ActivityKpis;
import io.tenantry.usage.Applications;
import io.tenantry.usage.DailyActivity;
import io.tenantry.usage.KpiSubject;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** How many people are active, and how that went: of everybody, a department or an application. */
@Controller
class ActivityPage implements ConsolePage {
    static final String PATH = "/console/activity";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter LONG_DAY = DateTimeFormatter.ofPattern("d MMM uu", Locale.ENGLISH);
    private static final List<Integer> PERIODS = List.of(30, 90, 180, 400);
    private static final int COLUMNS_MAX = 62;

    private final ActivityKpis kpis;
    private final Applications applications;
    private final Where where;
    private final InstantSource clock;

    ActivityPage(ActivityKpis kpis, Applications applications, Where where, InstantSource clock) {
        this.kpis = kpis;
        this.applications = applications;
        this.where = where;
        this.clock = clock;
    }

    /** A figure of today, and by how much it differs from that of thirty days ago. */
    record Figure(String label, long value, long change) {}

    @Override
    public Place place() {
        return new Place(Place.Section.SOFTWARE, 30, "Activity", PATH, Set.of(Permission.USAGE_READ));
    }

    @GetMapping(PATH)
    @Requires(Permission.USAGE_READ)
    String page(Visit visit) {
        int days = days(visit);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        String department = visit.field("department");
        String application = visit.field("application");
        ActivityKpi told = kpis.of(
                visit.caller(),
                where.given(visit),
                subject(department, application),
                today.minusDays(days - 1L),
                today);
        visit.with("organization", visit.field(Where.ORGANIZATION))
                .with("organizationName", where.named(visit))
                .with("department", department)
                .with("applicationId", application)
                .with(
                        "applicationName",
                        application == null
                                ? null
                                : applications
                                        .get(visit.caller(), where.given(visit), Given.id(application))
                                        .name())
                .with("days", days)
                .with("periods", PERIODS)
                .with("known", told.days().size())
                .with("figures", figures(told))
                .with("charts", charts(told.days()));
        return "console/usage/activity";
    }

    private static int days(Visit visit) {
        String days = visit.field("days");
        if (days == null) {
            return PERIODS.getFirst();
        }
        Refusal.unless(
                PERIODS.stream().anyMatch(known -> known.toString().equals(days)),
                Refusal.Reason.MALFORMED,
                "There is no such period",
                "days");
        return Integer.parseInt(days);
    }

    private static KpiSubject subject(@Nullable String department, @Nullable String application) {
        if (application != null) {
            return new KpiSubject.InApplication(Given.id(application));
        }
        return department == null ? new KpiSubject.Everyone() : new KpiSubject.Department(department);
    }

    private static List<Figure> figures(ActivityKpi told) {
        return List.of(
                figure("people", told, DailyActivity::total),
                figure("active", told, DailyActivity::active),
                figure("inactive", told, DailyActivity::inactive),
                figure("without activity", told, DailyActivity::noActivity));
    }

    private static Figure figure(String label, ActivityKpi told, ToLongFunction<DailyActivity> value) {
        long today = value.applyAsLong(told.today());
        return new Figure(label, today, today - value.applyAsLong(told.before()));
    }

    private static List<Chart> charts(List<DailyActivity> days) {
        List<List<DailyActivity>> parts = parts(days);
        return List.of(
                chart(
                        "How active people were",
                        List.of("Active", "Inactive", "No activity"),
                        parts,
                        part -> List.of(
                                part.getLast().active(),
                                part.getLast().inactive(),
                                part.getLast().noActivity())),
                chart(
                        "People in all",
                        List.of("Total"),
                        parts,
                        part -> List.of(part.getLast().total())),
                chart(
                        "People who came and went",
                        List.of("Added", "Removed"),
                        parts,
                        part -> List.of(
                                part.stream().mapToLong(DailyActivity::added).sum(),
                                part.stream().mapToLong(DailyActivity::removed).sum())));
    }

    private static Chart chart(
            String label,
            List<String> names,
            List<List<DailyActivity>> parts,
            Function<List<DailyActivity>, List<Long>> values) {
        DateTimeFormatter day = parts.size() < COLUMNS_MAX / 2 ? DAY : LONG_DAY;
        return new Chart(
                label,
                names,
                parts.stream()
                        .map(part -> new Chart.Point(day.format(part.getLast().day()), values.apply(part)))
                        .toList());
    }

    /** As many days to a column as leave the columns to be told apart. */
    private static List<List<DailyActivity>> parts(List<DailyActivity> days) {
        int size = Math.max(1, (days.size() + COLUMNS_MAX - 1) / COLUMNS_MAX);
        List<List<DailyActivity>> parts = new ArrayList<>();
        // From the end, so that the last column is a whole one.
        for (int end = days.size(); end > 0; end -= size) {
            parts.addFirst(days.subList(Math.max(0, end - size), end));
        }
        return parts;
    }
}
