package io.tenantry.api.internal;

import io.tenantry.access.Caller;
import io.tenantry.access.Reach;
import io.tenantry.kernel.Ids;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.secrets.MasterKey;
import io.tenantry.tenancy.OrganizationId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code idempotent_answers}. Each key is its caller's own, and each row in the caller's organization. */
@Component
class IdempotentAnswerRows {
    private final Database database;
    private final MasterKey master;
    private final JsonMapper json;

    IdempotentAnswerRows(Database database, MasterKey master, JsonMapper json) {
        this.database = database;
        this.master = master;
        this.json = json;
    }

    /** One caller's use of a key; the id tells it from later ones. */
    record Claim(OrganizationId organization, String connection, String keyHash, UUID id) {
        static Claim of(Caller caller, String key) {
            return new Claim(
                    Objects.requireNonNull(caller.actor().organization()), caller.connection(), hash(key), Ids.next());
        }

        private Reach reach() {
            return new Reach.Some(Set.of(organization));
        }
    }

    /** Whether the key was free, and now is this request's. The database decides, so of two nodes one gets it. */
    boolean take(Claim claim, Duration longest) {
        return database.run(
                        claim.reach(),
                        """
                        INSERT INTO idempotent_answers AS a (organization_id, connection, key_hash, claim, busy_until, expires_at)
                        VALUES (?, ?, ?, ?, now() + ? * interval '1 second', now() + interval '24 hours')
                        ON CONFLICT (organization_id, connection, key_hash) DO UPDATE
                        SET claim = excluded.claim, busy_until = excluded.busy_until, expires_at = excluded.expires_at, sealed = NULL
                        WHERE a.expires_at <= now() OR (a.sealed IS NULL AND a.busy_until <= now())
                        """,
                        claim.organization().value(),
                        claim.connection(),
                        claim.keyHash(),
                        claim.id(),
                        longest.toSeconds())
                == 1;
    }

    /** What the request that took the key was answered; null while it is at work. */
    @Nullable
    KeptAnswer answered(Claim claim) {
        String sealed = database.first(
                claim.reach(),
                "SELECT sealed FROM idempotent_answers WHERE organization_id = ? AND connection = ? AND key_hash = ?",
                row -> row.getString(1),
                claim.organization().value(),
                claim.connection(),
                claim.keyHash());
        return sealed == null ? null : json.readValue(master.decrypt(sealed), KeptAnswer.class);
    }

    void keep(Claim claim, KeptAnswer answer) {
        database.run(
                claim.reach(),
                """
                UPDATE idempotent_answers SET sealed = ?
                WHERE organization_id = ? AND connection = ? AND key_hash = ? AND claim = ?
                """,
                master.encrypt(json.writeValueAsString(answer)),
                claim.organization().value(),
                claim.connection(),
                claim.keyHash(),
                claim.id());
    }

    /** Sets the key free again. */
    void release(Claim claim) {
        database.run(
                claim.reach(),
                "DELETE FROM idempotent_answers WHERE organization_id = ? AND connection = ? AND key_hash = ? AND claim = ?",
                claim.organization().value(),
                claim.connection(),
                claim.keyHash(),
                claim.id());
    }

    private static String hash(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
