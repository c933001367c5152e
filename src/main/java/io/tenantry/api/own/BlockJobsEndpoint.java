package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.own.CommandJobBodies.AcceptedBody;
import io.tenantry.api.own.CommandJobBodies.JobBody;
import io.tenantry.api.own.CommandJobBodies.JobProgressBody;
import io.tenantry.api.own.CommandJobBodies.JobRow;
import io.tenantry.api.own.CommandJobBodies.NewCommandJob;
import io.tenantry.api.own.CommandJobBodies.UndoBody;
import io.tenantry.automation.Accepted;
import io.tenantry.automation.CommandJobs;
import io.tenantry.automation.Job;
import io.tenantry.platform.web.Links;
import io.tenantry.platform.web.ProgressStream;
import io.tenantry.platform.web.ProgressStream.Watched;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Order;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Running command blocks and sets, and their jobs. */
@RestController
class BlockJobsEndpoint {
    private static final String JOBS = Paths.ORGANIZATION + "/command-jobs";
    private static final String JOB = JOBS + "/{commandJobId}";
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final String NOTE = "and the block's own read action";

    /** By the names that the members of a job have here, and by those of the other interface, which were the only ones once. */
    private static final Catalogue FIELDS = CommandJobs.FIELDS
            .also("organization", "organizationName")
            .also("blockId", "commandBlockId")
            .also("block", "commandBlockTechnicalIdentifier")
            .also("blockVersion", "commandBlockVersion")
            .also("set", "commandSetName")
            .also("parentId", "parentJobId")
            .also("undoes", "undoesJobId")
            .also("askedBy", "actorUserUpn")
            .also("createdAt", "createdOn")
            .also("plannedAt", "plannedExecution")
            .also("startedAt", "executedOn")
            .also("finishedAt", "finishedOn");

    private static final Listed<Job> LISTED =
            new Listed<>(FIELDS, List.of(Order.descending(FIELDS.id())), Set.of(), JobRow::of);

    private final CommandJobs jobs;
    private final ProgressStream stream;
    private final Watchers watchers;
    private final JsonMapper json;
    private final Lists lists;
    private final Links links;

    BlockJobsEndpoint(
            CommandJobs jobs, ProgressStream stream, Watchers watchers, JsonMapper json, Lists lists, Links links) {
        this.jobs = jobs;
        this.stream = stream;
        this.watchers = watchers;
        this.json = json;
        this.lists = lists;
        this.links = links;
    }

    /** It runs in the background; ask the address in Location how far it is. */
    @Operation(summary = "Run a command block or set")
    @Exchanges(givesType = AcceptedBody.class, status = 202)
    @PostMapping(JOBS)
    @Requires(value = Permission.COMMAND_READ, note = "and the block's own write action and what its steps need")
    ResponseEntity<AcceptedBody> run(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @RequestBody NewCommandJob body) {
        OrganizationId organization = Paths.organization(organizationId);
        UUID block = jobs.named(caller, organization, body.block()).id();
        Accepted accepted = jobs.run(caller, organization, block, body.aim(), body.request());
        return accepted(request, accepted);
    }

    /** The newest first. */
    @Operation(summary = "List the jobs of command blocks, the newest first")
    @Exchanges(givesType = JobRow.class)
    @GetMapping(Paths.ROOT + "/command-jobs")
    @Requires(value = Permission.COMMAND_JOBS_READ, note = "and each block's own read action")
    Listing list(Caller caller, HttpServletRequest request) {
        return lists.watched(request, caller, LISTED, query -> jobs.list(caller, query));
    }

    @Operation(summary = "Get a job, with its steps")
    @GetMapping(JOB)
    @Requires(value = Permission.COMMAND_JOBS_READ, note = NOTE)
    JobBody get(Caller caller, @PathVariable String organizationId, @PathVariable String commandJobId) {
        return JobBody.of(jobs.get(caller, Paths.organization(organizationId), id(commandJobId)));
    }

    /** A job that runs ends before its next step. A job for many ends with all of them. */
    @Operation(summary = "Cancel a job")
    @PostMapping(JOB + "/cancel")
    @Requires(value = Permission.COMMAND_JOBS_READ, note = "and the block's own read and write actions")
    JobBody cancel(Caller caller, @PathVariable String organizationId, @PathVariable String commandJobId) {
        Job job = job(caller, organizationId, commandJobId);
        return JobBody.of(jobs.cancel(caller, job.organization(), job.blockId(), job.id()));
    }

    /** Goes on with the step that failed. Of a job for many, those that failed are tried again. */
    @Operation(summary = "Try a failed job again")
    @PostMapping(JOB + "/retry")
    @Requires(value = Permission.COMMAND_JOBS_READ, note = "and the block's own read and write actions")
    JobBody retry(Caller caller, @PathVariable String organizationId, @PathVariable String commandJobId) {
        Job job = job(caller, organizationId, commandJobId);
        return JobBody.of(jobs.retry(caller, job.organization(), job.blockId(), job.id()));
    }

    @Operation(summary = "See what undoing a job would take back")
    @GetMapping(JOB + "/undo")
    @Requires(value = Permission.COMMAND_JOBS_READ, note = NOTE)
    UndoBody undoable(Caller caller, @PathVariable String organizationId, @PathVariable String commandJobId) {
        Job job = job(caller, organizationId, commandJobId);
        return new UndoBody(jobs.undoable(caller, job.organization(), job.blockId(), job.id()));
    }

    /** Takes a job on that undoes another. Of a job for many, each part that has run is undone. */
    @Operation(summary = "Undo a job")
    @Exchanges(givesType = AcceptedBody.class, status = 202)
    @PostMapping(JOB + "/undo")
    @Requires(value = Permission.COMMAND_JOBS_READ, note = "and what the blocks that undo it need")
    ResponseEntity<AcceptedBody> undo(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @PathVariable String commandJobId) {
        Job job = job(caller, organizationId, commandJobId);
        return accepted(request, jobs.undo(caller, job.organization(), job.blockId(), job.id()));
    }

    /**
     * Tells how far a job is, as server-sent events called {@code progress}, and one called {@code end} when it is over. A stream
     * ends after some minutes; clients of such streams open it again by themselves.
     */
    @Operation(summary = "Watch a job")
    @Exchanges(givesFile = "text/event-stream")
    @GetMapping(JOB + "/events")
    @Requires(value = Permission.COMMAND_JOBS_READ, note = NOTE)
    void events(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @PathVariable String commandJobId,
            HttpServletResponse response)
            throws IOException {
        Job job = job(caller, organizationId, commandJobId);
        stream.send(
                response,
                new Watched<>(
                        () -> jobs.progress(watchers.now(caller, request), job.organization(), job.id()),
                        progress -> progress.status().isOver(),
                        progress -> json.writeValueAsString(JobProgressBody.of(progress))),
                LONGEST);
    }

    private Job job(Caller caller, String organizationId, String commandJobId) {
        return jobs.get(caller, Paths.organization(organizationId), id(commandJobId))
                .job();
    }

    private ResponseEntity<AcceptedBody> accepted(HttpServletRequest request, Accepted accepted) {
        String path = JOBS.replace("{organizationId}", accepted.organization().toString()) + "/" + accepted.job();
        return ResponseEntity.accepted()
                .location(URI.create(links.absolute(request, path)))
                .body(new AcceptedBody(accepted.job(), accepted.organization().value(), accepted.parts()));
    }

    private static UUID id(String text) {
        return Paths.uuid(text, "commandJobId");
    }
}
