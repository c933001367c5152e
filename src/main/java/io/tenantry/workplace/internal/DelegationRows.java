package io.tenantry.workplace.internal;

import io.tenantry.directory.User;
import io.tenantry.platform.database.Session;
import io.tenantry.workplace.Delegations;
import io.tenantry.workplace.Delegations.Grant;
import io.tenantry.workplace.Delegations.Held;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code delegations}. */
public final class DelegationRows {
    private DelegationRows() {}

    /** Whether he had it not, or with another right. On a mailbox somebody may have several rights, elsewhere one. */
    public static boolean put(Session session, User owner, User delegate, Grant grant, String right) {
        boolean isOneOfSeveral = grant.subject() == Delegations.Subject.MAILBOX;
        return session.run(
                        """
                        INSERT INTO delegations AS d (organization_id, user_id, delegate_id, subject, site, access_right)
                        VALUES (?, ?, ?, ?, ?, ?)
                        """ + (isOneOfSeveral ? "ON CONFLICT DO NOTHING" : """
                                        ON CONFLICT (organization_id, user_id, subject, delegate_id, site) WHERE subject <> 'mailbox'
                                        DO UPDATE SET access_right = excluded.access_right
                                        WHERE d.access_right <> excluded.access_right
                                        """),
                        owner.organization().value(),
                        owner.id().value(),
                        delegate.id().value(),
                        grant.subject().stored(),
                        grant.site(),
                        right)
                > 0;
    }

    /**
     * Whether he had it.
     *
     * @param right which, or null for all there are
     */
    public static boolean delete(Session session, User owner, User delegate, Grant grant, @Nullable String right) {
        return session.run(
                        """
                        DELETE FROM delegations WHERE organization_id = ? AND user_id = ? AND delegate_id = ? AND subject = ?
                            AND site = ? AND access_right = coalesce(?, access_right)
                        """,
                        owner.organization().value(),
                        owner.id().value(),
                        delegate.id().value(),
                        grant.subject().stored(),
                        grant.site(),
                        right)
                > 0;
    }

    /** Who is let at something of somebody's, by name. */
    public static List<Held> list(Session session, User owner, Delegations.Subject subject) {
        return session.list(
                """
                SELECT u.object_id, u.upn, u.display_name, d.access_right FROM delegations d
                JOIN users u ON u.organization_id = d.organization_id AND u.id = d.delegate_id
                WHERE d.organization_id = ? AND d.user_id = ? AND d.subject = ? AND u.deleted_at IS NULL
                ORDER BY u.upn, d.access_right
                """,
                row -> new Held(row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getString(4)),
                owner.organization().value(),
                owner.id().value(),
                subject.stored());
    }
}
