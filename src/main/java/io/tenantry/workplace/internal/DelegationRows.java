package io.tenantry.workplace.internal;

import io.tenantry.directory.User;
import io.tenantry.platform.database.Session;
import io.tenantry.workplace.Delegations.Grant;

/** The table {@code delegations}. */
public final class DelegationRows {
    private DelegationRows() {}

    /** Whether he had it not, or with another right. */
    public static boolean put(Session session, User owner, User delegate, Grant grant, String right) {
        return session.run(
                        """
                        INSERT INTO delegations AS d (organization_id, user_id, delegate_id, subject, site, access_right)
                        VALUES (?, ?, ?, ?, ?, ?)
                        ON CONFLICT (organization_id, user_id, subject, delegate_id, site)
                        DO UPDATE SET access_right = excluded.access_right WHERE d.access_right <> excluded.access_right
                        """,
                        owner.organization().value(),
                        owner.id().value(),
                        delegate.id().value(),
                        grant.subject().stored(),
                        grant.site(),
                        right)
                > 0;
    }

    public static boolean delete(Session session, User owner, User delegate, Grant grant) {
        return session.run(
                        """
                        DELETE FROM delegations WHERE organization_id = ? AND user_id = ? AND delegate_id = ? AND subject = ?
                            AND site = ?
                        """,
                        owner.organization().value(),
                        owner.id().value(),
                        delegate.id().value(),
                        grant.subject().stored(),
                        grant.site())
                > 0;
    }
}
