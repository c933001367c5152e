package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.automation.Schedule;
import io.tenantry.automation.ScheduleChange;
import io.tenantry.automation.Schedules;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.Links;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Order;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** When command jobs are to run. */
@RestController
class JobSchedulesEndpoint {
    private static final String SCHEDULES = Paths.ROOT + "/command-schedules";
    private static final String SCHEDULE = SCHEDULES + "/{commandScheduleId}";

    /** By the names that the members of a schedule have here, and by those of the other interface, which were the only ones once. */
    private static final Catalogue FIELDS =
            Schedules.FIELDS.also("timing", "kind").also("paused", "isPaused").also("createdAt", "createdOn");

    private static final Listed<Schedule> LISTED =
            new Listed<>(FIELDS, List.of(Order.ascending(FIELDS.sortable("name"))), Set.of(), ScheduleBody::of);

    private final Schedules schedules;
    private final Lists lists;
    private final Links links;

    JobSchedulesEndpoint(Schedules schedules, Lists lists, Links links) {
        this.schedules = schedules;
        this.lists = lists;
        this.links = links;
    }

    /**
     * A schedule, or what is to be otherwise about one.
     *
     * @param timing once, cron, interval or attribute
     * @param rule a local date and time; a cron expression; a duration; or a day of the person and a local time, such as
     *     {@code employeeLeaveDate+1 17:00}
     * @param timeZone such as Europe/Zurich, or {@code person} or {@code organization}
     * @param missed skip or catchUp: what becomes of times that no node ran at
     */
    record ScheduleValues(
            @Nullable String name,
            @Nullable String timing,
            @Nullable String rule,
            @Nullable String timeZone,
            @Nullable String missed,
            @Nullable Boolean paused) {
        ScheduleChange change() {
            return new ScheduleChange(
                    name, timing, rule, timeZone, missed == null ? null : Schedule.Missed.named(missed), paused);
        }
    }

    record ScheduleBody(
            UUID id,
            UUID organizationId,
            String name,
            String timing,
            String rule,
            String timeZone,
            String missed,
            boolean paused,
            Instant createdAt) {
        static ScheduleBody of(Schedule schedule) {
            return new ScheduleBody(
                    schedule.id(),
                    schedule.organization().value(),
                    schedule.name(),
                    schedule.timing().kind(),
                    schedule.timing().rule(),
                    schedule.timing().zone().name(),
                    schedule.missed().wireName(),
                    schedule.isPaused(),
                    schedule.createdAt());
        }
    }

    @Operation(summary = "List schedules of command jobs")
    @Exchanges(givesType = ScheduleBody.class)
    @GetMapping(SCHEDULES)
    @Requires(Permission.COMMAND_SCHEDULES_READ)
    Listing list(Caller caller, HttpServletRequest request) {
        return lists.list(request, caller, LISTED, query -> schedules.list(caller, query));
    }

    @Operation(summary = "Get a schedule")
    @Exchanges(givesType = ScheduleBody.class)
    @GetMapping(SCHEDULE)
    @Requires(Permission.COMMAND_SCHEDULES_READ)
    ResponseEntity<ScheduleBody> get(Caller caller, @PathVariable String commandScheduleId) {
        return answer(schedules.get(caller, id(commandScheduleId)));
    }

    @Operation(summary = "Create a schedule")
    @Exchanges(givesType = ScheduleBody.class, status = 201)
    @PostMapping(Paths.ORGANIZATION + "/command-schedules")
    @Requires(Permission.COMMAND_SCHEDULES_WRITE)
    ResponseEntity<ScheduleBody> create(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @RequestBody ScheduleValues body) {
        Schedule made = named(() -> schedules.create(caller, Paths.organization(organizationId), body.change()));
        return Versions.created(
                ScheduleBody.of(made), made.version(), links.absolute(request, SCHEDULES + "/" + made.id()));
    }

    /**
     * Jobs that wait for the schedule get the time it says then, and keep theirs when its rule is the same. While it is paused none of
     * them runs.
     */
    @Operation(summary = "Change, pause or resume a schedule")
    @Exchanges(givesType = ScheduleBody.class)
    @PatchMapping(SCHEDULE)
    @Requires(Permission.COMMAND_SCHEDULES_WRITE)
    ResponseEntity<ScheduleBody> change(
            Caller caller,
            @PathVariable String commandScheduleId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody ScheduleValues body) {
        return answer(
                named(() -> schedules.change(caller, id(commandScheduleId), body.change(), Versions.wanted(ifMatch))));
    }

    /** Jobs that wait for the schedule are cancelled. */
    @Operation(summary = "Delete a schedule")
    @DeleteMapping(SCHEDULE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.COMMAND_SCHEDULES_WRITE)
    void delete(
            Caller caller,
            @PathVariable String commandScheduleId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        schedules.delete(caller, id(commandScheduleId), Versions.wanted(ifMatch));
    }

    private static ResponseEntity<ScheduleBody> answer(Schedule schedule) {
        return Versions.tagged(ScheduleBody.of(schedule), schedule.version());
    }

    /** What others call a kind is a timing here, also in refusals. */
    private static Schedule named(Supplier<Schedule> work) {
        try {
            return work.get();
        } catch (Refusal refusal) {
            if ("kind".equals(refusal.target())) {
                throw new Refusal(
                        refusal.reason(),
                        refusal.getMessage().replace("property 'kind'", "property 'timing'"),
                        "timing");
            }
            throw refusal;
        }
    }

    private static UUID id(String text) {
        return Paths.uuid(text, "commandScheduleId");
    }
}
