package io.tenantry.microsoft.internal;

import java.net.URI;

/** The programming interfaces that the hub calls at Microsoft. */
public enum Service {
    GRAPH,
    PARTNER_CENTER,
    EXCHANGE;

    /** Where it is, with its version and without a slash at the end. */
    public String base(Tenant tenant) {
        return switch (this) {
            case GRAPH -> tenant.settings().graphUrl();
            case PARTNER_CENTER -> tenant.settings().partnerCenterUrl();
            case EXCHANGE -> tenant.settings().exchangeUrl();
        };
    }

    /** What a token is asked for. */
    String scope(Tenant tenant) {
        URI base = URI.create(base(tenant));
        return base.getScheme() + "://" + base.getAuthority() + "/.default";
    }
}
