package io.tenantry.api.scim;

import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.util.Set;
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

    /**
     * The organization to work in: the named one, the caller's own when one of the permissions reaches it, or else the only one
     * they reach. Whether they really allow the work there is decided when it is done.
     *
     * @throws Refusal (NOT_PERMITTED) when they reach none, (MALFORMED) when they reach several and none is the caller's own
     */
    OrganizationId organization(Permission... anyOf) {
        if (named != null) {
            return named;
        }
        OrganizationId home = caller().home();
        Reach reach = Reach.nowhere();
        for (Permission permission : anyOf) {
            reach = reach.and(caller().reach(permission));
        }
        if (home != null && reach.covers(home)) {
            return home;
        }
        Refusal.unless(
                !reach.equals(Reach.nowhere()),
                Refusal.Reason.NOT_PERMITTED,
                "This needs the permission '" + anyOf[0].wireName() + "' for the organization");
        if (reach instanceof Reach.Some(Set<OrganizationId> some) && some.size() == 1) {
            return some.iterator().next();
        }
        throw new Refusal(
                Refusal.Reason.MALFORMED,
                "There are several organizations you may mean; name one in the address: " + ScimPaths.OF_ORGANIZATION,
                "organizationId");
    }

    /** Where a resource is found. */
    String location(Resource resource, UUID id) {
        return url + resource.path() + "/" + id;
    }
}
