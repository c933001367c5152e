package io.tenantry.console.savings;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.console.Act;
import io.tenantry.console.ConsolePage;
import io.tenantry.console.Given;
import io.tenantry.console.Place;
import io.tenantry.console.Visit;
import io.tenantry.console.lists.Cell;
import io.tenantry.console.organizations.Where;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.Reclaim;
import io.tenantry.usage.Reclaims;
import io.tenantry.usage.Saving;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Taking savings back: the choice, the plan, what became of it, and giving it back. */
@Controller
class ReclaimPages implements ConsolePage {
    static final String PATH = "/console/reclaims";

    private static final String PAGE = PATH + "/{organizationId}/{reclaimId}";

    private final Reclaims reclaims;
    private final ChosenSavings chosen;
    private final Where where;

    ReclaimPages(Reclaims reclaims, ChosenSavings chosen, Where where) {
        this.reclaims = reclaims;
        this.chosen = chosen;
        this.where = where;
    }

    @Override
    public Place place() {
        return new Place(Place.Section.SOFTWARE, 60, "Reclaims", PATH, Set.of(Permission.USAGE_READ));
    }

    /** A reclaim in the list. */
    record Shown(Reclaim reclaim, Cell state) {}

    @GetMapping(PATH)
    @Requires(Permission.USAGE_READ)
    String list(Visit visit) {
        OrganizationId organization = where.given(visit);
        if (organization == null) {
            return where.ask(visit, "Reclaims", PATH, Permission.USAGE_READ);
        }
        visit.with("organization", organization)
                .with("organizationName", where.name(visit, organization))
                .with(
                        "reclaims",
                        reclaims.list(visit.caller(), organization).stream()
                                .map(reclaim -> new Shown(reclaim, state(reclaim)))
                                .toList());
        return "console/savings/reclaims";
    }

    static Cell state(Reclaim reclaim) {
        return switch (reclaim.state()) {
            case PLANNED -> Cell.badge("Planned", Cell.Look.PLAIN);
            case DONE ->
                reclaim.problem() == null
                        ? Cell.badge("Done", Cell.Look.GOOD)
                        : Cell.badge("Done in part", Cell.Look.WARNING);
            case DROPPED -> Cell.badge("Dropped", Cell.Look.QUIET);
            case UNDONE -> Cell.badge("Given back", Cell.Look.QUIET);
        };
    }

    /** What was ticked in the list of savings, before anything is planned. */
    @PostMapping(PATH + "/new")
    @Requires(value = Permission.USAGE_WRITE, note = "and what planning it needs")
    String choose(Visit visit) {
        return show(visit, chosen.of(visit));
    }

    private String show(Visit visit, ChosenSavings.Chosen picked) {
        visit.with("chosen", picked)
                .with("organizationName", where.name(visit, picked.organization()))
                .with(
                        "mayLower",
                        visit.caller().reach(Permission.ORGANIZATION_PLAN_WRITE).covers(picked.organization()));
        return "console/savings/reclaim-new";
    }

    /** Plans it; nothing is taken from anybody before the plan is applied. */
    @PostMapping(PATH)
    @Requires(
            value = {Permission.USAGE_WRITE, Permission.CHANGE_WRITE, Permission.LICENSE_WRITE},
            note = "organization.plan.write to lower subscriptions")
    String plan(Visit visit) {
        ChosenSavings.Chosen picked = chosen.of(visit);
        try {
            List<UUID> ids = picked.savings().stream().map(Saving::id).toList();
            Reclaim made = reclaims.plan(
                    visit.caller(), picked.organization(), ids, visit.ticked("lower"), visit.field("title"));
            return "redirect:" + PATH + "/" + made.organization() + "/" + made.id();
        } catch (Refusal refusal) {
            visit.refused(refusal);
            return show(visit, picked);
        }
    }

    @GetMapping(PAGE)
    @Requires(Permission.USAGE_READ)
    String page(Visit visit, @PathVariable String organizationId, @PathVariable String reclaimId) {
        Reclaim reclaim = reclaims.get(visit.caller(), Given.organization(organizationId), Given.id(reclaimId));
        visit.with("reclaim", reclaim)
                .with("link", PATH + "/" + reclaim.organization() + "/" + reclaim.id())
                .with("state", state(reclaim))
                .with("organizationName", where.name(visit, reclaim.organization()))
                .with("acts", acts(visit, reclaim));
        return "console/savings/reclaim";
    }

    private static List<Act> acts(Visit visit, Reclaim reclaim) {
        Act undo = Act.needing(
                        visit,
                        Permission.USAGE_WRITE,
                        reclaim.organization(),
                        "undo",
                        "Give everything back",
                        "Subscriptions are raised again at once. The licenses come back by a plan, which you look at and apply.")
                .dangerous();
        return reclaim.state() == Reclaim.State.DONE && reclaim.undo() == null ? List.of(undo) : List.of();
    }

    @PostMapping(PAGE + "/undo")
    @Requires(
            value = {Permission.USAGE_WRITE, Permission.CHANGE_WRITE, Permission.LICENSE_WRITE},
            note = "organization.plan.write where subscriptions were lowered")
    String undo(Visit visit, @PathVariable String organizationId, @PathVariable String reclaimId) {
        Reclaim undone = reclaims.undo(visit.caller(), Given.organization(organizationId), Given.id(reclaimId));
        UUID plan = undone.undo();
        return "redirect:"
                + (plan == null ? PATH + "/" + undone.organization() + "/" + undone.id() : "/console/changes/" + plan);
    }
}
