package io.tenantry.signin.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.signin.PersonSession;
import io.tenantry.signin.Sessions.Current;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tables sign_in_sessions and sign_in_grants as the person sees them whose they are. */
@Component
public class PersonSessionRows {
    private static final int MOST = 200;
    private static final String LIVING = "organization_id = ? AND user_id = ? AND ended_at IS NULL";

    private final Database database;

    PersonSessionRows(Database database) {
        this.database = database;
    }

    public List<PersonSession> list(OrganizationId organization, UUID user, Current current) {
        // Applications may be registered by an organization above the person's, and only their name is shown.
        return database.list(
                new Reach.Everything(),
                """
                SELECT id, 'browser', device, address, signed_in_at, expires_at FROM sign_in_sessions
                WHERE organization_id = ? AND user_id = ? AND ended_at IS NULL AND expires_at > now()
                UNION ALL
                SELECT g.id, 'application', c.display_name, NULL, g.signed_in_at, g.expires_at FROM sign_in_grants g
                    LEFT JOIN sign_in_clients c ON c.id = g.client_id
                WHERE g.organization_id = ? AND g.user_id = ? AND g.ended_at IS NULL AND g.expires_at > now()
                    AND g.code_used_at IS NOT NULL
                ORDER BY 5 DESC, 1 LIMIT\s""" + MOST,
                row -> read(row, current),
                organization.value(),
                user,
                organization.value(),
                user);
    }

    /** The browser's session in which something was granted, or null when it was without one. */
    @Nullable
    public UUID sessionOf(UUID grant) {
        return database.first(
                new Reach.Everything(),
                "SELECT session_id FROM sign_in_grants WHERE id = ?",
                row -> row.getObject(1, UUID.class),
                grant);
    }

    public static boolean end(Session session, OrganizationId organization, UUID user, UUID id) {
        int sessions = session.run(
                "UPDATE sign_in_sessions SET ended_at = now() WHERE " + LIVING + " AND id = ?",
                organization.value(),
                user,
                id);
        int grants = session.run(
                "UPDATE sign_in_grants SET ended_at = now() WHERE " + LIVING + " AND (id = ? OR session_id = ?)",
                organization.value(),
                user,
                id,
                id);
        return sessions + grants > 0;
    }

    public static int endOthers(Session session, OrganizationId organization, UUID user, Current current) {
        int grants = session.run(
                "UPDATE sign_in_grants SET ended_at = now() WHERE " + LIVING
                        + " AND id IS DISTINCT FROM ?::uuid AND (?::uuid IS NOT NULL OR session_id IS DISTINCT FROM ?::uuid)",
                organization.value(),
                user,
                current.grant(),
                current.grant(),
                current.session());
        int sessions = session.run(
                "UPDATE sign_in_sessions SET ended_at = now() WHERE " + LIVING + " AND id IS DISTINCT FROM ?::uuid",
                organization.value(),
                user,
                current.session());
        return sessions + grants;
    }

    private static PersonSession read(ResultSet row, Current current) throws SQLException {
        UUID id = row.getObject(1, UUID.class);
        boolean browser = row.getString(2).equals("browser");
        return new PersonSession(
                id,
                browser ? PersonSession.Kind.BROWSER : PersonSession.Kind.APPLICATION,
                row.getString(3),
                row.getString(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                id.equals(current.grant()) || (current.grant() == null && id.equals(current.session())));
    }
}
