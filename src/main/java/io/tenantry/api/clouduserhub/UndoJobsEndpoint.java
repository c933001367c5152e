package io.tenantry.api.clouduserhub;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.automation.CommandJobs;
import io.tenantry.automation.Undoable;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Taking back what a job has done, by the blocks that its blocks declare as their inverses. */
@RestController
@RequestMapping({UndoJobsEndpoint.AT_ROOT, "/clouduserhub" + UndoJobsEndpoint.AT_ROOT})
class UndoJobsEndpoint {
    static final String AT_ROOT = RunCommandsEndpoint.AT_ROOT + "/{jobId}/undo";

    private final CommandJobs jobs;
    private final Answers answers;

    UndoJobsEndpoint(CommandJobs jobs, Answers answers) {
        this.jobs = jobs;
        this.answers = answers;
    }

    /** Blocks without {@code undoneBy} are those that nothing takes back. */
    @Operation(summary = "See what undoing a job would take back")
    @Exchanges(gives = "undoableBlock")
    @GetMapping
    @Requires(value = Permission.COMMAND_JOBS_READ, note = "and the block's own read action")
    Map<String, List<Undoable>> look(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String commandBlockId,
            @PathVariable String jobId) {
        return Map.of(
                "value",
                jobs.undoable(
                        caller,
                        Keys.organization(organizationId),
                        Keys.uuid(commandBlockId, "commandBlockId"),
                        Keys.uuid(jobId, "jobId")));
    }

    /** Takes a job on that undoes another. Of a job for many, each part that has run is undone. */
    @Operation(summary = "Undo a job")
    @Exchanges(gives = "acceptedJob", status = 202)
    @PostMapping
    @Requires(value = Permission.COMMAND_JOBS_READ, note = "and what the blocks that undo it need")
    ResponseEntity<Map<String, @Nullable Object>> undo(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @PathVariable String commandBlockId,
            @PathVariable String jobId) {
        UUID block = Keys.uuid(commandBlockId, "commandBlockId");
        return JobShapes.accepted(
                answers,
                request,
                block,
                jobs.undo(caller, Keys.organization(organizationId), block, Keys.uuid(jobId, "jobId")));
    }
}
