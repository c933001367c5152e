package io.tenantry.console.work;

import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.access.Requires;
import io.tenantry.automation.CommandJobs;
import io.tenantry.automation.Job;
import io.tenantry.automation.Schedule;
import io.tenantry.automation.ScheduleChange;
import io.tenantry.automation.Schedules;
import io.tenantry.console.ConsolePage;
import io.tenantry.console.Given;
import io.tenantry.console.Place;
import io.tenantry.console.Visit;
import io.tenantry.query.Condition;
import io.tenantry.query.Condition.Compare;
import io.tenantry.query.Condition.Operator;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Schedules, and a calendar of the jobs that are planned for the next four weeks. */
@Controller
class SchedulesPage implements ConsolePage {
    private static final String PATH = "/console/schedules";
    private static final int WEEKS = 4;
    private static final int DAYS = 7;
    private static final int SHOWN_MAX = 500;

    private final Schedules schedules;
    private final CommandJobs jobs;
    private final InstantSource clock = InstantSource.system();

    SchedulesPage(Schedules schedules, CommandJobs jobs) {
        this.schedules = schedules;
        this.jobs = jobs;
    }

    @Override
    public Place place() {
        return new Place(Place.Section.WORK, 40, "Schedules", PATH, Set.of(Permission.COMMAND_SCHEDULES_READ));
    }

    /** A job and when it is planned, where it is that time. */
    record Planned(Job job, ZonedDateTime at) {
        public String time() {
            return at.toLocalTime().truncatedTo(ChronoUnit.MINUTES).toString();
        }

        public String zone() {
            return at.getZone().equals(ZoneOffset.UTC) ? "UTC" : at.getZone().getId();
        }
    }

    /** A day of the calendar and what is planned for it, wherever it is that day. */
    record Day(LocalDate date, boolean isPast, List<Planned> planned) {}

    @GetMapping(PATH)
    @Requires(Permission.COMMAND_SCHEDULES_READ)
    String page(Visit visit) {
        Order byName = Order.ascending(Schedules.FIELDS.sortable("name"));
        List<Schedule> all = schedules
                .list(
                        visit.caller(),
                        ListQuery.first(
                                SHOWN_MAX, Condition.ALL, List.of(byName, Order.ascending(Schedules.FIELDS.id()))))
                .items();
        visit.with("schedules", all)
                .with("weeks", weeks(visit))
                .with(
                        "mayWrite",
                        !visit.caller()
                                .reach(Permission.COMMAND_SCHEDULES_WRITE)
                                .equals(Reach.nowhere()));
        return "console/work/schedules";
    }

    private List<List<Day>> weeks(Visit visit) {
        Instant now = clock.instant();
        List<Planned> planned = planned(visit, now.plus(Duration.ofDays((WEEKS + 1) * DAYS)));
        // Where the sun rises last, it may still be yesterday.
        LocalDate today = planned.stream()
                .map(one -> LocalDate.ofInstant(now, one.at().getZone()))
                .reduce(LocalDate.ofInstant(now, ZoneOffset.UTC), (one, other) -> one.isBefore(other) ? one : other);
        LocalDate first = today.minusDays(today.getDayOfWeek().getValue() - 1L);
        List<List<Day>> weeks = new ArrayList<>();
        for (int week = 0; week < WEEKS; week++) {
            List<Day> days = new ArrayList<>();
            for (int day = 0; day < DAYS; day++) {
                LocalDate date = first.plusDays((long) week * DAYS + day);
                days.add(new Day(
                        date,
                        date.isBefore(today),
                        planned.stream()
                                .filter(one -> date.equals(one.at().toLocalDate()))
                                .toList()));
            }
            weeks.add(days);
        }
        return weeks;
    }

    private List<Planned> planned(Visit visit, Instant until) {
        if (visit.caller().reach(Permission.COMMAND_JOBS_READ).equals(Reach.nowhere())) {
            return List.of();
        }
        Condition soon = new Condition.And(List.of(
                new Compare(CommandJobs.FIELDS.sortable("status"), Operator.EQUALS, "Pending"),
                new Compare(CommandJobs.FIELDS.sortable("plannedExecution"), Operator.LESS, until)));
        List<Order> byTime = List.of(
                Order.ascending(CommandJobs.FIELDS.sortable("plannedExecution")),
                Order.ascending(CommandJobs.FIELDS.id()));
        List<Job> found = jobs.list(visit.caller(), ListQuery.first(SHOWN_MAX, soon, byTime))
                .items();
        Map<UUID, ZoneId> places = schedules.places(visit.caller(), found);
        List<Planned> planned = new ArrayList<>();
        for (Job job : found) {
            Instant at = job.plannedAt();
            if (at != null) {
                planned.add(new Planned(job, at.atZone(places.getOrDefault(job.id(), ZoneOffset.UTC))));
            }
        }
        return planned;
    }

    @PostMapping(PATH + "/{scheduleId}/pause")
    @Requires(Permission.COMMAND_SCHEDULES_WRITE)
    String pause(Visit visit, @PathVariable String scheduleId) {
        return paused(visit, scheduleId, true);
    }

    @PostMapping(PATH + "/{scheduleId}/resume")
    @Requires(Permission.COMMAND_SCHEDULES_WRITE)
    String resume(Visit visit, @PathVariable String scheduleId) {
        return paused(visit, scheduleId, false);
    }

    private String paused(Visit visit, String scheduleId, boolean isPaused) {
        schedules.change(
                visit.caller(), Given.id(scheduleId), new ScheduleChange(null, null, null, null, null, isPaused), null);
        return "redirect:" + PATH;
    }
}
