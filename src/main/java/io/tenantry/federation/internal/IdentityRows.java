package io.tenantry.federation.internal;

import io.tenantry.access.Reach;
import io.tenantry.directory.User;
import io.tenantry.federation.ExternalIdentity;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code external_identities}, whose provider is the id of an identity source. */
public final class IdentityRows {
    private IdentityRows() {}

    public static List<ExternalIdentity> list(Database database, Reach reach, User user) {
        return database.list(
                reach,
                """
                SELECT s.id, s.name, e.subject, e.created_at
                FROM external_identities e
                JOIN identity_sources s ON s.organization_id = e.organization_id AND s.id::text = e.provider
                WHERE e.organization_id = ? AND e.user_id = ? ORDER BY s.name_ci, e.subject
                """,
                row -> new ExternalIdentity(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, OffsetDateTime.class).toInstant()),
                user.organization().value(),
                user.id().value());
    }

    /** What the provider calls the person, or null. */
    public static @Nullable String subject(Session session, User user, UUID source) {
        return session.first(
                "SELECT subject FROM external_identities WHERE organization_id = ? AND user_id = ? AND provider = ?",
                row -> row.getString(1),
                user.organization().value(),
                user.id().value(),
                source.toString());
    }

    public static void link(Session session, User user, UUID source, String subject) {
        session.run(
                "INSERT INTO external_identities (organization_id, user_id, provider, subject) VALUES (?, ?, ?, ?)",
                user.organization().value(),
                user.id().value(),
                source.toString(),
                subject);
    }

    /** Whether there was anything to end. */
    public static boolean unlink(Session session, User user, UUID source) {
        return session.run(
                        "DELETE FROM external_identities WHERE organization_id = ? AND user_id = ? AND provider = ?",
                        user.organization().value(),
                        user.id().value(),
                        source.toString())
                > 0;
    }

    /** The names of the organization's sign-in providers, in lower case. */
    public static Set<String> providers(Session session, UUID organization) {
        return Set.copyOf(session.list(
                "SELECT name_ci FROM identity_sources WHERE organization_id = ? AND kind = 'oidc'",
                row -> row.getString(1),
                organization));
    }

    /** Somebody who was just linked. */
    public record Linked(UUID user, String upn, String provider, String subject) {}

    private static final String WANTED = """
            WITH wanted AS (
                SELECT DISTINCT ON (s.id, k.subject) k.user_id, s.id::text AS provider, s.name, k.subject
                FROM unnest(?::uuid[], ?::text[], ?::text[]) AS k (user_id, provider, subject)
                JOIN identity_sources s ON s.organization_id = ? AND s.name_ci = lower(k.provider) AND s.kind = 'oidc'
                WHERE length(k.subject) BETWEEN 1 AND 512 AND NOT EXISTS (
                    SELECT FROM external_identities e WHERE e.organization_id = s.organization_id AND e.provider = s.id::text
                      AND (e.user_id = k.user_id OR e.subject = k.subject)))
            """;

    /** How many would be linked that are not. Values by position: users, the names of their providers, subjects. */
    public static long countNew(
            Session session, UUID organization, List<UUID> users, List<String> providers, List<String> subjects) {
        Long count = session.first(
                WANTED + "SELECT count(*) FROM wanted",
                row -> row.getLong(1),
                users,
                providers,
                subjects,
                organization);
        return count == null ? 0 : count;
    }

    /** Links those who are linked to nobody at the provider, and whose subject is nobody else's. */
    public static List<Linked> linkNew(
            Session session, UUID organization, List<UUID> users, List<String> providers, List<String> subjects) {
        return session.list(
                WANTED + """
                , made AS (
                    INSERT INTO external_identities (organization_id, user_id, provider, subject)
                    SELECT ?, w.user_id, w.provider, w.subject FROM wanted w ON CONFLICT DO NOTHING
                    RETURNING user_id, provider, subject)
                SELECT m.user_id, u.upn, w.name, m.subject FROM made m JOIN wanted w USING (user_id, provider, subject)
                    JOIN users u ON u.organization_id = ? AND u.id = m.user_id
                """,
                row -> new Linked(row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getString(4)),
                users,
                providers,
                subjects,
                organization,
                organization,
                organization);
    }
}
