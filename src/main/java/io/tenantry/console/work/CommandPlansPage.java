package io.tenantry.console.work;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.automation.CommandPlan;
import io.tenantry.automation.CommandPlans;
import io.tenantry.console.ConsolePage;
import io.tenantry.console.Place;
import io.tenantry.console.Visit;
import io.tenantry.console.lists.Cell;
import io.tenantry.console.lists.Column;
import io.tenantry.console.lists.ConsoleList;
import io.tenantry.console.lists.ConsoleLists;
import io.tenantry.console.lists.ListPage;
import io.tenantry.console.organizations.Named;
import io.tenantry.console.organizations.Where;
import io.tenantry.kernel.Page;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** The list of plans of running blocks and sets for many people, over all organizations within reach. */
@Controller
@RequestMapping("/console/command-plans")
@Requires(Permission.CHANGE_READ)
class CommandPlansPage extends ListPage<Named<CommandPlan>> implements ConsolePage {
    private static final ConsoleList<Named<CommandPlan>> LIST = new ConsoleList<>(
            "command-plans",
            "Plans of commands",
            "plan",
            CommandPlans.FIELDS,
            List.of(Order.descending(CommandPlans.FIELDS.sortable("createdAt"))),
            List.of(
                    Column.usual(
                            "commandBlockTechnicalIdentifier",
                            "What",
                            plan -> Cell.linked(title(plan.of()), CommandPlanPage.link(plan.of()))
                                    .with(plan.of().blockIdentifier())),
                    Column.usual("organizationId", "Organization", Named::cell),
                    Column.usual(
                            "state",
                            "State",
                            plan -> Cell.badge(
                                    plan.of().state().wireName(), look(plan.of().state()))),
                    Column.usual(
                            "people",
                            "People",
                            plan -> Cell.number(plan.of().counts().people())),
                    Column.usual(
                            "warnings",
                            "Warnings",
                            plan -> Cell.number(plan.of().counts().warnings())),
                    Column.usual("requestedBy", "By", plan -> Cell.of(plan.of().requestedBy())),
                    Column.usual(
                            "createdAt", "When", plan -> Cell.moment(plan.of().createdAt()))),
            Set.of(),
            Set.of(),
            null);

    private final CommandPlans plans;
    private final Where where;

    CommandPlansPage(CommandPlans plans, ConsoleLists lists, Where where) {
        super(LIST, lists);
        this.plans = plans;
        this.where = where;
    }

    @Override
    public Place place() {
        return new Place(Place.Section.WORK, 25, LIST.title(), LIST.path(), Set.of(Permission.CHANGE_READ));
    }

    @Override
    protected Page<Named<CommandPlan>> rows(Visit visit, ListQuery query) {
        return where.named(visit, plans.list(visit.caller(), query), CommandPlan::organization);
    }

    private static String title(CommandPlan plan) {
        String title = plan.title();
        return title == null || title.isBlank() ? "Without a title" : title;
    }

    static Cell.Look look(CommandPlan.State state) {
        return switch (state) {
            case APPLIED, APPROVED -> Cell.Look.GOOD;
            case REJECTED -> Cell.Look.BAD;
            case WAITING -> Cell.Look.WARNING;
            case CANCELLED -> Cell.Look.QUIET;
            case PLANNED -> Cell.Look.PLAIN;
        };
    }
}
