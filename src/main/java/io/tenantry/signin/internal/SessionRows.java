package io.tenantry.signin.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table sign_in_sessions. The hub itself works on it: nobody has called yet. */
@Component
class SessionRows {
    private static final Reach HUB = new Reach.Everything();

    private final Database database;

    SessionRows(Database database) {
        this.database = database;
    }

    /**
     * A browser that signs in.
     *
     * @param device what it says it is, in words, or null
     * @param address where it is
     */
    record Arrival(
            String cookieHash, Instant expiresAt, @Nullable String device, String address, List<String> methods) {}

    void insert(OrganizationId organization, UUID id, UUID user, Arrival arrival) {
        database.run(
                HUB,
                """
                INSERT INTO sign_in_sessions (organization_id, id, user_id, cookie_hash, expires_at, device, address, methods)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                organization.value(),
                id,
                user,
                arrival.cookieHash(),
                arrival.expiresAt(),
                arrival.device(),
                arrival.address(),
                arrival.methods());
    }

    /** Puts a new cookie in the place of the one before; whoever had that has nothing any more. */
    void renew(Person person, UUID session, Arrival arrival) {
        database.run(
                HUB,
                """
                UPDATE sign_in_sessions SET cookie_hash = ?, expires_at = ?, device = ?, address = ?, methods = ?,
                    signed_in_at = now(), seen_at = now()
                WHERE organization_id = ? AND id = ? AND ended_at IS NULL
                """,
                arrival.cookieHash(),
                arrival.expiresAt(),
                arrival.device(),
                arrival.address(),
                arrival.methods(),
                person.organizationId(),
                session);
    }

    private record Found(Person person, boolean isStale) {}

    /** Whoever is signed in with the cookie, and has not left his browser alone for longer than he may. */
    @Nullable
    Person living(String cookieHash, Duration idle) {
        Found found = database.first(
                HUB, """
                SELECT user_id, organization_id, id, signed_in_at, methods, seen_at < now() - interval '1 minute'
                FROM sign_in_sessions
                WHERE cookie_hash = ? AND ended_at IS NULL AND expires_at > now()
                    AND seen_at > now() - ? * interval '1 second'
                """, row -> new Found(person(row), row.getBoolean(6)), cookieHash, idle.toSeconds());
        if (found == null) {
            return null;
        }
        if (found.isStale()) {
            database.run(HUB, "UPDATE sign_in_sessions SET seen_at = now() WHERE cookie_hash = ?", cookieHash);
        }
        return found.person();
    }

    /** Ends the session and everything that applications were let do from it. */
    void end(OrganizationId organization, UUID id) {
        database.change(HUB, session -> {
            session.run("""
                    UPDATE sign_in_sessions SET ended_at = now()
                    WHERE organization_id = ? AND id = ? AND ended_at IS NULL
                    """, organization.value(), id);
            session.run("""
                    UPDATE sign_in_grants SET ended_at = now()
                    WHERE organization_id = ? AND session_id = ? AND ended_at IS NULL
                    """, organization.value(), id);
        });
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                List.of((String[]) row.getArray(5).getArray()));
    }
}
