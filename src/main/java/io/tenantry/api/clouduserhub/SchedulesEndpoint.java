package io.tenantry.api.clouduserhub;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.IfMatch;
import io.tenantry.automation.Schedule;
import io.tenantry.automation.ScheduleChange;
import io.tenantry.automation.Schedules;
import io.tenantry.directory.Property;
import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import io.tenantry.query.Order;
import io.tenantry.query.dialect.ODataRules;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Schedules of command jobs: {@code /command/v1/schedules}. */
@RestController
@RequestMapping({"/command/v1/schedules", "/clouduserhub/command/v1/schedules"})
class SchedulesEndpoint {
    static final Shape<Schedule, Property> SCHEDULE = new Shape<Schedule, Property>((schedule, property) -> null)
            .shown("id", Schedule::id)
            .shown("organizationId", schedule -> schedule.organization().value())
            .shown("name", Schedule::name)
            .shown("kind", schedule -> schedule.timing().kind())
            .shown("rule", schedule -> schedule.timing().rule())
            .shown("timeZone", schedule -> schedule.timing().zone().name())
            .shown("missed", schedule -> schedule.missed().wireName())
            .shown("isPaused", Schedule::isPaused)
            .shown("createdOn", Schedule::createdAt)
            .shown("modifiedOn", Schedule::modifiedAt);

    private static final HubList<Schedule, Property> SCHEDULES = new HubList<>(
            "schedules",
            SCHEDULE,
            null,
            null,
            ODataRules.of(Schedules.FIELDS, Order.ascending(Schedules.FIELDS.sortable("name")))
                    .withOthers("$select")
                    .withoutSearch(),
            false,
            false);
    private static final String ORGANIZATION = "organizationId";
    private static final String PAUSED = "isPaused";
    private static final Set<String> CHANGEABLE = Set.of("name", "kind", "rule", "timeZone", "missed", PAUSED);
    private static final Set<String> SETTABLE = Stream.concat(
                    CHANGEABLE.stream().filter(name -> !name.equals(PAUSED)), Stream.of(ORGANIZATION))
            .collect(Collectors.toUnmodifiableSet());

    private final Schedules schedules;
    private final Answers answers;

    SchedulesEndpoint(Schedules schedules, Answers answers) {
        this.schedules = schedules;
        this.answers = answers;
    }

    @Operation(summary = "List schedules")
    @Exchanges(gives = "commandSchedule")
    @GetMapping
    @Requires(Permission.COMMAND_SCHEDULES_READ)
    Listing list(Caller caller, HttpServletRequest request) {
        return answers.list(request, caller, SCHEDULES, query -> schedules.list(caller, query));
    }

    @Operation(summary = "Get a schedule")
    @Exchanges(gives = "commandSchedule")
    @GetMapping("/{scheduleId}")
    @Requires(Permission.COMMAND_SCHEDULES_READ)
    ResponseEntity<Row<Schedule, Property>> get(
            Caller caller, HttpServletRequest request, @PathVariable String scheduleId) {
        return answer(request, schedules.get(caller, Keys.uuid(scheduleId, "scheduleId")));
    }

    /**
     * The kind is once, with a local date and time as its rule; cron, with five or six fields or a word such as @daily; interval, with
     * a duration such as PT6H; or attribute, with a day of the person such as employeeHireDate 08:00. Times that no node ran at are
     * left out, or made up for with missed catchUp.
     */
    @Operation(summary = "Create a schedule")
    @Exchanges(takes = "newCommandSchedule", gives = "commandSchedule", status = 201)
    @PostMapping
    @Requires(Permission.COMMAND_SCHEDULES_WRITE)
    ResponseEntity<Row<Schedule, Property>> create(
            Caller caller, HttpServletRequest request, @RequestBody Map<String, @Nullable Object> body) {
        check(body, SETTABLE);
        GraphBodies.require(body, ORGANIZATION, "name", "kind", "rule");
        String organization = String.valueOf(GraphBodies.text(body, ORGANIZATION, ORGANIZATION));
        Schedule made = schedules.create(caller, Keys.organization(organization), change(body));
        return ResponseEntity.created(URI.create(answers.location(request, made.id())))
                .eTag(Long.toString(made.version()))
                .body(answers.one(request, SCHEDULES, null, made));
    }

    /**
     * Jobs that wait for the schedule get the time it says then, and keep theirs when its rule is the same. While it is paused none of
     * them runs.
     */
    @Operation(summary = "Change, pause or resume a schedule")
    @Exchanges(takes = "commandScheduleChanges", gives = "commandSchedule")
    @PatchMapping("/{scheduleId}")
    @Requires(Permission.COMMAND_SCHEDULES_WRITE)
    ResponseEntity<Row<Schedule, Property>> change(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String scheduleId,
            @RequestHeader(name = IfMatch.HEADER, required = false) @Nullable String ifMatch,
            @RequestBody Map<String, @Nullable Object> body) {
        check(body, CHANGEABLE);
        return answer(
                request,
                schedules.change(caller, Keys.uuid(scheduleId, "scheduleId"), change(body), IfMatch.version(ifMatch)));
    }

    /** Jobs that wait for the schedule are cancelled. */
    @Operation(summary = "Delete a schedule")
    @DeleteMapping("/{scheduleId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.COMMAND_SCHEDULES_WRITE)
    void delete(
            Caller caller,
            @PathVariable String scheduleId,
            @RequestHeader(name = IfMatch.HEADER, required = false) @Nullable String ifMatch) {
        schedules.delete(caller, Keys.uuid(scheduleId, "scheduleId"), IfMatch.version(ifMatch));
    }

    private ResponseEntity<Row<Schedule, Property>> answer(HttpServletRequest request, Schedule schedule) {
        return ResponseEntity.ok()
                .eTag(Long.toString(schedule.version()))
                .body(answers.one(request, SCHEDULES, null, schedule));
    }

    private static void check(Map<String, @Nullable Object> body, Set<String> known) {
        for (String name : body.keySet()) {
            String shown = Shortened.of(name);
            Refusal.unless(
                    known.contains(name),
                    Refusal.Reason.MALFORMED,
                    "There is no property '" + shown + "' to set here",
                    shown);
        }
    }

    private static ScheduleChange change(Map<String, @Nullable Object> body) {
        String missed = GraphBodies.text(body, "missed", "missed");
        return new ScheduleChange(
                GraphBodies.text(body, "name", "name"),
                GraphBodies.text(body, "kind", "kind"),
                GraphBodies.text(body, "rule", "rule"),
                GraphBodies.text(body, "timeZone", "timeZone"),
                missed == null ? null : Schedule.Missed.named(missed),
                GraphBodies.flag(body, PAUSED, PAUSED));
    }
}
