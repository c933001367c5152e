package io.tenantry.upkeep.internal;

import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Takes rows away for good. What is due is what was deleted, or lies in an organization that was deleted, long enough ago. */
public final class PurgeRows {
    private static final String ORGANIZATIONS_DUE =
            "SELECT o.organization_id FROM organizations o WHERE o.deleted_at < now() - interval '30 days'";

    private static final String MEMBERSHIPS = """
            DELETE FROM memberships m USING unnest(?::uuid[], ?::uuid[]) AS gone (organization_id, id)
            WHERE m.organization_id = gone.organization_id AND m.member_id = gone.id AND\s""";

    private PurgeRows() {}

    /** Something that is gone now. */
    public record Gone(OrganizationId organization, UUID id, String name, long version) {}

    /** Purges some users and whatever points at them. */
    public static List<Gone> users(Session session, int limit) {
        List<Gone> gone = purge(session, "users", "upn", limit);
        List<UUID> organizations = organizations(gone);
        List<UUID> ids = gone.stream().map(Gone::id).toList();
        memberships(session, organizations, ids);
        session.run("""
                DELETE FROM logon_names l USING unnest(?::uuid[], ?::uuid[]) AS gone (organization_id, id)
                WHERE l.organization_id = gone.organization_id AND l.user_id = gone.id
                """, organizations, ids);
        session.run("""
                UPDATE users u SET manager_id = NULL FROM unnest(?::uuid[], ?::uuid[]) AS gone (organization_id, id)
                WHERE u.organization_id = gone.organization_id AND u.manager_id = gone.id
                """, organizations, ids);
        return gone;
    }

    /** Purges some groups with their memberships in both directions. */
    public static List<Gone> groups(Session session, int limit) {
        List<Gone> gone = purge(session, "groups", "display_name", limit);
        memberships(session, organizations(gone), gone.stream().map(Gone::id).toList());
        return gone;
    }

    /** Purges one organization below which no other is left; none when there is no such. */
    public static List<Gone> organization(Session session) {
        List<Gone> due = session.list(
                "SELECT o.organization_id, o.organization_id, o.name, o.version FROM organizations o"
                        + " WHERE o.organization_id IN (" + ORGANIZATIONS_DUE + ")"
                        + " AND NOT EXISTS (SELECT FROM organizations below WHERE below.parent_id = o.organization_id)"
                        + " LIMIT 1 FOR UPDATE SKIP LOCKED",
                PurgeRows::read);
        due.forEach(one -> session.list("SELECT purge_organization(?)", row -> true, one.id()));
        return due;
    }

    private static List<Gone> purge(Session session, String table, String name, int limit) {
        return session.list("""
                DELETE FROM %1$s t WHERE ctid = ANY (ARRAY(
                    SELECT ctid FROM %1$s
                    WHERE deleted_at < now() - interval '30 days' OR organization_id IN (%3$s)
                    LIMIT ? FOR UPDATE SKIP LOCKED))
                RETURNING t.organization_id, t.id, t.%2$s, t.version
                """.formatted(table, name, ORGANIZATIONS_DUE), PurgeRows::read, limit);
    }

    /** In two statements, because living and resting memberships are found by an index each. */
    private static void memberships(Session session, List<UUID> organizations, List<UUID> ids) {
        session.run(MEMBERSHIPS + "m.living", organizations, ids);
        session.run(MEMBERSHIPS + "NOT m.living", organizations, ids);
        session.run("""
                DELETE FROM role_assignments a USING unnest(?::uuid[], ?::uuid[]) AS gone (organization_id, id)
                WHERE a.organization_id = gone.organization_id AND a.principal_id = gone.id
                """, organizations, ids);
    }

    private static List<UUID> organizations(List<Gone> gone) {
        return gone.stream().map(one -> one.organization().value()).toList();
    }

    private static Gone read(ResultSet row) throws SQLException {
        return new Gone(
                new OrganizationId(row.getObject(1, UUID.class)),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getLong(4));
    }
}
