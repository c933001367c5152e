package io.tenantry.api.cloudcockpit;

import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.util.UUID;

/** Where the dialect is served, and the ids in its paths. One that is no id is refused before anything is looked up. */
final class CockpitPaths {
    static final String ROOT = "/v1";
    static final String PREFIXED = "/cloudcockpit" + ROOT;

    private CockpitPaths() {}

    static OrganizationId customer(String text) {
        return new OrganizationId(uuid(text, "customerId"));
    }

    static UUID uuid(String text, String name) {
        return Ids.given(text, name);
    }
}
