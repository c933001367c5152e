package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.Given;
import io.tenantry.query.Condition;
import io.tenantry.query.dialect.ODataFilter;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.BulkMarkers;
import io.tenantry.usage.MarkerRequest;
import io.tenantry.usage.MarkerTask;
import io.tenantry.usage.People;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Markers of many people at once. */
@RestController
@RequestMapping(UsageMarkerTasksEndpoint.PATH)
class UsageMarkerTasksEndpoint {
    static final String PATH = Paths.ORGANIZATION + "/usage/marker-tasks";
    private static final int FAILED_SHOWN = 1_000;

    private final BulkMarkers bulk;

    UsageMarkerTasksEndpoint(BulkMarkers bulk) {
        this.bulk = bulk;
    }

    /**
     * Whom to mark, and how.
     *
     * @param scope {@code Only} the named, {@code All}, or {@code AllExcept} the named
     * @param filter a condition in OData's syntax that has to hold as well
     */
    @Schema(name = "NewMarkerTask")
    record NewTaskBody(
            String scope,
            @Nullable List<String> ids,
            @Nullable String filter,
            UsagePeopleEndpoint.MarkersBody markers) {
        NewTaskBody {
            Given.needed(scope, "scope");
            Given.needed(markers, "markers");
        }

        MarkerRequest request() {
            String text = filter;
            Condition condition =
                    text == null ? Condition.ALL : Lists.ours(() -> ODataFilter.parse(text, People.fields()));
            return new MarkerRequest(
                    MarkerRequest.Scope.named(scope),
                    Objects.requireNonNullElse(ids, List.of()),
                    condition,
                    text,
                    markers.edit());
        }
    }

    /** A task, and how far it is. */
    @Schema(name = "MarkerTask")
    record TaskBody(
            UUID id,
            String name,
            Map<String, Object> request,
            String state,
            long targets,
            long done,
            long failed,
            @Nullable UUID undoes,
            @Nullable String problem,
            String requestedBy,
            Instant createdAt,
            @Nullable Instant finishedAt) {
        static TaskBody of(MarkerTask task) {
            return new TaskBody(
                    task.id(),
                    task.name(),
                    task.request(),
                    task.state().name().toLowerCase(Locale.ROOT),
                    task.targets(),
                    task.done(),
                    task.failed(),
                    task.undoes(),
                    task.problem(),
                    task.requestedBy(),
                    task.createdAt(),
                    task.finishedAt());
        }
    }

    record TaskList(List<TaskBody> items) {}

    record ResultList(List<MarkerTask.Result> items) {}

    /** Whom it is about is worked out at once; the rest is done in the background. */
    @Operation(summary = "Mark many people")
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Requires({Permission.USAGE_READ, Permission.USAGE_WRITE})
    TaskBody start(Caller caller, @PathVariable String organizationId, @RequestBody NewTaskBody body) {
        return TaskBody.of(bulk.start(caller, Paths.organization(organizationId), body.request()));
    }

    /** The last hundred, the newest first; those of the last 30 days are kept. */
    @Operation(summary = "List tasks of marking people")
    @GetMapping
    @Requires(Permission.USAGE_READ)
    TaskList list(Caller caller, @PathVariable String organizationId) {
        return new TaskList(bulk.list(caller, Paths.organization(organizationId)).stream()
                .map(TaskBody::of)
                .toList());
    }

    @Operation(summary = "Get a task of marking people")
    @GetMapping("/{taskId}")
    @Requires(Permission.USAGE_READ)
    TaskBody get(Caller caller, @PathVariable String organizationId, @PathVariable String taskId) {
        return TaskBody.of(bulk.get(caller, Paths.organization(organizationId), id(taskId)));
    }

    /** A thousand at a time, those that failed or all of them. */
    @Operation(summary = "List what became of the people of a task")
    @Exchanges(
            options = {
                "all: true to list everybody, and not only who could not be marked",
                "skip: how many to pass over"
            })
    @GetMapping("/{taskId}/results")
    @Requires(Permission.USAGE_READ)
    ResultList results(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String organizationId,
            @PathVariable String taskId) {
        OrganizationId organization = Paths.organization(organizationId);
        UUID id = bulk.get(caller, organization, id(taskId)).id();
        long skip = UsageNumbers.notNegative(Lists.one(request, "skip"), "skip");
        return new ResultList(
                Lists.flag(request, "all")
                        ? bulk.results(caller, id, skip, FAILED_SHOWN)
                        : bulk.failed(caller, id, skip, FAILED_SHOWN));
    }

    /** Everybody gets the markers back that he had before, unless somebody has marked him again since. */
    @Operation(summary = "Undo a task of marking people")
    @PostMapping("/{taskId}/undo")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Requires({Permission.USAGE_READ, Permission.USAGE_WRITE})
    TaskBody undo(Caller caller, @PathVariable String organizationId, @PathVariable String taskId) {
        UUID id =
                bulk.get(caller, Paths.organization(organizationId), id(taskId)).id();
        return TaskBody.of(bulk.undo(caller, id));
    }

    private static UUID id(String text) {
        return Paths.uuid(text, "taskId");
    }
}
