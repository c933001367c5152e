package io.tenantry.api.scim;

import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.api.ImpliedOrganization;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, and at which of the dialect's roots. An identity provider knows one address; under the plain root it stands for the
 * caller's own organization.
 *
 * @param signedIn who calls, or null
 * @param named the organization in the path, or null under the plain root
 * @param url where the client sees this root, without a slash at the end
 */
record At(@Nullable Caller signedIn, @Nullable OrganizationId named, String url) {
    Caller caller() {
        if (signedIn == null) {
            throw new Refusal(Refusal.Reason.NOT_SIGNED_IN, "This needs an access token in the header Authorization");
        }
        return signedIn;
    }

    /** The organization to work in: the named one, or else the one that the caller means. */
    OrganizationId organization(Permission... anyOf) {
        return named != null ? named : ImpliedOrganization.of(caller(), ScimPaths.OF_ORGANIZATION, anyOf);
    }

    /** Where a resource is found. */
    String location(Resource resource, UUID id) {
        return url + resource.path() + "/" + id;
    }
}
