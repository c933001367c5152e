package io.tenantry.console.changes;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.changes.Change;
import io.tenantry.changes.Changes;
import io.tenantry.console.ConsolePage;
import io.tenantry.console.Place;
import io.tenantry.console.Visit;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What waits for somebody's agreement. */
@Controller("consoleApprovalsEndpoint")
class ApprovalsEndpoint implements ConsolePage {
    private static final int MOST = 200;

    private final Changes changes;
    private final InstantSource clock;

    ApprovalsEndpoint(Changes changes, InstantSource clock) {
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public Place place() {
        return new Place(Place.Section.WORK, 8, "Approvals", "/console/approvals", Set.of(Permission.CHANGE_APPROVE));
    }

    /** Those that have waited longest come first. His own are shown too, though somebody else has to agree. */
    @GetMapping("/console/approvals")
    @Requires({Permission.CHANGE_APPROVE, Permission.CHANGE_READ})
    String waiting(Visit visit) {
        ListQuery query = ListQuery.first(
                MOST,
                new Condition.Compare(
                        Changes.fields().filterable("state"),
                        Condition.Operator.EQUALS,
                        Change.State.WAITING.name().toLowerCase(java.util.Locale.ROOT)),
                Changes.fields().total(List.of(Order.ascending(Changes.fields().sortable("createdAt")))));
        visit.with("waiting", changes.list(visit.caller(), query).items());
        visit.with("now", clock.instant());
        visit.with("me", visit.caller().actor().id());
        return "console/changes/approvals";
    }
}
