package io.tenantry.licensing;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.licensing.internal.LicenseDeltaRows;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Who holds what, for many people at once, and of whom that changed since a moment. */
@Component
public class LicenseDeltas {
    private final Database database;
    private final Access access;

    LicenseDeltas(Database database, Access access) {
        this.database = database;
        this.access = access;
    }

    /** People whose licences changed since the moment. Needs {@code license.read}. */
    public List<UUID> touched(Caller caller, OrganizationId organization, Instant since) {
        Reach reach = access.require(caller, Permission.LICENSE_READ, organization);
        return LicenseDeltaRows.touched(database, reach, organization.value(), since);
    }

    /**
     * By which ways licences come to each of these people, also those that are not held; who has none is missing. Needs
     * {@code license.read}.
     */
    public Map<UUID, List<AssignedWay>> ways(Caller caller, OrganizationId organization, Collection<UUID> users) {
        Reach reach = access.require(caller, Permission.LICENSE_READ, organization);
        return users.isEmpty() ? Map.of() : LicenseDeltaRows.ways(database, reach, organization.value(), users);
    }
}
