package io.tenantry.console.work;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.automation.CommandJobs;
import io.tenantry.console.ConsolePage;
import io.tenantry.console.Place;
import io.tenantry.console.Visit;
import io.tenantry.console.organizations.Where;
import io.tenantry.tenancy.OrganizationId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Somebody's last day: leads to the form of the set Offboard, for the organization and people that are named. */
@Controller
class OffboardPage implements ConsolePage {
    private static final String PATH = "/console/offboard";

    private final CommandJobs jobs;
    private final Where where;

    OffboardPage(CommandJobs jobs, Where where) {
        this.jobs = jobs;
        this.where = where;
    }

    @Override
    public Place place() {
        return new Place(Place.Section.WORK, 4, "Offboard", PATH, Set.of(Permission.COMMAND_USER_WRITE));
    }

    @GetMapping(PATH)
    @Requires(value = Permission.COMMAND_READ, note = "and what the set Offboard needs")
    String form(Visit visit) {
        OrganizationId organization = where.given(visit);
        if (organization == null) {
            return where.ask(visit, "Offboard somebody", PATH, Permission.COMMAND_USER_WRITE);
        }
        String people = visit.field("people");
        return "redirect:/console/blocks/"
                + jobs.named(visit.caller(), organization, "offboard").id()
                + "?organization=" + organization
                + (people == null ? "" : "&people=" + URLEncoder.encode(people, StandardCharsets.UTF_8));
    }
}
