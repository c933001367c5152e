package io.tenantry.federation.internal;

import io.tenantry.access.Reach;
import io.tenantry.directory.User;
import io.tenantry.federation.ExternalIdentity;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import java.time.OffsetDateTime;
import java.util.List;
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
}
