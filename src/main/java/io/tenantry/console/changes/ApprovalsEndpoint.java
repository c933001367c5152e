package io.tenantry.console.changes;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.automation.CommandPlans;
import io.tenantry.changes.Change;
import io.tenantry.changes.Changes;
import io.tenantry.console.ConsolePage;
import io.tenantry.console.Place;
import io.tenantry.console.Visit;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What waits for somebody's agreement. */
@Controller("consoleApprovalsEndpoint")
class ApprovalsEndpoint implements ConsolePage {
    private static final int MOST = 200;

    private final Changes changes;
    private final CommandPlans commands;
    private final InstantSource clock;

    ApprovalsEndpoint(Changes changes, CommandPlans commands, InstantSource clock) {
        this.changes = changes;
        this.commands = commands;
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
        visit.with(
                "waiting",
                changes.list(visit.caller(), waiting(Changes.fields())).items());
        visit.with(
                "commands",
                commands.list(visit.caller(), waiting(CommandPlans.FIELDS)).items());
        visit.with("now", clock.instant());
        visit.with("me", visit.caller().actor().id());
        return "console/changes/approvals";
    }

    private static ListQuery waiting(Catalogue fields) {
        return ListQuery.first(
                MOST,
                new Condition.Compare(
                        fields.filterable("state"),
                        Condition.Operator.EQUALS,
                        Change.State.WAITING.name().toLowerCase(Locale.ROOT)),
                fields.total(List.of(Order.ascending(fields.sortable("createdAt")))));
    }
}
