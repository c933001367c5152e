package io.tenantry.api.slchub;

import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.api.ImpliedOrganization;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, and for which organization. The dialect knows only one; here it is the one that the path names or, under the plain
 * root, the caller's own.
 *
 * @param signedIn who calls, or null where nobody needs to have signed in
 * @param named the organization in the path, or null under the plain root
 */
record Where(@Nullable Caller signedIn, @Nullable OrganizationId named) {
    Caller caller() {
        if (signedIn == null) {
            throw new Refusal(Refusal.Reason.NOT_SIGNED_IN, "This needs an access token in the header Authorization");
        }
        return signedIn;
    }

    /** The organization that the caller lives in; null for the hub itself. */
    @Nullable
    OrganizationId home() {
        return caller().home();
    }

    /** The organization to work in: the named one, or else the one that the caller means. */
    OrganizationId organization(Permission... anyOf) {
        return named != null ? named : ImpliedOrganization.of(caller(), SlcPaths.OF_ORGANIZATION + "/…", anyOf);
    }
}
