package io.tenantry.estate.internal;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/** An application that firms use, how many of a hundred people have an account in it, and what a seat costs. */
record Offer(String name, String vendor, String category, int share, String plan, BigDecimal price, String period) {
    /** What every firm of a generated estate uses: some three accounts a person. */
    static final List<Offer> USUAL = List.of(
            new Offer("Zoom", "Zoom Video Communications", "Meetings", 60, "Pro", "13.99", "monthly"),
            new Offer("Slack", "Salesforce", "Collaboration", 45, "Business+", "150.00", "yearly"),
            new Offer("Notion", "Notion Labs", "Notes", 40, "Free", "0", "monthly"),
            new Offer("Dropbox", "Dropbox", "Storage", 34, "Business", "216.00", "yearly"),
            new Offer("Jira", "Atlassian", "Development", 30, "Premium", "48.00", "quarterly"),
            new Offer("Miro", "Miro", "Whiteboard", 25, "Business", "192.00", "yearly"),
            new Offer("Salesforce", "Salesforce", "Customers", 18, "Enterprise", "495.00", "quarterly"),
            new Offer("GitHub", "GitHub", "Development", 15, "Enterprise", "21.00", "monthly"),
            new Offer("Adobe Creative Cloud", "Adobe", "Design", 12, "All Apps", "69.99", "monthly"),
            new Offer("Figma", "Figma", "Design", 10, "Professional", "180.00", "yearly"));

    /** What a firm with much software uses besides: some five accounts a person in all. */
    static final List<Offer> MANY = Stream.concat(
                    USUAL.stream(),
                    Stream.of(
                            new Offer("Asana", "Asana", "Projects", 38, "Starter", "131.88", "yearly"),
                            new Offer("DocuSign", "DocuSign", "Signatures", 35, "Standard", "300.00", "yearly"),
                            new Offer("Webex", "Cisco", "Meetings", 30, "Meet", "13.50", "monthly"),
                            new Offer("1Password", "AgileBits", "Security", 28, "Business", "95.88", "yearly"),
                            new Offer("Canva", "Canva", "Design", 25, "Teams", "30.00", "quarterly"),
                            new Offer("Zendesk", "Zendesk", "Customers", 20, "Suite Team", "55.00", "monthly"),
                            new Offer("Tableau", "Salesforce", "Analysis", 15, "Viewer", "180.00", "yearly"),
                            new Offer("Lucidchart", "Lucid Software", "Whiteboard", 12, "Team", "27.00", "quarterly"),
                            new Offer("Airtable", "Airtable", "Databases", 10, "Team", "240.00", "yearly")))
            .toList();

    private Offer(String name, String vendor, String category, int share, String plan, String price, String period) {
        this(name, vendor, category, share, plan, new BigDecimal(price), period);
    }

    boolean isFree() {
        return price.signum() == 0;
    }
}
