package io.tenantry.console.settings;

import io.tenantry.console.Visit;
import io.tenantry.organizations.Organizations;
import io.tenantry.tenancy.Organization;
import io.tenantry.tenancy.OrganizationId;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;

/** What all pages of an organization's settings have in common: whose they are, and the way to the others. */
@Component
public class OrganizationTabs {
    private final Organizations organizations;

    OrganizationTabs(Organizations organizations) {
        this.organizations = organizations;
    }

    /**
     * The way to one of the pages.
     *
     * @param isHere whether it is the one that is open
     */
    public record Way(String label, String path, boolean isHere) {}

    /** Needs {@code organization.read}. */
    public Organization show(Visit visit, OrganizationId id, SettingsTab here) {
        Organization organization = organizations.get(visit.caller(), id);
        List<Way> tabs = Arrays.stream(SettingsTab.values())
                .filter(tab -> visit.caller().reach(tab.permission()).covers(id))
                .map(tab -> new Way(tab.label(), path(id, tab), tab == here))
                .toList();
        visit.with("organization", organization).with("tabs", tabs).with("here", path(id, here));
        return organization;
    }

    public static String path(OrganizationId id, SettingsTab tab) {
        return SettingsTab.PAGE.replace("{organizationId}", id.toString()) + tab.path();
    }
}
