package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.own.PlanBody.TargetBody;
import io.tenantry.changes.Change;
import io.tenantry.changes.ChangeTarget;
import io.tenantry.changes.Changes;
import io.tenantry.changes.Subject;
import io.tenantry.platform.web.Links;
import io.tenantry.query.Order;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Plans of changes: what would be done to whom, before anything is. */
@RestController
class ChangesEndpoint {
    static final String CHANGES = Paths.ROOT + "/changes";
    static final String CHANGE = CHANGES + "/{changeId}";
    static final String TARGETS = CHANGE + "/targets";

    private static final Listed<Change> LISTED = new Listed<>(
            Changes.fields(),
            List.of(Order.descending(Changes.fields().sortable("createdAt"))),
            Set.of(),
            PlanBody::of);

    private final Changes changes;
    private final Lists lists;
    private final Links links;
    private final JsonMapper json;

    ChangesEndpoint(Changes changes, Lists lists, Links links, JsonMapper json) {
        this.changes = changes;
        this.lists = lists;
        this.links = links;
        this.json = json;
    }

    /**
     * Works out what a request would do to each of its targets. {@code targets} says which: {@code kind} user or group,
     * {@code organizationIds} (all within reach when absent), a {@code filter} in OData's syntax, {@code ids} or sign-in names, and
     * {@code deleted} for those that are. {@code edit} says what: members to {@code set}, {@code addToGroups},
     * {@code removeFromGroups}, {@code addLicenses}, {@code removeLicenses}, or {@code delete} or {@code restore}. Nothing is
     * changed until the plan is applied.
     */
    @Operation(summary = "Plan a change of many things")
    @Exchanges(takes = "newChange", givesType = PlanBody.class, status = 201)
    @PostMapping(CHANGES)
    @Requires(Permission.CHANGE_WRITE)
    ResponseEntity<PlanBody> plan(
            Caller caller, HttpServletRequest request, @RequestBody Map<String, @Nullable Object> members) {
        return made(request, changes.plan(caller, ChangeRequests.read(members)), links);
    }

    static ResponseEntity<PlanBody> made(HttpServletRequest request, Change plan, Links links) {
        return ResponseEntity.created(URI.create(links.absolute(request, CHANGES + "/" + plan.id())))
                .body(PlanBody.of(plan));
    }

    /** The newest first; only those of whose organizations the caller reaches every one. */
    @Operation(summary = "List plans of changes, the newest first")
    @Exchanges(givesType = PlanBody.class)
    @GetMapping(CHANGES)
    @Requires(Permission.CHANGE_READ)
    Listing list(Caller caller, HttpServletRequest request) {
        return lists.list(request, caller, LISTED, query -> changes.list(caller, query));
    }

    @Operation(summary = "Get a plan and how far it is")
    @GetMapping(CHANGE)
    @Requires(Permission.CHANGE_READ)
    PlanBody get(Caller caller, @PathVariable String changeId) {
        return PlanBody.of(changes.get(caller, id(changeId)));
    }

    /** What the plan does to each thing, and what became of it. */
    @Operation(summary = "List the targets of a plan")
    @Exchanges(givesType = TargetBody.class)
    @GetMapping(TARGETS)
    @Requires(Permission.CHANGE_READ)
    Listing targets(Caller caller, HttpServletRequest request, @PathVariable String changeId) {
        UUID id = id(changeId);
        Subject subject = changes.get(caller, id).subject();
        Listed<ChangeTarget> listed = new Listed<>(
                Changes.targetFields(),
                List.of(Order.ascending(Changes.targetFields().sortable("number"))),
                Set.of(),
                target -> TargetBody.of(subject, target));
        return lists.list(request, caller, listed, query -> changes.targets(caller, id, query));
    }

    /** One line a target, with its members before and after as JSON. */
    @Operation(summary = "Export the targets of a plan as a file")
    @Exchanges(givesFile = "text/csv")
    @GetMapping(TARGETS + "/export")
    @Requires(Permission.CHANGE_READ)
    void export(Caller caller, @PathVariable String changeId, HttpServletResponse response) throws IOException {
        Change plan = changes.get(caller, id(changeId));
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"change-" + plan.id() + ".csv\"");
        try (Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8)) {
            out.write("number,organizationId,id,name,before,after,privileged,state,reason\r\n");
            long last = 0;
            List<ChangeTarget> some = changes.targetsAfter(caller, plan.id(), last);
            while (!some.isEmpty()) {
                for (ChangeTarget target : some) {
                    out.write(line(TargetBody.of(plan.subject(), target)));
                    last = target.number();
                }
                some = changes.targetsAfter(caller, plan.id(), last);
            }
        }
    }

    private String line(TargetBody target) {
        return String.join(
                        ",",
                        Long.toString(target.number()),
                        target.organizationId().toString(),
                        target.id().toString(),
                        cell(target.name()),
                        cell(json.writeValueAsString(target.before())),
                        cell(json.writeValueAsString(target.after())),
                        Boolean.toString(target.privileged()),
                        target.state(),
                        cell(target.reason() == null ? "" : target.reason()))
                + "\r\n";
    }

    /** Quoted, and so that no spreadsheet takes a name for a formula. */
    private static String cell(String text) {
        String plain = !text.isEmpty() && "=+-@\t".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + plain.replace("\"", "\"\"") + '"';
    }

    static UUID id(String text) {
        return Paths.uuid(text, "changeId");
    }
}
