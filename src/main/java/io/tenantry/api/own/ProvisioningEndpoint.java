package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.Links;
import io.tenantry.provisioning.PlanStep;
import io.tenantry.provisioning.Provisioning;
import io.tenantry.provisioning.ProvisioningRun;
import io.tenantry.provisioning.ToldObject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Planning and provisioning of other systems, and what became of each person and group. */
@RestController
@RequestMapping(ScimTargetsEndpoint.PATH + "/{targetId}")
class ProvisioningEndpoint {
    private static final int LIMIT_MAX = 500;

    private final Provisioning provisioning;
    private final Links links;

    ProvisioningEndpoint(Provisioning provisioning, Links links) {
        this.provisioning = provisioning;
        this.links = links;
    }

    /** One time that a target was planned or provisioned. */
    @Schema(name = "ProvisioningRun")
    record RunBody(
            UUID id,
            boolean isPlan,
            String requestedBy,
            String state,
            ProvisioningRun.Counts counts,
            @Nullable String problem,
            Instant startedAt,
            @Nullable Instant finishedAt) {
        static RunBody of(ProvisioningRun run) {
            return new RunBody(
                    run.id(),
                    run.isPlan(),
                    run.requestedBy(),
                    run.state().name().toLowerCase(Locale.ROOT),
                    run.counts(),
                    run.problem(),
                    run.startedAt(),
                    run.finishedAt());
        }
    }

    record ProvisioningRuns(List<RunBody> items) {}

    /** One thing that a plan would do. */
    @Schema(name = "ProvisioningStep")
    record StepBody(
            long number,
            String action,
            String kind,
            UUID id,
            String name,
            @Nullable String remoteId) {
        static StepBody of(PlanStep step) {
            return new StepBody(
                    step.number(), step.action().word(), step.kind(), step.localId(), step.name(), step.remoteId());
        }
    }

    record StepList(List<StepBody> items, @Nullable String next) {}

    record ObjectList(List<ToldObject> items, @Nullable String next) {}

    /** Goes on in the background; the answer's Location tells how far it is. Nothing is told to the other system. */
    @Operation(summary = "Plan what provisioning would do")
    @Exchanges(status = 202)
    @PostMapping("/plan")
    @Requires(Permission.SCIM_TARGET_WRITE)
    ResponseEntity<RunBody> plan(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @PathVariable String targetId) {
        return started(
                request,
                provisioning.plan(caller, Paths.organization(organizationId), Paths.uuid(targetId, "targetId")));
    }

    /** Goes on in the background. Only what changed since the last time is told. */
    @Operation(summary = "Provision people and groups now")
    @Exchanges(
            status = 202,
            options = {"force: true to let any number of people leave"})
    @PostMapping("/run")
    @Requires(Permission.SCIM_TARGET_WRITE)
    ResponseEntity<RunBody> run(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @PathVariable String targetId) {
        return started(
                request,
                provisioning.run(
                        caller,
                        Paths.organization(organizationId),
                        Paths.uuid(targetId, "targetId"),
                        Lists.flag(request, "force")));
    }

    /** The last fifty, the newest first. */
    @Operation(summary = "List the runs of a target")
    @GetMapping("/runs")
    @Requires(Permission.SCIM_TARGET_READ)
    ProvisioningRuns runs(Caller caller, @PathVariable String organizationId, @PathVariable String targetId) {
        return new ProvisioningRuns(
                provisioning.runs(caller, Paths.organization(organizationId), Paths.uuid(targetId, "targetId")).stream()
                        .map(RunBody::of)
                        .toList());
    }

    @Operation(summary = "Get a run of a target")
    @GetMapping("/runs/{runId}")
    @Requires(Permission.SCIM_TARGET_READ)
    RunBody get(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String targetId,
            @PathVariable String runId) {
        return RunBody.of(provisioning.run(
                caller,
                Paths.organization(organizationId),
                Paths.uuid(targetId, "targetId"),
                Paths.uuid(runId, "runId")));
    }

    /** Step by step; what stays as it is is not among it. */
    @Operation(summary = "List what the last plan would do")
    @Exchanges(options = {"after: the number of the last step seen", "limit: how many at most, up to 500"})
    @GetMapping("/steps")
    @Requires({Permission.SCIM_TARGET_READ, Permission.USER_READ_BASIC})
    StepList steps(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @PathVariable String targetId,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        int most = most(limit);
        List<StepBody> items = provisioning
                .steps(caller, Paths.organization(organizationId), Paths.uuid(targetId, "targetId"), after, most)
                .stream()
                .map(StepBody::of)
                .toList();
        String next = items.size() < most
                ? null
                : links.absolute(
                        request,
                        request.getRequestURI() + "?after=" + items.getLast().number() + "&limit=" + most);
        return new StepList(items, next);
    }

    /** Of each person and group, what the other system was told last, and whether that worked. */
    @Operation(summary = "List what became of each person and group")
    @Exchanges(
            options = {
                "state: only those that are current, failed or inactive",
                "after: kind and id of the last one seen, as user:id or group:id",
                "limit: how many at most, up to 500"
            })
    @GetMapping("/objects")
    @Requires({Permission.SCIM_TARGET_READ, Permission.USER_READ_BASIC})
    ObjectList objects(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @PathVariable String targetId,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "100") int limit) {
        int most = most(limit);
        List<ToldObject> items = provisioning.objects(
                caller,
                Paths.organization(organizationId),
                Paths.uuid(targetId, "targetId"),
                from(state, Objects.requireNonNullElse(request.getParameter("after"), "")),
                most);
        String next = items.size() < most
                ? null
                : links.absolute(
                        request,
                        request.getRequestURI() + "?after=" + items.getLast().kind() + ":"
                                + items.getLast().localId() + "&limit=" + most
                                + (state.isEmpty() ? "" : "&state=" + state));
        return new ObjectList(items, next);
    }

    private static Provisioning.From from(String state, String after) {
        Refusal.unless(
                List.of("", "current", "failed", "inactive").contains(state),
                Refusal.Reason.MALFORMED,
                "state is one of current, failed and inactive",
                "state");
        int colon = after.indexOf(':');
        String kind = colon < 0 ? "" : after.substring(0, colon);
        UUID id = colon < 0 ? new UUID(0, 0) : Paths.uuid(after.substring(colon + 1), "after");
        return new Provisioning.From(state.isEmpty() ? null : state, kind, id);
    }

    private static int most(int limit) {
        Refusal.unless(
                limit >= 1 && limit <= LIMIT_MAX,
                Refusal.Reason.MALFORMED,
                "limit is a number from 1 to " + LIMIT_MAX,
                "limit");
        return limit;
    }

    private ResponseEntity<RunBody> started(HttpServletRequest request, ProvisioningRun run) {
        return Begun.run(request, links, run.id(), RunBody.of(run));
    }
}
