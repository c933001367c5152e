package io.tenantry.workplace.internal;

import io.tenantry.directory.Group;
import io.tenantry.directory.User;
import io.tenantry.platform.database.Session;

/** The table {@code group_owners}. */
public final class OwnerRows {
    private OwnerRows() {}

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
