package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.Given;
import io.tenantry.changes.Approvals;
import io.tenantry.changes.Change;
import io.tenantry.changes.ChangeRuns;
import io.tenantry.changes.Changes;
import io.tenantry.platform.web.Links;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What is done with plans: approving, applying, watching, stopping, undoing. */
@RestController
class ChangeRunsEndpoint {
    static final String CHANGE = ChangesEndpoint.CHANGE;

    private final Changes changes;
    private final ChangeRuns runs;
    private final Approvals approvals;
    private final ChangeEvents events;
    private final Links links;

    ChangeRunsEndpoint(Changes changes, ChangeRuns runs, Approvals approvals, ChangeEvents events, Links links) {
        this.changes = changes;
        this.runs = runs;
        this.approvals = approvals;
        this.events = events;
        this.links = links;
    }

    /** The hash of the plan that the caller has looked at; of any other, nothing is done. */
    record SeenPlan(String hash) {
        SeenPlan {
            Given.needed(hash, "hash");
        }
    }

    /** The hash of the plan that the caller has looked at, and what he says to it. */
    record Verdict(String hash, @Nullable String comment) {
        Verdict {
            Given.needed(hash, "hash");
        }
    }

    /** Targets to take back although somebody changed them since. */
    record Undone(@Nullable List<String> force) {}

    /** Starts applying the plan, which goes on in the background; ask the address in Location how far it is. */
    @Operation(summary = "Apply a plan")
    @Exchanges(givesType = PlanBody.class, status = 202)
    @PostMapping(CHANGE + "/apply")
    @Requires(Permission.CHANGE_WRITE)
    ResponseEntity<PlanBody> apply(
            Caller caller, HttpServletRequest request, @PathVariable String changeId, @RequestBody SeenPlan body) {
        return accepted(request, runs.apply(caller, ChangesEndpoint.id(changeId), body.hash()));
    }

    /** Stops within a second or two; resume goes on where it was. */
    @Operation(summary = "Pause a plan that is being applied")
    @PostMapping(CHANGE + "/pause")
    @Requires(Permission.CHANGE_WRITE)
    PlanBody pause(Caller caller, @PathVariable String changeId) {
        return PlanBody.of(runs.pause(caller, ChangesEndpoint.id(changeId)));
    }

    @Operation(summary = "Go on with a plan that is paused")
    @Exchanges(givesType = PlanBody.class, status = 202)
    @PostMapping(CHANGE + "/resume")
    @Requires(Permission.CHANGE_WRITE)
    ResponseEntity<PlanBody> resume(Caller caller, HttpServletRequest request, @PathVariable String changeId) {
        return accepted(request, runs.resume(caller, ChangesEndpoint.id(changeId)));
    }

    /** Ends the plan for good. What was changed stays so until it is undone. */
    @Operation(summary = "Cancel a plan")
    @PostMapping(CHANGE + "/cancel")
    @Requires(Permission.CHANGE_WRITE)
    PlanBody cancel(Caller caller, @PathVariable String changeId) {
        return PlanBody.of(runs.cancel(caller, ChangesEndpoint.id(changeId)));
    }

    /** Tries once more what failed, and nothing else. */
    @Operation(summary = "Retry the targets that failed")
    @Exchanges(givesType = PlanBody.class, status = 202)
    @PostMapping(CHANGE + "/retry")
    @Requires(Permission.CHANGE_WRITE)
    ResponseEntity<PlanBody> retry(Caller caller, HttpServletRequest request, @PathVariable String changeId) {
        return accepted(request, runs.retry(caller, ChangesEndpoint.id(changeId)));
    }

    /** Agrees to somebody else's plan, so that it may be applied. */
    @Operation(summary = "Approve a plan")
    @PostMapping(CHANGE + "/approve")
    @Requires(Permission.CHANGE_APPROVE)
    PlanBody approve(Caller caller, @PathVariable String changeId, @RequestBody Verdict body) {
        return PlanBody.of(approvals.approve(caller, ChangesEndpoint.id(changeId), body.hash(), body.comment()));
    }

    /** Refuses somebody else's plan, which is then over. */
    @Operation(summary = "Reject a plan")
    @PostMapping(CHANGE + "/reject")
    @Requires(Permission.CHANGE_APPROVE)
    PlanBody reject(Caller caller, @PathVariable String changeId, @RequestBody Verdict body) {
        return PlanBody.of(approvals.reject(caller, ChangesEndpoint.id(changeId), body.hash(), body.comment()));
    }

    /**
     * Plans the inverse of what was changed; applying that plan takes it back. Targets that somebody changed since are blocked in
     * it, except for those named in {@code force}.
     */
    @Operation(summary = "Plan how to undo a change")
    @Exchanges(givesType = PlanBody.class, status = 201)
    @PostMapping(CHANGE + "/undo")
    @Requires(Permission.CHANGE_WRITE)
    ResponseEntity<PlanBody> undo(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String changeId,
            @RequestBody(required = false) @Nullable Undone body) {
        List<String> force = body == null || body.force() == null ? List.of() : body.force();
        List<UUID> forced = Given.all(force, "force").stream()
                .map(id -> Paths.uuid(id, "force"))
                .toList();
        return ChangesEndpoint.made(request, changes.undo(caller, ChangesEndpoint.id(changeId), forced), links);
    }

    /**
     * Tells how far a plan is, as server-sent events called {@code progress}, and one called {@code end} when nothing more will
     * happen by itself. A stream ends after some minutes; clients of such streams open it again by themselves.
     */
    @Operation(summary = "Watch a plan being applied")
    @Exchanges(givesFile = "text/event-stream")
    @GetMapping(CHANGE + "/events")
    @Requires(Permission.CHANGE_READ)
    void events(Caller caller, HttpServletRequest request, @PathVariable String changeId, HttpServletResponse response)
            throws IOException {
        UUID id = ChangesEndpoint.id(changeId);
        changes.get(caller, id);
        events.send(caller, request, id, response);
    }

    private ResponseEntity<PlanBody> accepted(HttpServletRequest request, Change change) {
        return ResponseEntity.accepted()
                .header(HttpHeaders.LOCATION, links.absolute(request, ChangesEndpoint.CHANGES + "/" + change.id()))
                .header(HttpHeaders.RETRY_AFTER, "1")
                .body(PlanBody.of(change));
    }
}
