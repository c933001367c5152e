package io.tenantry.console.internal;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What people, groups and service accounts of an organization are called, for those who see who holds which role. */
@Component
public class PrincipalNames {
    private final Database database;
    private final Access access;

    PrincipalNames(Database database, Access access) {
        this.database = database;
        this.access = access;
    }

    /** Needs {@code role.read}. */
    public Map<UUID, String> of(Caller caller, OrganizationId organization, List<UUID> principals) {
        Reach reach = access.require(caller, Permission.ROLE_READ, organization);
        return database
                .list(
                        reach,
                        """
                        SELECT id, display_name FROM users WHERE organization_id = ? AND id = ANY (?::uuid[])
                        UNION ALL SELECT id, display_name FROM groups WHERE organization_id = ? AND id = ANY (?::uuid[])
                        UNION ALL SELECT id, display_name FROM service_accounts WHERE organization_id = ? AND id = ANY (?::uuid[])
                        """,
                        row -> Map.entry(row.getObject(1, UUID.class), row.getString(2)),
                        organization.value(),
                        principals,
                        organization.value(),
                        principals,
                        organization.value(),
                        principals)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
