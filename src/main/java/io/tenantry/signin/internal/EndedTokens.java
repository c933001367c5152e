package io.tenantry.signin.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table ended_tokens, and whether a token still counts. */
@Component
class EndedTokens {
    /** The hub itself asks, before it knows who calls. */
    private static final Reach HUB = new Reach.Everything();

    private final Database database;

    EndedTokens(Database database) {
        this.database = database;
    }

    boolean isLiving(UUID token, @Nullable UUID grant) {
        return Boolean.TRUE.equals(database.first(HUB, """
                SELECT NOT EXISTS (SELECT FROM ended_tokens WHERE id = ?) AND (
                    ?::uuid IS NULL OR EXISTS (SELECT FROM sign_in_grants WHERE id = ? AND ended_at IS NULL))
                """, row -> row.getBoolean(1), token, grant, grant));
    }

    void end(UUID token, Instant expiresAt) {
        database.run(
                HUB,
                "INSERT INTO ended_tokens (id, expires_at) VALUES (?, ?) ON CONFLICT (id) DO NOTHING",
                token,
                expiresAt);
    }
}
