package io.tenantry.api.clouduserhub;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.automation.CommandJobs;
import io.tenantry.automation.Job;
import io.tenantry.automation.JobStats;
import io.tenantry.directory.Property;
import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import io.tenantry.query.Order;
import io.tenantry.query.dialect.ODataRules;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Jobs that are there already: lists, one of them, statistics; ending one, and trying one again. */
@RestController
@RequestMapping({"/command/v1", "/clouduserhub/command/v1"})
class CommandJobsEndpoint {
    private static final String ONE = "/organizations/{organizationId}/commandblocks/{commandBlockId}/jobs/{jobId}";
    private static final String NOTE = "and the block's own read action";
    private static final HubList<Job, Property> JOBS = new HubList<>(
            "commandblocks/jobs",
            JobShapes.JOB,
            null,
            null,
            ODataRules.of(CommandJobs.FIELDS, Order.descending(CommandJobs.FIELDS.id()))
                    .withOthers("$select")
                    .withoutSearch(),
            false,
            false);
    private static final Map<String, Duration> PERIODS =
            Map.of("last24h", Duration.ofHours(24), "last7d", Duration.ofDays(7), "last30d", Duration.ofDays(30));

    private final CommandJobs jobs;
    private final Answers answers;

    CommandJobsEndpoint(CommandJobs jobs, Answers answers) {
        this.jobs = jobs;
        this.answers = answers;
    }

    @Operation(summary = "List the jobs of all organizations")
    @Exchanges(gives = "commandJob")
    @GetMapping("/commandblocks/jobs")
    @Requires(value = Permission.COMMAND_JOBS_READ, note = "and each block's own read action")
    Listing list(Caller caller, HttpServletRequest request) {
        return answers.watched(request, caller, JOBS, query -> jobs.list(caller, query));
    }

    @Operation(summary = "List the jobs of an organization")
    @Exchanges(gives = "commandJob")
    @GetMapping("/organizations/{organizationId}/commandblocks/jobs")
    @Requires(value = Permission.COMMAND_JOBS_READ, note = "and each block's own read action")
    Listing listOf(Caller caller, HttpServletRequest request, @PathVariable String organizationId) {
        return answers.watched(
                request, caller, JOBS, query -> jobs.list(caller, Keys.organization(organizationId), query));
    }

    @Operation(summary = "Get a job")
    @Exchanges(gives = "commandJobDetail")
    @GetMapping(ONE)
    @Requires(value = Permission.COMMAND_JOBS_READ, note = NOTE)
    Map<String, @Nullable Object> get(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String commandBlockId,
            @PathVariable String jobId) {
        return JobShapes.detail(jobs.get(
                caller,
                Keys.organization(organizationId),
                Keys.uuid(commandBlockId, "commandBlockId"),
                Keys.uuid(jobId, "jobId")));
    }

    /** A job that runs ends before its next step. A job for many ends with all of them. */
    @Operation(summary = "Cancel a job")
    @Exchanges(gives = "commandJobDetail")
    @PostMapping(ONE + "/cancel")
    @ResponseStatus(HttpStatus.OK)
    @Requires(value = Permission.COMMAND_JOBS_READ, note = "and the block's own read and write actions")
    Map<String, @Nullable Object> cancel(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String commandBlockId,
            @PathVariable String jobId) {
        return JobShapes.detail(jobs.cancel(
                caller,
                Keys.organization(organizationId),
                Keys.uuid(commandBlockId, "commandBlockId"),
                Keys.uuid(jobId, "jobId")));
    }

    /** Goes on with the step that failed. Of a job for many, those that failed are tried again. */
    @Operation(summary = "Try a failed job again")
    @Exchanges(gives = "commandJobDetail")
    @PostMapping(ONE + "/retry")
    @ResponseStatus(HttpStatus.OK)
    @Requires(value = Permission.COMMAND_JOBS_READ, note = "and the block's own read and write actions")
    Map<String, @Nullable Object> retry(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String commandBlockId,
            @PathVariable String jobId) {
        return JobShapes.detail(jobs.retry(
                caller,
                Keys.organization(organizationId),
                Keys.uuid(commandBlockId, "commandBlockId"),
                Keys.uuid(jobId, "jobId")));
    }

    /** How the jobs of a category and of those within it went. */
    @Operation(summary = "Get the job statistics of a category")
    @Exchanges(gives = "commandJobStats")
    @GetMapping("/categories/{categoryId}/commandblocks/JobStats()")
    @Requires(value = Permission.COMMAND_JOBS_READ, note = "and each block's own read action")
    Map<String, @Nullable Object> stats(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String categoryId,
            @Parameter(description = "last24h, last7d or last30d")
                    @RequestParam(name = "period", defaultValue = "last24h")
                    String period,
            @Parameter(description = "The members to show") @RequestParam(name = "$select", required = false) @Nullable
                    String select) {
        Duration duration = PERIODS.get(period);
        if (duration == null) {
            throw new Refusal(Refusal.Reason.MALFORMED, "A period is one of last24h, last7d and last30d", "period");
        }
        JobStats stats = jobs.stats(caller, Keys.uuid(categoryId, "categoryId"), duration);
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("type", "CommandBlock");
        shown.put("category", stats.category().identifier());
        shown.put("period", period);
        shown.put("completed", stats.completed());
        shown.put("queued", stats.queued());
        shown.put("failed", stats.failed());
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("@odata.context", answers.contextOf(request, "JobStats"));
        answer.putAll(select == null ? shown : selected(shown, select));
        return answer;
    }

    private static Map<String, @Nullable Object> selected(Map<String, @Nullable Object> shown, String select) {
        Map<String, @Nullable Object> selected = new LinkedHashMap<>();
        for (String part : select.split(",", -1)) {
            String name = part.strip();
            Refusal.unless(
                    shown.containsKey(name) || name.equals("*"),
                    Refusal.Reason.MALFORMED,
                    "$select names no property '" + Shortened.of(name) + "' of this resource",
                    "$select");
            if (name.equals("*")) {
                selected.putAll(shown);
            } else {
                selected.put(name, shown.get(name));
            }
        }
        return selected;
    }
}
