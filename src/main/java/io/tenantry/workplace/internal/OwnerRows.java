package io.tenantry.workplace.internal;

import io.tenantry.access.Reach;
import io.tenantry.directory.Group;
import io.tenantry.directory.User;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.workplace.GroupOwners.Owner;
import java.util.List;
import java.util.UUID;

/** The table {@code group_owners}. */
public final class OwnerRows {
    private OwnerRows() {}

    public static List<Owner> list(Database database, Reach reach, Group group) {
        return database.list(
                reach,
                """
                SELECT u.id, u.display_name, u.upn FROM group_owners o
                JOIN users u ON u.organization_id = o.organization_id AND u.id = o.owner_id
                WHERE o.organization_id = ? AND o.group_id = ? AND u.deleted_at IS NULL ORDER BY u.display_name, u.id
                """,
                row -> new Owner(row.getObject(1, UUID.class), row.getString(2), row.getString(3)),
                group.organization().value(),
                group.id().value());
    }

    /** Whether he was none before. */
    public static boolean insert(Session session, Group group, User owner) {
        return session.run(
                        """
                        INSERT INTO group_owners (organization_id, group_id, owner_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING
                        """,
                        group.organization().value(),
                        group.id().value(),
                        owner.id().value())
                > 0;
    }

    /** Whether he was one before. */
    public static boolean delete(Session session, Group group, User owner) {
        return session.run(
                        "DELETE FROM group_owners WHERE organization_id = ? AND group_id = ? AND owner_id = ?",
                        group.organization().value(),
                        group.id().value(),
                        owner.id().value())
                > 0;
    }
}
