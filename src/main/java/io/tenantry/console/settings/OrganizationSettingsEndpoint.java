package io.tenantry.console.settings;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Who may do what in an organization: the roles that its people, groups and service accounts hold. */
@Controller
class OrganizationSettingsEndpoint {
    private static final String PAGE = SettingsTab.PAGE;

    private final OrganizationSettings settings;

    OrganizationSettingsEndpoint(OrganizationSettings settings) {
        this.settings = settings;
    }

    @GetMapping(PAGE)
    @Requires(value = Permission.ORGANIZATION_READ, note = "role.read to see who holds which role")
    String page(Visit visit, @PathVariable String organizationId) {
        return settings.show(visit, Given.organization(organizationId));
    }

    /** Gives somebody who lives there a role over an organization, with all below it where that is wanted. */
    @PostMapping(PAGE + "/assignments")
    @Requires(Permission.ROLE_WRITE)
    String assign(Visit visit, @PathVariable String organizationId) {
        OrganizationId organization = Given.organization(organizationId);
        try {
            settings.assign(visit, organization, settings.principal(visit, organization, visit.required("principal")));
            return back(organization);
        } catch (Refusal refusal) {
            return refused(visit, organization, refusal);
        }
    }

    @PostMapping(PAGE + "/assignments/{assignmentId}/delete")
    @Requires(Permission.ROLE_WRITE)
    String remove(Visit visit, @PathVariable String organizationId, @PathVariable String assignmentId) {
        OrganizationId organization = Given.organization(organizationId);
        settings.assignments().remove(visit.because(), organization, Given.id(assignmentId));
        return back(organization);
    }

    private String refused(Visit visit, OrganizationId organization, Refusal refusal) {
        visit.tell(refusal);
        return settings.show(visit, organization);
    }

    private static String back(OrganizationId organization) {
        return "redirect:" + OrganizationTabs.path(organization, SettingsTab.ROLES);
    }
}
