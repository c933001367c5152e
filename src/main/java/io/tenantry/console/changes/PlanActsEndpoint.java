package io.tenantry.console.changes;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.changes.Approvals;
import io.tenantry.changes.ChangeRuns;
import io.tenantry.changes.Changes;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** What is done with a plan from its page. */
@Controller
class PlanActsEndpoint {
    private static final String PAGE = PlanEndpoint.PAGE;

    private final Changes changes;
    private final ChangeRuns runs;
    private final Approvals approvals;

    PlanActsEndpoint(Changes changes, ChangeRuns runs, Approvals approvals) {
        this.changes = changes;
        this.runs = runs;
        this.approvals = approvals;
    }

    @PostMapping(PAGE + "/apply")
    @Requires(Permission.CHANGE_WRITE)
    String apply(Visit visit, @PathVariable String changeId) {
        return back(runs.apply(visit.caller(), Given.id(changeId), visit.required("hash"))
                .id());
    }

    @PostMapping(PAGE + "/pause")
    @Requires(Permission.CHANGE_WRITE)
    String pause(Visit visit, @PathVariable String changeId) {
        return back(runs.pause(visit.caller(), Given.id(changeId)).id());
    }

    @PostMapping(PAGE + "/resume")
    @Requires(Permission.CHANGE_WRITE)
    String resume(Visit visit, @PathVariable String changeId) {
        return back(runs.resume(visit.caller(), Given.id(changeId)).id());
    }

    @PostMapping(PAGE + "/cancel")
    @Requires(Permission.CHANGE_WRITE)
    String cancel(Visit visit, @PathVariable String changeId) {
        return back(runs.cancel(visit.caller(), Given.id(changeId)).id());
    }

    @PostMapping(PAGE + "/retry")
    @Requires(Permission.CHANGE_WRITE)
    String retry(Visit visit, @PathVariable String changeId) {
        return back(runs.retry(visit.caller(), Given.id(changeId)).id());
    }

    /** Leads to the plan of the inverse; nothing is taken back until that is applied. */
    @PostMapping(PAGE + "/undo")
    @Requires(Permission.CHANGE_WRITE)
    String undo(Visit visit, @PathVariable String changeId) {
        String[] forced = visit.request().getParameterValues("force");
        List<UUID> ids = new ArrayList<>();
        if (forced != null) {
            for (String id : forced) {
                ids.add(Given.id(id));
            }
        }
        return back(changes.undo(visit.caller(), Given.id(changeId), ids).id());
    }

    @PostMapping(PAGE + "/approve")
    @Requires(Permission.CHANGE_APPROVE)
    String approve(Visit visit, @PathVariable String changeId) {
        return back(approvals
                .approve(visit.caller(), Given.id(changeId), visit.required("hash"), visit.field("comment"))
                .id());
    }

    @PostMapping(PAGE + "/reject")
    @Requires(Permission.CHANGE_APPROVE)
    String reject(Visit visit, @PathVariable String changeId) {
        return back(approvals
                .reject(visit.caller(), Given.id(changeId), visit.required("hash"), visit.field("comment"))
                .id());
    }

    private static String back(UUID change) {
        return "redirect:/console/changes/" + change;
    }
}
