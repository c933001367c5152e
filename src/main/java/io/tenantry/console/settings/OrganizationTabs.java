package io.tenantry.console.settings;

import io.tenantry.console.Visit;
import io.tenantry.kernel.Refusal;
import io.tenantry.organizations.Organizations;
import io.tenantry.tenancy.Organization;
import io.tenantry.tenancy.OrganizationId;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;

/** What all pages of an organization's settings have in common: whose they are, and the way to the others. */
@Component
class OrganizationTabs {
    private final Organizations organizations;

    OrganizationTabs(Organizations organizations) {
        this.organizations = organizations;
    }

    /**
     * The way to one of the pages.
     *
     * @param isHere whether it is the one that is open
     */
    record Way(String label, String path, boolean isHere) {}

    /** Needs {@code organization.read}. */
    Organization show(Visit visit, OrganizationId id, SettingsTab here) {
        Organization organization = organizations.get(visit.caller(), id);
        List<Way> tabs = Arrays.stream(SettingsTab.values())
                .filter(tab -> visit.caller().reach(tab.permission()).covers(id))
                .map(tab -> new Way(tab.label(), path(id, tab), tab == here))
                .toList();
        visit.with("organization", organization).with("tabs", tabs).with("here", path(id, here));
        return organization;
    }

    static String path(OrganizationId id, SettingsTab tab) {
        return SettingsTab.PAGE.replace("{organizationId}", id.toString()) + tab.path();
    }

    /** Tells on the page what was refused, unless somebody may not be there at all. */
    static void tell(Visit visit, Refusal refusal) {
        if (refusal.reason() == Refusal.Reason.NOT_PERMITTED) {
            throw refusal;
        }
        visit.refused(refusal);
    }
}
