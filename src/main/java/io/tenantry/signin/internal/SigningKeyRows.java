package io.tenantry.signin.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Moments;
import io.tenantry.platform.database.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table signing_keys. */
@Component
class SigningKeyRows {
    private static final Reach NO_TENANT = Reach.nowhere();

    private final Database database;

    SigningKeyRows(Database database) {
        this.database = database;
    }

    record Row(
            String id,
            String publicKey,
            String privateKey,
            Instant createdAt,
            @Nullable Instant followedAt) {}

    /** The current key first, then those that may still have signed a living token. */
    List<Row> published(Duration tokensLive) {
        return database.list(NO_TENANT, """
                SELECT id, public_key, private_key, created_at, followed_at FROM signing_keys
                WHERE followed_at IS NULL OR followed_at > now() - make_interval(secs => ?)
                ORDER BY followed_at DESC NULLS FIRST
                """, SigningKeyRows::row, tokensLive.toSeconds());
    }

    /** Makes the key the current one, unless {@code unlessAny} and there is one already. */
    void follow(Session session, Row fresh, boolean unlessAny) {
        session.list("SELECT pg_advisory_xact_lock(hashtext('tenantry.signing_keys'))", row -> true);
        if (unlessAny && session.first("SELECT 1 FROM signing_keys WHERE followed_at IS NULL", row -> true) != null) {
            return;
        }
        session.run("UPDATE signing_keys SET followed_at = now() WHERE followed_at IS NULL");
        session.run(
                "INSERT INTO signing_keys (id, public_key, private_key) VALUES (?, ?, ?)",
                fresh.id(),
                fresh.publicKey(),
                fresh.privateKey());
    }

    void removeExpired(Duration tokensLive) {
        database.run(
                NO_TENANT,
                "DELETE FROM signing_keys WHERE followed_at < now() - make_interval(secs => ?)",
                tokensLive.toSeconds());
    }

    <T extends @Nullable Object> T transaction(Function<Session, T> work) {
        return database.transaction(NO_TENANT, work);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                Moments.orNull(row, 5));
    }
}
