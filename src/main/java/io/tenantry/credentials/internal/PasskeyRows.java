package io.tenantry.credentials.internal;

import io.tenantry.access.Reach;
import io.tenantry.credentials.Passkey;
import io.tenantry.kernel.Ids;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Moments;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tables passkeys and used_challenges. Whoever signs in has no reach yet, so the hub itself works on them. */
@Component
public class PasskeyRows {
    private static final Reach HUB = new Reach.Everything();
    private static final String OF_PERSON = " WHERE organization_id = ? AND user_id = ?";

    private final Database database;

    PasskeyRows(Database database) {
        this.database = database;
    }

    /**
     * A passkey as it is checked.
     *
     * @param credential its id, its kind of device and its public key, as authenticators write them
     * @param signCount how often it had signed when it was last used; 0 when it does not count
     */
    public record Stored(
            OrganizationId organization, UUID user, UUID id, String credential, long signCount, boolean isSynced) {}

    /** A passkey that was just made. */
    public record Made(String credentialId, String credential, long signCount, boolean isSynced) {}

    public List<Passkey> list(OrganizationId organization, UUID user) {
        return database.list(
                HUB,
                "SELECT id, display_name, is_synced, created_at, last_used_at FROM passkeys" + OF_PERSON
                        + " ORDER BY created_at, id",
                PasskeyRows::passkey,
                organization.value(),
                user);
    }

    public List<String> credentialIds(OrganizationId organization, UUID user) {
        return database.list(
                HUB,
                "SELECT credential_id FROM passkeys" + OF_PERSON,
                row -> row.getString(1),
                organization.value(),
                user);
    }

    public @Nullable Stored find(String credentialId) {
        return database.first(
                HUB,
                """
                SELECT organization_id, user_id, id, credential, sign_count, is_synced FROM passkeys
                WHERE credential_id = ?
                """,
                row -> new Stored(
                        new OrganizationId(row.getObject(1, UUID.class)),
                        row.getObject(2, UUID.class),
                        row.getObject(3, UUID.class),
                        row.getString(4),
                        row.getLong(5),
                        row.getBoolean(6)),
                credentialId);
    }

    /** False when somebody has this key already. */
    public boolean add(Session session, OrganizationId organization, UUID user, Made made, String name) {
        return session.run(
                        """
                        INSERT INTO passkeys
                            (organization_id, id, user_id, credential_id, credential, sign_count, is_synced, display_name)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                        """,
                        organization.value(),
                        Ids.next(),
                        user,
                        made.credentialId(),
                        made.credential(),
                        made.signCount(),
                        made.isSynced(),
                        name)
                == 1;
    }

    /** Notes that the key was used; false when another use of it came first. Keys that do not count stay at 0. */
    public boolean use(Stored key, long signCount) {
        return database.run(HUB, """
                        UPDATE passkeys SET sign_count = ?, last_used_at = now()
                        WHERE organization_id = ? AND id = ? AND (sign_count < ? OR (? = 0 AND sign_count = 0))
                        """, signCount, key.organization().value(), key.id(), signCount, signCount) == 1;
    }

    public boolean remove(Session session, OrganizationId organization, UUID user, UUID id) {
        return session.run("DELETE FROM passkeys" + OF_PERSON + " AND id = ?", organization.value(), user, id) == 1;
    }

    /** Uses up a challenge; false when it was used already. */
    public boolean useChallenge(UUID id, Instant expiresAt) {
        return database.run(
                        HUB,
                        "INSERT INTO used_challenges (id, expires_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
                        id,
                        expiresAt)
                == 1;
    }

    private static Passkey passkey(ResultSet row) throws SQLException {
        return new Passkey(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getBoolean(3),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                Moments.orNull(row, 5));
    }
}
