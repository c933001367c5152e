package io.tenantry.console.work;

import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.access.Requires;
import io.tenantry.automation.Accepted;
import io.tenantry.automation.Aim;
import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.CommandBlocks;
import io.tenantry.automation.CommandJobs;
import io.tenantry.automation.JobRequest;
import io.tenantry.automation.LayoutGroup;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** One block or set, and a form to run it that is made from what it takes. */
@Controller
class BlockPage {
    private static final String PAGE = "/console/blocks/{blockId}";
    private static final String INPUT = "input.";
    private static final int ORGANIZATIONS_MAX = 500;

    private final CommandBlocks blocks;
    private final CommandJobs jobs;
    private final Organizations organizations;

    BlockPage(CommandBlocks blocks, CommandJobs jobs, Organizations organizations) {
        this.blocks = blocks;
        this.jobs = jobs;
        this.organizations = organizations;
    }

    /** A field of the form. */
    record Entry(
            Parameter parameter,
            String type,
            List<String> choices,
            @Nullable String value) {
        static Entry of(Parameter parameter, @Nullable String given) {
            String kind = parameter.schema().type().wireName();
            String type = parameter.isSensitive() ? "password" : kind.equals("integer") ? "number" : "text";
            List<String> choices = kind.equals("boolean")
                    ? List.of("true", "false")
                    : parameter.schema().choices();
            String standard = parameter.defaultValue();
            return new Entry(
                    parameter,
                    type,
                    choices,
                    given != null ? given : standard == null || standard.contains("{{") ? null : standard);
        }
    }

    /** Fields that belong together. */
    record Group(@Nullable String title, List<Entry> fields) {}

    @GetMapping(PAGE)
    @Requires(value = Permission.COMMAND_READ, note = "and the block's own read action")
    String page(Visit visit, @PathVariable String blockId) {
        return show(visit, blocks.get(visit.caller(), Given.id(blockId), null));
    }

    private String show(Visit visit, CommandBlock block) {
        visit.with("block", block)
                .with("groups", groups(visit, block))
                .with("isForPeople", block.target() == TargetKind.USER)
                .with("isForOthers", block.target() == TargetKind.GROUP || block.target() == TargetKind.DEVICE)
                .with("organizations", organizations(visit))
                .with("organization", visit.field("organization"))
                .with("people", visit.field("people"))
                .with("target", visit.field("target"))
                .with("at", visit.field("at"))
                .with("zone", visit.field("zone"))
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

    private static List<Group> groups(Visit visit, CommandBlock block) {
        List<Group> groups = new ArrayList<>();
        for (LayoutGroup group : block.input().layout()) {
            List<Entry> fields = new ArrayList<>();
            group.lines()
                    .forEach(line -> line.forEach(name -> {
                        Parameter parameter = block.input().find(name);
                        if (parameter != null) {
                            fields.add(Entry.of(parameter, parameter.isSensitive() ? null : visit.field(INPUT + name)));
                        }
                    }));
            groups.add(new Group(group.identifier(), fields));
        }
        return groups;
    }

    /** Runs it now, or at a time of the place that is named. */
    @PostMapping(PAGE + "/run")
    @Requires(value = Permission.COMMAND_READ, note = "and the block's own write action and what its steps need")
    String run(Visit visit, @PathVariable String blockId) {
        UUID id = Given.id(blockId);
        CommandBlock block = blocks.get(visit.caller(), id, null);
        try {
            OrganizationId organization = Given.organization(visit.required("organization"));
            Map<String, @Nullable Object> input = new LinkedHashMap<>();
            for (Parameter parameter : block.input().parameters()) {
                String value = visit.field(INPUT + parameter.identifier());
                if (value != null) {
                    input.put(parameter.identifier(), value);
                }
            }
            Accepted accepted = jobs.run(
                    visit.caller(), organization, id, aim(visit, block), new JobRequest(input, null, moment(visit)));
            return "redirect:/console/jobs/" + accepted.organization() + "/" + accepted.job();
        } catch (Refusal refusal) {
            return show(visit.refused(refusal), block);
        }
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
