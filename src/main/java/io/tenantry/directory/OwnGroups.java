package io.tenantry.directory;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.directory.internal.OwnGroupRows;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Groups of people, with the ways they come by. Nobody needs a permission to know where he belongs himself. */
@Component
public class OwnGroups {
    private final Database database;
    private final Access access;
    private final Groups groups;

    OwnGroups(Database database, Access access, Groups groups) {
        this.database = database;
        this.access = access;
        this.groups = groups;
    }

    /** The caller's groups by name, the first thousand. */
    public List<OwnGroup> of(Caller caller) {
        UUID id = caller.self();
        OrganizationId home = caller.home();
        return id == null || home == null
                ? List.of()
                : OwnGroupRows.list(database, new Reach.Some(Set.of(home)), home, id);
    }

    /**
     * Somebody's groups in the same way, of the kinds that the caller may see.
     *
     * @throws io.tenantry.kernel.Refusal (NOT_PERMITTED) without {@code user.read}, or when he may see groups of no kind
     */
    public List<OwnGroup> of(Caller caller, OrganizationId organization, UserId user) {
        Reach reach = access.require(caller, Permission.USER_READ, organization);
        Set<Group.Kind> kinds = groups.readable(caller, organization);
        return OwnGroupRows.list(database, reach, organization, user.value()).stream()
                .filter(group -> kinds.contains(group.kind()))
                .toList();
    }
}
