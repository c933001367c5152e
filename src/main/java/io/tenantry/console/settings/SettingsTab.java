package io.tenantry.console.settings;

import io.tenantry.access.Permission;

/** A page of an organization's settings. */
public enum SettingsTab {
    ROLES("Roles", "", Permission.ROLE_READ),
    PROGRAMS("Service accounts", "/service-accounts", Permission.SERVICE_ACCOUNT_READ),
    POLICIES("Sign-in rules", "/policies", Permission.POLICY_READ),
    APPROVALS("Approval rules", "/approval-rules", Permission.CHANGE_READ),
    TEMPLATES("Templates", "/templates", Permission.USER_WRITE),
    BRANDING("Branding", "/branding", Permission.ORGANIZATION_READ),
    CONNECTION("Microsoft tenant", "/connection", Permission.CONNECTION_READ);

    /** Where the settings of an organization begin. */
    public static final String PAGE = "/console/organizations/{organizationId}/settings";

    private final String label;
    private final String path;
    private final Permission permission;

    SettingsTab(String label, String path, Permission permission) {
        this.label = label;
        this.path = path;
        this.permission = permission;
    }

    String label() {
        return label;
    }

    /** The end of its address. */
    String path() {
        return path;
    }

    /** Who holds it there is shown the page. */
    Permission permission() {
        return permission;
    }
}
