package io.tenantry.console.work;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.CommandBlocks;
import io.tenantry.automation.CommandSets;
import io.tenantry.automation.Definitions;
import io.tenantry.automation.OnFailure;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.console.organizations.Where;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Writing command sets: which blocks, in which order, when, and what becomes of failures. */
@Controller
class SetPage {
    private static final String PATH = "/console/sets";
    private static final int BLOCKS_MAX = 1_000;

    private final CommandSets sets;
    private final CommandBlocks blocks;
    private final Definitions definitions;
    private final Where where;

    SetPage(CommandSets sets, CommandBlocks blocks, Definitions definitions, Where where) {
        this.sets = sets;
        this.blocks = blocks;
        this.definitions = definitions;
        this.where = where;
    }

    /** The form; before it, where no organization is named, the choice of one. */
    @GetMapping(PATH + "/new")
    @Requires(Permission.COMMAND_SETS_WRITE)
    String ask(Visit visit) {
        OrganizationId organization = where.given(visit);
        if (organization == null) {
            return where.ask(visit, "New command set", PATH + "/new", Permission.COMMAND_SETS_WRITE);
        }
        return show(visit, organization, new SetForm(SetForm.NEW_HEAD, List.of()));
    }

    private String show(Visit visit, OrganizationId organization, SetForm form) {
        List<Order> byName = List.of(Order.ascending(CommandBlocks.FIELDS.sortable("technicalIdentifier")));
        boolean isNew = !(visit.model().get("set") instanceof CommandBlock);
        visit.with("organization", organization)
                .with("title", isNew ? "New command set" : "Edit a command set")
                .with("organizationName", where.name(visit, organization))
                .with("form", form.withRoom())
                .with("failures", OnFailure.values())
                .with(
                        "blocks",
                        blocks
                                .list(
                                        visit.caller(),
                                        ListQuery.first(BLOCKS_MAX, Condition.ALL, CommandBlocks.FIELDS.total(byName)))
                                .items()
                                .stream()
                                .filter(block -> !block.isSet())
                                .toList());
        return "console/work/set";
    }

    @PostMapping(PATH + "/new")
    @Requires(Permission.COMMAND_SETS_WRITE)
    String add(Visit visit) {
        OrganizationId organization = where.required(visit);
        SetForm form = SetForm.of(visit);
        try {
            CommandBlock made = definitions.add(visit.caller(), organization, Definitions.Kind.SET, form.definition());
            return "redirect:/console/blocks/" + made.id();
        } catch (Refusal refusal) {
            visit.refused(refusal);
            return show(visit, organization, form);
        }
    }

    @GetMapping(PATH + "/{setId}/edit")
    @Requires({Permission.COMMAND_SETS_READ, Permission.COMMAND_SETS_WRITE})
    String edit(Visit visit, @PathVariable String setId) {
        CommandBlock set = own(visit, Given.id(setId));
        String written = Objects.requireNonNullElse(definitions.text(set), "");
        return show(visit.with("set", set), owner(set), SetForm.of(set, written));
    }

    /** Makes another version; jobs that run by an older one go on with that. */
    @PostMapping(PATH + "/{setId}/edit")
    @Requires({Permission.COMMAND_SETS_READ, Permission.COMMAND_SETS_WRITE})
    String change(Visit visit, @PathVariable String setId) {
        CommandBlock set = own(visit, Given.id(setId));
        SetForm form = SetForm.of(visit);
        try {
            definitions.change(visit.caller(), Definitions.Kind.SET, set.id(), form.definition(), null);
            return "redirect:/console/blocks/" + set.id();
        } catch (Refusal refusal) {
            visit.refused(refusal);
            return show(visit.with("set", set), owner(set), form);
        }
    }

    @PostMapping(PATH + "/{setId}/delete")
    @Requires({Permission.COMMAND_SETS_READ, Permission.COMMAND_SETS_WRITE})
    String delete(Visit visit, @PathVariable String setId) {
        definitions.delete(
                visit.caller(),
                Definitions.Kind.SET,
                own(visit, Given.id(setId)).id(),
                null);
        return "redirect:" + PATH;
    }

    private CommandBlock own(Visit visit, UUID id) {
        CommandBlock set = sets.get(visit.caller(), id, null);
        Refusal.unless(
                set.owner() != null,
                Refusal.Reason.NOT_PERMITTED,
                "What comes with the hub is neither changed nor deleted");
        return set;
    }

    private static OrganizationId owner(CommandBlock set) {
        return Objects.requireNonNull(set.owner());
    }
}
