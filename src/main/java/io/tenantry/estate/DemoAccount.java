package io.tenantry.estate;

import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Locale;

/** The programs that may try a demo, each over a part of it. All have every permission there. */
enum DemoAccount {
    A(1, "all rights in the first customer", true),
    B(2, "all rights in the second customer", true),
    PARTNER(0, "all rights over the partner's whole tree", true),
    THROTTLED(0, "like the partner's, at the usual pace of calls", false);

    static final String WEB = "demo-web";
    static final String SPA = "demo-spa";

    /** The command block that keeps a person from signing in. */
    static final String COMMAND_BLOCK = "b9b05dc8-3e6c-52af-bbb0-088029b66afe";

    private final int home;
    private final String title;
    private final boolean isUnthrottled;

    DemoAccount(int home, String title, boolean isUnthrottled) {
        this.home = home;
        this.title = title;
        this.isUnthrottled = isUnthrottled;
    }

    String clientId() {
        return "demo-service-" + name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return "Demo: " + title;
    }

    boolean isUnthrottled() {
        return isUnthrottled;
    }

    /** Where it lives and acts, among the partner and its customers. */
    OrganizationId home(List<MadeOrganization> homes) {
        return new OrganizationId(homes.get(home).id());
    }
}
