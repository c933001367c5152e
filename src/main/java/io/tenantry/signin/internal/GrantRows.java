package io.tenantry.signin.internal;

import io.tenantry.access.Reach;
import io.tenantry.access.Secrets;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Json;
import io.tenantry.platform.database.Moments;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tables sign_in_grants and refresh_tokens. The hub itself works on them: nobody has called yet. */
@Component
class GrantRows {
    private static final Reach HUB = new Reach.Everything();
    private static final String SELECT = """
            SELECT g.organization_id, g.id, g.user_id, g.session_id, g.client_id, g.scopes, g.request, g.signed_in_at,
                g.code_expires_at, g.code_used_at, g.methods
            FROM sign_in_grants g
            """;

    private static final String INSERT_TOKEN =
            "INSERT INTO refresh_tokens (organization_id, grant_id, token_hash, expires_at) VALUES (?, ?, ?, ?)";

    private final Database database;

    GrantRows(Database database) {
        this.database = database;
    }

    /**
     * What a person has let an application do.
     *
     * @param request the authorization request, as JSON
     * @param methods how the person proved who he is
     */
    record Grant(
            OrganizationId organization,
            UUID id,
            UUID user,
            @Nullable UUID session,
            UUID client,
            Set<String> scopes,
            String request,
            Instant signedInAt,
            Instant codeExpiresAt,
            @Nullable Instant codeUsedAt,
            List<String> methods) {}

    /** A refresh token of a living grant. */
    record Refresh(Grant grant, Instant expiresAt, boolean used) {}

    /**
     * Keeps a grant that no application has asked for: somebody has signed in without a browser, or acts as the person. It has no
     * code, and ends with the one token it is made for.
     *
     * @param actor who acts as the person, or null when he himself does
     */
    static void insertAlone(Session session, Grant grant, @Nullable UUID actor) {
        session.run(
                """
                INSERT INTO sign_in_grants (organization_id, id, user_id, client_id, scopes, request, signed_in_at, code_hash,
                    code_expires_at, code_used_at, expires_at, actor_id, methods)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                grant.organization().value(),
                grant.id(),
                grant.user(),
                grant.client(),
                grant.scopes(),
                new Json(grant.request()),
                grant.signedInAt(),
                Secrets.hash(Secrets.next()),
                grant.signedInAt(),
                grant.signedInAt(),
                grant.codeExpiresAt(),
                actor,
                grant.methods());
    }

    void insert(Grant grant, String codeHash) {
        database.run(
                HUB,
                """
                INSERT INTO sign_in_grants (organization_id, id, user_id, session_id, client_id, scopes, request,
                    signed_in_at, code_hash, code_expires_at, expires_at, methods)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                grant.organization().value(),
                grant.id(),
                grant.user(),
                grant.session(),
                grant.client(),
                grant.scopes(),
                new Json(grant.request()),
                grant.signedInAt(),
                codeHash,
                grant.codeExpiresAt(),
                grant.codeExpiresAt(),
                grant.methods());
    }

    @Nullable
    Grant withId(UUID id) {
        return database.first(HUB, SELECT + " WHERE g.id = ? AND g.ended_at IS NULL", GrantRows::grant, id);
    }

    @Nullable
    Grant withCode(String codeHash) {
        return database.first(
                HUB, SELECT + " WHERE g.code_hash = ? AND g.ended_at IS NULL", GrantRows::grant, codeHash);
    }

    @Nullable
    Refresh withRefreshToken(String tokenHash) {
        return database.first(
                HUB,
                SELECT.replace("\nFROM", ", r.expires_at, r.used_at IS NOT NULL\nFROM") + """
                         JOIN refresh_tokens r ON r.organization_id = g.organization_id AND r.grant_id = g.id
                        WHERE r.token_hash = ? AND g.ended_at IS NULL
                        """,
                row -> new Refresh(
                        grant(row), row.getObject(12, OffsetDateTime.class).toInstant(), row.getBoolean(13)),
                tokenHash);
    }

    /**
     * Uses up the authorization code and keeps the first refresh token.
     *
     * @return false when someone else has used the code first
     */
    boolean redeem(OrganizationId organization, UUID grant, @Nullable String tokenHash, Instant expiresAt) {
        return database.transaction(HUB, session -> {
            int used = session.run("""
                    UPDATE sign_in_grants SET code_used_at = now(), expires_at = ?
                    WHERE organization_id = ? AND id = ? AND code_used_at IS NULL AND ended_at IS NULL
                    """, expiresAt, organization.value(), grant);
            if (used == 1 && tokenHash != null) {
                session.run(INSERT_TOKEN, organization.value(), grant, tokenHash, expiresAt);
            }
            return used == 1;
        });
    }

    /**
     * Puts the next refresh token in the place of one that had not been used.
     *
     * @return false when it had been used after all
     */
    boolean follow(OrganizationId organization, UUID grant, String usedHash, String nextHash, Instant expiresAt) {
        return database.transaction(HUB, session -> {
            int used = session.run("""
                    UPDATE refresh_tokens SET used_at = now()
                    WHERE organization_id = ? AND grant_id = ? AND token_hash = ? AND used_at IS NULL AND expires_at > now()
                    """, organization.value(), grant, usedHash);
            if (used == 1) {
                session.run(INSERT_TOKEN, organization.value(), grant, nextHash, expiresAt);
                session.run(
                        "UPDATE sign_in_grants SET expires_at = ? WHERE organization_id = ? AND id = ?",
                        expiresAt,
                        organization.value(),
                        grant);
            }
            return used == 1;
        });
    }

    /** Ends the grant and with it all its tokens. */
    void end(OrganizationId organization, UUID grant) {
        database.run(
                HUB,
                "UPDATE sign_in_grants SET ended_at = now() WHERE organization_id = ? AND id = ? AND ended_at IS NULL",
                organization.value(),
                grant);
    }

    private static Grant grant(ResultSet row) throws SQLException {
        return new Grant(
                new OrganizationId(row.getObject(1, UUID.class)),
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                row.getObject(4, UUID.class),
                row.getObject(5, UUID.class),
                Set.of((String[]) row.getArray(6).getArray()),
                row.getString(7),
                row.getObject(8, OffsetDateTime.class).toInstant(),
                row.getObject(9, OffsetDateTime.class).toInstant(),
                Moments.orNull(row, 10),
                List.of((String[]) row.getArray(11).getArray()));
    }
}
