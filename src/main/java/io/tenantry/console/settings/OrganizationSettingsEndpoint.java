package io.tenantry.console.settings;

import io.tenantry.access.AssignmentScope;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.access.ServiceAccounts;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Who may do what in an organization: roles that its people hold, and programs with rights of their own; and its sign-in rules. */
@Controller
class OrganizationSettingsEndpoint {
    private static final String PAGE = "/console/organizations/{organizationId}/settings";

    private final OrganizationSettings settings;

    OrganizationSettingsEndpoint(OrganizationSettings settings) {
        this.settings = settings;
    }

    @GetMapping(PAGE)
    @Requires(
            value = Permission.ORGANIZATION_READ,
            note = "each part as its own permission says: role.read, serviceaccount.read, policy.read")
    String page(Visit visit, @PathVariable String organizationId) {
        return settings.show(visit, Given.organization(organizationId));
    }

    /** Gives somebody who lives there a role over an organization, with all below it where that is wanted. */
    @PostMapping(PAGE + "/assignments")
    @Requires(Permission.ROLE_WRITE)
    String assign(Visit visit, @PathVariable String organizationId) {
        OrganizationId organization = Given.organization(organizationId);
        OrganizationId over = Given.organization(visit.required("over"));
        AssignmentScope scope =
                visit.ticked("below") ? new AssignmentScope.Subtree(over) : new AssignmentScope.Only(over);
        try {
            UUID principal = settings.principal(visit, organization, visit.required("principal"));
            settings.assignments()
                    .assign(visit.caller(), organization, principal, Given.id(visit.required("role")), scope);
            return back(organization);
        } catch (Refusal refusal) {
            return refused(visit, organization, refusal);
        }
    }

    @PostMapping(PAGE + "/assignments/{assignmentId}/delete")
    @Requires(Permission.ROLE_WRITE)
    String remove(Visit visit, @PathVariable String organizationId, @PathVariable String assignmentId) {
        OrganizationId organization = Given.organization(organizationId);
        settings.assignments().remove(visit.caller(), organization, Given.id(assignmentId));
        return back(organization);
    }

    /** Makes a service account and shows its secret, this once. */
    @PostMapping(PAGE + "/service-accounts")
    @Requires(Permission.SERVICE_ACCOUNT_WRITE)
    String create(Visit visit, @PathVariable String organizationId) {
        OrganizationId organization = Given.organization(organizationId);
        try {
            ServiceAccounts.Wish wish = new ServiceAccounts.Wish(visit.required("name"), null, true, null, false);
            visit.with("created", settings.programs().create(visit.caller(), organization, wish));
            return settings.show(visit, organization);
        } catch (Refusal refusal) {
            return refused(visit, organization, refusal);
        }
    }

    private String refused(Visit visit, OrganizationId organization, Refusal refusal) {
        if (refusal.reason() == Refusal.Reason.NOT_PERMITTED) {
            throw refusal;
        }
        visit.refused(refusal);
        return settings.show(visit, organization);
    }

    private static String back(OrganizationId organization) {
        return "redirect:/console/organizations/" + organization + "/settings";
    }
}
