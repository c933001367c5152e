package io.tenantry.console.work;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.CommandSets;
import io.tenantry.automation.Parameter;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.console.organizations.Where;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** What an organization always gives a command set, where whoever runs it gives nothing else. */
@Controller
class UsualInputPage {
    private static final String PAGE = "/console/sets/{setId}/usual";

    private final CommandSets sets;
    private final Where where;

    UsualInputPage(CommandSets sets, Where where) {
        this.sets = sets;
        this.where = where;
    }

    /** The form; before it, where no organization is named, the choice of one. */
    @GetMapping(PAGE)
    @Requires(value = Permission.COMMAND_SETS_READ, note = "and the set's own read action")
    String page(Visit visit, @PathVariable String setId) {
        CommandBlock set = sets.get(visit.caller(), Given.id(setId), null);
        OrganizationId organization = where.given(visit);
        if (organization == null) {
            return where.ask(visit, "Usual input of " + set.title(), link(set), Permission.COMMAND_SETS_READ);
        }
        Map<String, Object> usual = sets.defaults(visit.caller(), organization, set.id());
        return show(visit, set, organization, parameter -> InputForm.text(usual.get(parameter.identifier())));
    }

    private String show(
            Visit visit, CommandBlock set, OrganizationId organization, Function<Parameter, @Nullable String> values) {
        visit.with("set", set)
                .with("link", link(set))
                .with("organization", organization)
                .with("organizationName", where.name(visit, organization))
                .with("groups", InputForm.of(set, values))
                .with(
                        "mayWrite",
                        visit.caller().reach(Permission.COMMAND_SETS_WRITE).covers(organization));
        return "console/work/usual";
    }

    static String link(CommandBlock set) {
        return "/console/sets/" + set.id() + "/usual";
    }

    @PostMapping(PAGE)
    @Requires(value = Permission.COMMAND_SETS_WRITE, note = "and the set's own read action")
    String change(Visit visit, @PathVariable String setId) {
        CommandBlock set = sets.get(visit.caller(), Given.id(setId), null);
        OrganizationId organization = where.required(visit);
        try {
            sets.setDefaults(visit.caller(), organization, set.id(), InputForm.given(visit, set));
            return "redirect:" + link(set) + "?organization=" + organization;
        } catch (Refusal refusal) {
            return show(visit.tell(refusal), set, organization, parameter -> InputForm.written(visit, parameter));
        }
    }
}
