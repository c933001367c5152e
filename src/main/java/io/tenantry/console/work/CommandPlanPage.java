package io.tenantry.console.work;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.CommandBlocks;
import io.tenantry.automation.CommandPlan;
import io.tenantry.automation.CommandPlan.State;
import io.tenantry.automation.CommandPlans;
import io.tenantry.automation.SetMember;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.console.organizations.Where;
import io.tenantry.kernel.Refusal;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** A plan of running a block or set for many people: what it would do for each, and what can be done with it. */
@Controller
class CommandPlanPage {
    private static final String PAGE = "/console/command-plans/{planId}";

    private final CommandPlans plans;
    private final CommandBlocks blocks;
    private final Where where;
    private final InstantSource clock;

    CommandPlanPage(CommandPlans plans, CommandBlocks blocks, Where where, InstantSource clock) {
        this.plans = plans;
        this.blocks = blocks;
        this.where = where;
        this.clock = clock;
    }

    /** One of the people, with the blocks by their titles. */
    record Line(CommandPlan.Person person, List<String> runs, List<String> skips) {}

    @GetMapping(PAGE)
    @Requires(Permission.CHANGE_READ)
    String page(Visit visit, @PathVariable String planId) {
        return show(visit, plans.get(visit.caller(), Given.id(planId)));
    }

    private String show(Visit visit, CommandPlan plan) {
        String after = visit.field("after");
        Refusal.unless(
                after == null || after.matches("\\d{1,9}"),
                Refusal.Reason.MALFORMED,
                "There is no such place",
                "after");
        List<CommandPlan.Person> people =
                plans.people(visit.caller(), plan.id(), after == null ? 0 : Integer.parseInt(after));
        Map<String, String> titles = titles(visit, plan);
        boolean isMore =
                !people.isEmpty() && people.getLast().number() < plan.counts().people();
        visit.with("plan", plan)
                .with("link", link(plan))
                .with("organizationName", where.name(visit, plan.organization()))
                .with("look", CommandPlansPage.look(plan.state()).css())
                .with("now", clock.instant())
                .with("mayWrite", visit.caller().reach(Permission.CHANGE_WRITE).covers(plan.organization()))
                .with(
                        "mayApprove",
                        visit.caller().reach(Permission.CHANGE_APPROVE).covers(plan.organization()))
                .with(
                        "isOwn",
                        plan.requestedById().equals(visit.caller().actor().id()))
                .with(
                        "isOpen",
                        List.of(State.PLANNED, State.WAITING, State.APPROVED).contains(plan.state()))
                .with("isReady", plan.state() == State.PLANNED || plan.state() == State.APPROVED)
                .with(
                        "lines",
                        people.stream()
                                .map(one -> new Line(one, named(titles, one.runs()), named(titles, one.skips())))
                                .toList())
                .with("next", isMore ? people.getLast().number() : null);
        return "console/work/plan";
    }

    /** What the blocks of a set are called; nothing for whoever may not see it. */
    private Map<String, String> titles(Visit visit, CommandPlan plan) {
        Map<String, String> titles = new HashMap<>();
        try {
            CommandBlock block = blocks.get(visit.caller(), plan.blockId(), plan.blockVersion());
            titles.put(block.identifier(), block.title());
            for (SetMember member : block.members()) {
                titles.put(member.alias(), member.block().title());
            }
        } catch (Refusal unseen) {
            // The plan calls them by short names too.
        }
        return titles;
    }

    private static List<String> named(Map<String, String> titles, List<String> aliases) {
        return aliases.stream().map(alias -> titles.getOrDefault(alias, alias)).toList();
    }

    static String link(CommandPlan plan) {
        return "/console/command-plans/" + plan.id();
    }

    @PostMapping(PAGE + "/approve")
    @Requires(value = Permission.CHANGE_READ, note = "and change.approve")
    String approve(Visit visit, @PathVariable String planId) {
        return decided(visit, planId, true);
    }

    @PostMapping(PAGE + "/reject")
    @Requires(value = Permission.CHANGE_READ, note = "and change.approve")
    String reject(Visit visit, @PathVariable String planId) {
        return decided(visit, planId, false);
    }

    private String decided(Visit visit, String planId, boolean approves) {
        UUID id = Given.id(planId);
        String hash = visit.required("hash");
        return acted(visit, id, () -> link(plans.decide(visit.caller(), id, hash, approves, visit.field("comment"))));
    }

    /** Leads to the job. */
    @PostMapping(PAGE + "/apply")
    @Requires(value = Permission.CHANGE_READ, note = "change.write, and what running the block needs")
    String apply(Visit visit, @PathVariable String planId) {
        UUID id = Given.id(planId);
        String hash = visit.required("hash");
        return acted(visit, id, () -> {
            CommandPlan applied = plans.apply(visit.caller(), id, hash);
            return "/console/jobs/" + applied.organization() + "/" + applied.job();
        });
    }

    @PostMapping(PAGE + "/cancel")
    @Requires(value = Permission.CHANGE_READ, note = "and change.write")
    String cancel(Visit visit, @PathVariable String planId) {
        UUID id = Given.id(planId);
        return acted(visit, id, () -> link(plans.cancel(visit.caller(), id)));
    }

    /** Leads on, or tells on the plan's page why that may not be. */
    private String acted(Visit visit, UUID id, Supplier<String> act) {
        try {
            return "redirect:" + act.get();
        } catch (Refusal refusal) {
            return show(visit.tell(refusal), plans.get(visit.caller(), id));
        }
    }
}
