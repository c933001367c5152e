package io.tenantry.microsoft.internal;

import java.net.URI;

/** The two programming interfaces that the hub calls at Microsoft. */
public enum Service {
    GRAPH,
    PARTNER_CENTER;

    /** Where it is, with its version and without a slash at the end. */
    public String base(Tenant tenant) {
        return switch (this) {
            case GRAPH -> tenant.settings().graphUrl();
            case PARTNER_CENTER -> tenant.settings().partnerCenterUrl();
        };
    }

    /** What a token is asked for. */
    String scope(Tenant tenant) {
        URI base = URI.create(base(tenant));
        return base.getScheme() + "://" + base.getAuthority() + "/.default";
    }
}
