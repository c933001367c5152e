package io.tenantry.usage;

import java.util.regex.Pattern;

/** The applications of Microsoft 365 that its report of active users tells apart. */
public enum ReportedProduct {
    EXCHANGE("Exchange", "Exchange Online", "EXCHANGE_S_(STANDARD|ENTERPRISE|DESKLESS).*"),
    ONEDRIVE("OneDrive", "OneDrive", "ONEDRIVE.*|SHAREPOINT(STANDARD|ENTERPRISE|DESKLESS).*"),
    SHAREPOINT("SharePoint", "SharePoint Online", "SHAREPOINT(STANDARD|ENTERPRISE|DESKLESS).*"),
    SKYPE("Skype For Business", "Skype for Business", "MCOSTANDARD.*|MCOIMP.*"),
    YAMMER("Yammer", "Viva Engage", "YAMMER_.*"),
    TEAMS("Teams", "Microsoft Teams", "TEAMS.*");

    private final String heading;
    private final String application;
    private final Pattern servicePlans;

    ReportedProduct(String heading, String application, String servicePlans) {
        this.heading = heading;
        this.application = application;
        this.servicePlans = Pattern.compile(servicePlans);
    }

    /** As the report's headings name it. */
    public String heading() {
        return heading;
    }

    /** What the application is called among others. */
    public String application() {
        return application;
    }

    /** Whether a service plan of this name lets somebody use it. */
    public boolean isGivenBy(String servicePlan) {
        return servicePlans.matcher(servicePlan).matches();
    }

    public String licenseColumn() {
        return "Has " + heading + " License";
    }

    public String lastActivityColumn() {
        return heading + " Last Activity Date";
    }

    public String assignDateColumn() {
        return heading + " License Assign Date";
    }
}
