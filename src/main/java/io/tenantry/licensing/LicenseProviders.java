package io.tenantry.licensing;

import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Where it is decided who holds a licence of each organization. Mostly that is here. */
@Component
class LicenseProviders {
    private final List<LicenseProvider> all;

    LicenseProviders(ObjectProvider<LicenseProvider> all) {
        this.all = all.orderedStream().toList();
    }

    @Nullable
    LicenseProvider of(OrganizationId organization) {
        for (LicenseProvider provider : all) {
            if (provider.keeps(organization)) {
                return provider;
            }
        }
        return null;
    }

    /** Refuses with CONFLICT what the hub can do only where it decides itself. */
    void requireHere(OrganizationId organization) {
        Refusal.unless(
                of(organization) == null,
                Refusal.Reason.CONFLICT,
                "The organization lives in a Microsoft tenant, where this has to be done");
    }
}
