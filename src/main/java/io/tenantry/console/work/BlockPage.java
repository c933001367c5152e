package io.tenantry.console.work;

import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.access.Requires;
import io.tenantry.automation.Accepted;
import io.tenantry.automation.Aim;
import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.CommandBlocks;
import io.tenantry.automation.CommandJobs;
import io.tenantry.automation.CommandPlan;
import io.tenantry.automation.CommandPlans;
import io.tenantry.automation.JobRequest;
import io.tenantry.automation.Parameter;
import io.tenantry.automation.TargetKind;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.kernel.Refusal;
import io.tenantry.organizations.Organizations;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.Organization;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** One block or set, and a form to run it that is made from what it takes. */
@Controller
class BlockPage {
    private static final String PAGE = "/console/blocks/{blockId}";
    private static final int ORGANIZATIONS_MAX = 500;

    private final CommandBlocks blocks;
    private final CommandJobs jobs;
    private final CommandPlans plans;
    private final Organizations organizations;

    BlockPage(CommandBlocks blocks, CommandJobs jobs, CommandPlans plans, Organizations organizations) {
        this.blocks = blocks;
        this.jobs = jobs;
        this.plans = plans;
        this.organizations = organizations;
    }

    @GetMapping(PAGE)
    @Requires(value = Permission.COMMAND_READ, note = "and the block's own read action")
    String page(Visit visit, @PathVariable String blockId) {
        return show(visit, blocks.get(visit.caller(), Given.id(blockId), null));
    }

    private String show(Visit visit, CommandBlock block) {
        visit.with("block", block)
                .with("groups", InputForm.of(block, parameter -> value(visit, block, parameter)))
                .with("isForPeople", block.target() == TargetKind.USER)
                .with("isForOthers", block.target() == TargetKind.GROUP || block.target() == TargetKind.DEVICE)
                .with("organizations", organizations(visit))
                .with("organization", visit.field("organization"))
                .with("people", visit.field("people"))
                .with("target", visit.field("target"))
                .with("at", visit.field("at"))
                .with("zone", visit.field("zone"))
                .with(
                        "mayPlan",
                        block.target() == TargetKind.USER
                                && !visit.caller()
                                        .reach(Permission.CHANGE_WRITE)
                                        .equals(Reach.nowhere()))
                .with(
                        "hasUsual",
                        block.isSet()
                                && !visit.caller()
                                        .reach(Permission.COMMAND_SETS_READ)
                                        .equals(Reach.nowhere()))
                .with("mayEdit", mayEdit(visit, block));
        return "console/work/block";
    }

    /** Sets that an organization has written itself. */
    private static boolean mayEdit(Visit visit, CommandBlock block) {
        OrganizationId owner = block.owner();
        return owner != null
                && block.isSet()
                && visit.caller().reach(Permission.COMMAND_SETS_WRITE).covers(owner);
    }

    /** None for whoever may not see organizations; he names his own. */
    private List<Organization> organizations(Visit visit) {
        if (visit.caller().reach(Permission.ORGANIZATION_READ_BASIC).equals(Reach.nowhere())) {
            return List.of();
        }
        return organizations
                .list(visit.caller(), ListQuery.first(ORGANIZATIONS_MAX, Condition.ALL, Organizations.BY_NAME), false)
                .items();
    }

    /** What was filled in before, or else what is taken anyway; of a set an organization may have said something else. */
    private static @Nullable String value(Visit visit, CommandBlock block, Parameter parameter) {
        String given = InputForm.written(visit, parameter);
        String standard = parameter.defaultValue();
        return given != null ? given : standard == null || block.isSet() || standard.contains("{{") ? null : standard;
    }

    /** Runs it now, or at a time of the place that is named. */
    @PostMapping(PAGE + "/run")
    @Requires(value = Permission.COMMAND_READ, note = "and the block's own write action and what its steps need")
    String run(Visit visit, @PathVariable String blockId) {
        CommandBlock block = blocks.get(visit.caller(), Given.id(blockId), null);
        try {
            Accepted accepted =
                    jobs.run(visit.caller(), organization(visit), block.id(), aim(visit, block), request(visit, block));
            return "redirect:/console/jobs/" + accepted.organization() + "/" + accepted.job();
        } catch (Refusal refusal) {
            return show(visit.refused(refusal), block);
        }
    }

    /** Shows what it would do for each before anything is run. */
    @PostMapping(PAGE + "/plan")
    @Requires(value = Permission.CHANGE_WRITE, note = "and what running the block needs")
    String plan(Visit visit, @PathVariable String blockId) {
        CommandBlock block = blocks.get(visit.caller(), Given.id(blockId), null);
        try {
            CommandPlan plan = plans.plan(
                    visit.caller(),
                    organization(visit),
                    block.id(),
                    aim(visit, block),
                    request(visit, block),
                    block.title());
            return "redirect:" + CommandPlanPage.link(plan);
        } catch (Refusal refusal) {
            return show(visit.refused(refusal), block);
        }
    }

    private static OrganizationId organization(Visit visit) {
        return Given.organization(visit.required("organization"));
    }

    private static JobRequest request(Visit visit, CommandBlock block) {
        return new JobRequest(InputForm.given(visit, block), null, moment(visit));
    }

    private static Aim aim(Visit visit, CommandBlock block) {
        return switch (block.target()) {
            case USER -> new Aim.ForPeople(List.of(visit.required("people").split("[\\s,;]+", -1)));
            case GROUP -> new Aim.ForGroup(Given.id(visit.required("target")));
            case DEVICE -> new Aim.ForDevice(Given.id(visit.required("target")));
            case ORGANIZATION -> new Aim.ForOrganization();
        };
    }

    private static @Nullable Instant moment(Visit visit) {
        String at = visit.field("at");
        return at == null ? null : Given.moment(at, visit.field("zone"));
    }
}
