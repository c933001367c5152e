package io.tenantry.changes.internal;

import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.directory.Group;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** What it takes to change the members of the groups that a plan names. */
public final class GroupKinds {
    private static final String NAMED = """
            SELECT DISTINCT g.kind FROM (
                SELECT DISTINCT t.organization_id, l.key::uuid AS id
                FROM change_targets t CROSS JOIN LATERAL jsonb_each(t.after -> 'groups') l WHERE t.change_id = ?) named
                JOIN groups g ON g.organization_id = named.organization_id AND g.id = named.id
            """;

    private GroupKinds() {}

    public static Permission toWrite(Group.Kind kind) {
        return switch (kind) {
            case HUB -> Permission.USER_GROUP_WRITE;
            case SECURITY, MICROSOFT_365 -> Permission.GROUP_WRITE;
        };
    }

    /** For all groups that the targets of a plan come into or go out of. */
    public static Set<Permission> needed(Database database, Reach reach, UUID change) {
        Set<Permission> needed = EnumSet.noneOf(Permission.class);
        database.list(reach, NAMED, row -> Group.Kind.ofStored(row.getString(1)), change)
                .forEach(kind -> needed.add(toWrite(kind)));
        return needed;
    }

    /** The operator's own organization. */
    public static OrganizationId root(Database database) {
        return Objects.requireNonNull(database.first(
                new Reach.Everything(),
                "SELECT organization_id FROM organizations WHERE parent_id IS NULL",
                row -> new OrganizationId(row.getObject(1, UUID.class))));
    }
}
