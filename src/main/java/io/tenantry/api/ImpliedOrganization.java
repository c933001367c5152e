package io.tenantry.api;

import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.util.Set;

/** Which organization a caller means who names none, under the roots of dialects that know only one. */
public final class ImpliedOrganization {
    private ImpliedOrganization() {}

    /**
     * The caller's own when one of the permissions reaches it, or else the only one they reach. Whether they really allow the work
     * there is decided when it is done.
     *
     * @param naming the address under which another could be named
     * @throws Refusal (NOT_PERMITTED) when they reach none, (MALFORMED) when they reach several and none is the caller's own
     */
    public static OrganizationId of(Caller caller, String naming, Permission... anyOf) {
        OrganizationId home = caller.home();
        Reach reach = Reach.nowhere();
        for (Permission permission : anyOf) {
            reach = reach.and(caller.reach(permission));
        }
        if (home != null && reach.covers(home)) {
            return home;
        }
        Refusal.unless(
                !reach.equals(Reach.nowhere()),
                Refusal.Reason.NOT_PERMITTED,
                "This needs the permission '" + anyOf[0].wireName() + "' for the organization",
                anyOf[0].wireName());
        if (reach instanceof Reach.Some(Set<OrganizationId> some) && some.size() == 1) {
            return some.iterator().next();
        }
        throw new Refusal(
                Refusal.Reason.MALFORMED,
                "There are several organizations you may mean; name one in the address: " + naming,
                "organizationId");
    }
}
