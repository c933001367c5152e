package io.tenantry.api.snowatlas;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.Condition;
import io.tenantry.query.dialect.AtlasFilter;
import io.tenantry.usage.ApplicationEdit;
import io.tenantry.usage.ApplicationEdits;
import io.tenantry.usage.BulkMarkers;
import io.tenantry.usage.MarkerEdit;
import io.tenantry.usage.MarkerRequest;
import io.tenantry.usage.MarkerRequest.Scope;
import io.tenantry.usage.MarkerTask;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Updates of many users or applications at once: begun, watched, and summed up. */
@RestController
@RequestMapping(AtlasPaths.ROOT)
class BulkUpdatesEndpoint {
    private static final int FAILED_SHOWN_MAX = 100_000;
    private static final Set<String> MEMBERS = Set.of("scope", "ids", "filter", "body");
    private static final Set<String> MARKERS = Set.of("onlineOnly", "review", "qualified");

    private static final Set<String> DESCRIPTIONS = Set.of("category", "vendor");

    private final BulkMarkers bulk;
    private final ApplicationEdits edits;

    BulkUpdatesEndpoint(BulkMarkers bulk, ApplicationEdits edits) {
        this.bulk = bulk;
        this.edits = edits;
    }

    /** Members of the body that are left out stay as they are. With the scope All, ids are of no meaning. */
    @Operation(summary = "Bulk update users")
    @Exchanges(takes = "bulkUpdateUsersRequest", status = 202)
    @PostMapping("/users/bulk-update")
    @Requires({Permission.USAGE_READ, Permission.USAGE_WRITE})
    ResponseEntity<Begun> begin(Caller caller, @RequestBody Map<String, @Nullable Object> body) {
        Sent sent = Sent.of(body, MEMBERS);
        Scope scope = Scope.named(sent.neededText("scope"));
        Sent wanted = sent.object("body", MARKERS);
        String filter = filter(sent);
        List<String> ids = sent.texts("ids");
        MarkerTask task = bulk.start(
                caller,
                null,
                new MarkerRequest(
                        scope,
                        scope == Scope.ALL ? List.of() : ids,
                        filter == null ? Condition.ALL : AtlasFilter.parse(filter, Rules.USERS),
                        filter,
                        new MarkerEdit(wanted.flag("onlineOnly"), wanted.flag("review"), wanted.flag("qualified"))));
        return ResponseEntity.accepted().body(new Begun(task.id(), List.of(Link.toTask(task.id()))));
    }

    /** There is none before the task is over. */
    @Operation(summary = "Get bulk update users summary")
    @GetMapping("/users/bulk-update/{id}")
    @Requires(Permission.USAGE_READ)
    Summary summary(Caller caller, @PathVariable String id) {
        UUID task = AtlasPaths.uuid(id, "id");
        MarkerTask found = found(caller, task);
        if (found.state() == MarkerTask.State.RUNNING) {
            throw AtlasPaths.missing(new Refusal(Refusal.Reason.NOT_FOUND, "The task is still running"), task);
        }
        return Summary.of(
                found.done(), found.failed(), bulk.failed(caller, task, 0, FAILED_SHOWN_MAX), "users", found.problem());
    }

    @Operation(summary = "Get task")
    @GetMapping("/tasks/{id}")
    @Requires(Permission.USAGE_READ)
    TaskShape task(Caller caller, @PathVariable String id) {
        UUID task = AtlasPaths.uuid(id, "id");
        ApplicationEdit edit = edit(caller, task);
        return edit == null ? TaskShape.of(found(caller, task)) : TaskShape.of(edit);
    }

    /** It is done when the answer comes; the task only says so, for clients that ask. */
    @Operation(summary = "Bulk update applications")
    @Exchanges(takes = "bulkUpdateApplicationsRequest", status = 202)
    @PostMapping("/applications/bulk-update")
    @Requires({Permission.USAGE_READ, Permission.USAGE_SOURCE_WRITE})
    ResponseEntity<Begun> describe(Caller caller, @RequestBody Map<String, @Nullable Object> body) {
        Sent sent = Sent.of(body, MEMBERS);
        Scope scope = Scope.named(sent.neededText("scope"));
        Sent wanted = sent.object("body", DESCRIPTIONS);
        String filter = filter(sent);
        ApplicationEdit edit = edits.apply(
                caller,
                new ApplicationEdits.Wish(
                        scope,
                        sent.texts("ids"),
                        filter == null ? Condition.ALL : AtlasFilter.parse(filter, Rules.APPLICATIONS),
                        wanted.text("category"),
                        wanted.text("vendor")));
        return ResponseEntity.accepted().body(new Begun(edit.id(), List.of(Link.toTask(edit.id()))));
    }

    @Operation(summary = "Get bulk update applications summary")
    @GetMapping("/applications/bulk-update/{id}")
    @Requires(Permission.USAGE_READ)
    Summary applicationSummary(Caller caller, @PathVariable String id) {
        UUID task = AtlasPaths.uuid(id, "id");
        try {
            ApplicationEdit edit = edits.get(caller, task);
            return Summary.of(edit.done(), edit.failed().size(), edit.failed(), "applications", null);
        } catch (Refusal refusal) {
            throw AtlasPaths.missing(refusal, task);
        }
    }

    /** The task if it is one about applications, or null. */
    private @Nullable ApplicationEdit edit(Caller caller, UUID id) {
        try {
            return edits.get(caller, id);
        } catch (Refusal refusal) {
            if (refusal.reason() == Refusal.Reason.NOT_FOUND) {
                return null;
            }
            throw refusal;
        }
    }

    private static @Nullable String filter(Sent sent) {
        String filter = sent.text("filter");
        return filter == null || filter.isBlank() ? null : filter;
    }

    private MarkerTask found(Caller caller, UUID id) {
        try {
            return bulk.get(caller, id);
        } catch (Refusal refusal) {
            throw AtlasPaths.missing(refusal, id);
        }
    }

    record Begun(UUID id, @JsonProperty("_links") List<Link> links) {}

    /**
     * How far a task is.
     *
     * @param status {@code Running}, {@code Complete} or {@code Failed}
     */
    record TaskShape(
            UUID id,
            String name,
            String status,
            String description,
            @JsonProperty("_links") List<Link> links) {
        static TaskShape of(MarkerTask task) {
            long handled = task.done() + task.failed();
            return switch (task.state()) {
                case RUNNING ->
                    new TaskShape(
                            task.id(),
                            task.name(),
                            "Running",
                            handled + " of " + (task.targets() + task.missing()) + " users are handled.",
                            List.of(Link.toTask(task.id())));
                case COMPLETE ->
                    over(task, "Complete", "The bulk update completed; " + task.failed() + " users failed.");
                case FAILED -> over(task, "Failed", "The bulk update failed: " + task.problem());
            };
        }

        static TaskShape of(ApplicationEdit edit) {
            return new TaskShape(
                    edit.id(),
                    "Bulk update applications",
                    "Complete",
                    "The bulk update completed; " + edit.failed().size() + " applications failed.",
                    List.of(Link.toSummary("applications", edit.id())));
        }

        private static TaskShape over(MarkerTask task, String status, String description) {
            return new TaskShape(
                    task.id(), task.name(), status, description, List.of(Link.toSummary("users", task.id())));
        }
    }

    /**
     * What came of a bulk update.
     *
     * @param failures the same as {@code failed}, each with its reason; Snow Atlas does not tell them apart
     */
    record Summary(
            long successCount,
            long failedCount,
            List<String> failed,
            @Nullable String failureReason,
            List<MarkerTask.Result> failures) {
        static Summary of(
                long done, long failures, List<MarkerTask.Result> failed, String things, @Nullable String problem) {
            Map<String, Long> reasons = new TreeMap<>();
            failed.forEach(each -> reasons.merge(String.valueOf(each.problem()), 1L, Long::sum));
            StringBuilder told = new StringBuilder();
            reasons.forEach((reason, many) -> told.append(told.isEmpty() ? "" : "; ")
                    .append(many)
                    .append(' ')
                    .append(things)
                    .append(": ")
                    .append(reason));
            return new Summary(
                    done,
                    failures,
                    failed.stream().map(MarkerTask.Result::id).toList(),
                    problem != null ? problem : told.isEmpty() ? null : told.toString(),
                    failed);
        }
    }
}
