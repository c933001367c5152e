package io.tenantry.directory;

import io.tenantry.access.Caller;
import io.tenantry.access.Reach;
import io.tenantry.directory.internal.OwnGroupRows;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The groups of whoever calls. Nobody needs a permission to know where he belongs himself. */
@Component
public class OwnGroups {
    private final Database database;

    OwnGroups(Database database) {
        this.database = database;
    }

    /** The caller's groups by name, the first thousand. */
    public List<OwnGroup> of(Caller caller) {
        UUID id = caller.self();
        OrganizationId home = caller.home();
        return id == null || home == null
                ? List.of()
                : OwnGroupRows.list(database, new Reach.Some(Set.of(home)), home, id);
    }
}
