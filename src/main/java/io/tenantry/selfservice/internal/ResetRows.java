package io.tenantry.selfservice.internal;

import io.tenantry.access.Reach;
import io.tenantry.kernel.Ids;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tables password_reset_requests and password_resets. Whoever asks has no reach, so the hub itself works on them. */
@Component
public class ResetRows {
    private static final Reach HUB = new Reach.Everything();
    private static final int WAITING_MOST = 10_000;

    /** Who can have a new password: whoever signs in with one, and may sign in at all. */
    private static final String PEOPLE = """
            SELECT u.organization_id, u.id, u.upn, u.display_name, u.mail, u.preferred_language, o.name, u.given_name,
                u.surname, u.mail_nickname
            FROM users u
                JOIN organizations o ON o.organization_id = u.organization_id AND o.deleted_at IS NULL
                JOIN credentials c ON c.organization_id = u.organization_id AND c.user_id = u.id
            """;

    private static final String ELIGIBLE =
            "u.deleted_at IS NULL AND u.account_enabled AND NOT u.is_system AND u.external_id IS NULL AND u.mail IS NOT NULL";

    private final Database database;

    ResetRows(Database database) {
        this.database = database;
    }

    /** A name that somebody wants a new password for. */
    public record Asked(String name, String correlationId) {}

    /**
     * Somebody who can have a new password.
     *
     * @param known what the password must not be made of
     */
    public record Forgetful(
            OrganizationId organization,
            UUID user,
            String upn,
            String displayName,
            String mail,
            @Nullable String language,
            String organizationName,
            List<String> known) {
        public Forgetful {
            known = List.copyOf(known);
        }
    }

    /** Writes the name down; false when too many wait already. */
    public boolean note(String name, String correlationId) {
        return database.run(HUB, """
                        INSERT INTO password_reset_requests (id, name, correlation_id) SELECT ?, ?, ?
                        WHERE (SELECT count(*) FROM (SELECT FROM password_reset_requests LIMIT ?) waiting) < ?
                        """, Ids.next(), name, correlationId, WAITING_MOST, WAITING_MOST) == 1;
    }

    /**
     * Takes the name that waits longest off the list. The array is made once: a subquery behind IN may be asked again for each
     * row, and would find another one each time.
     */
    public static @Nullable Asked next(Session session) {
        return session.first("""
                DELETE FROM password_reset_requests WHERE ctid = ANY (ARRAY(
                    SELECT ctid FROM password_reset_requests ORDER BY asked_at LIMIT 1 FOR UPDATE SKIP LOCKED))
                RETURNING name, correlation_id
                """, row -> new Asked(row.getString(1), row.getString(2)));
    }

    /**
     * The account that signs in with the name, alone or with its organization behind a {@code #}, or else the only one that has it
     * for its mail address; null without one.
     */
    public static @Nullable Forgetful account(Session session, String name) {
        Forgetful alone = session.first(PEOPLE + """
                        JOIN logon_names l ON l.organization_id = u.organization_id AND l.user_id = u.id
                        WHERE l.name_ci = lower(?) AND\s""" + ELIGIBLE, ResetRows::person, name);
        if (alone != null) {
            return alone;
        }
        int mark = name.lastIndexOf('#');
        if (mark < 0) {
            return only(session.list(PEOPLE + """
                            WHERE u.mail_ci = lower(?) AND u.mail_ci <> u.upn_ci
                                AND NOT EXISTS (SELECT FROM logon_names l WHERE l.name_ci = lower(?)) AND\s""" + ELIGIBLE + " LIMIT 2", ResetRows::person, name, name));
        }
        String before = name.substring(0, mark);
        String organization = name.substring(mark + 1);
        Forgetful named = within(session, "lower(?) IN (u.upn_ci, u.user_name_ci)", before, organization);
        return named != null ? named : within(session, "u.mail_ci = lower(?)", before, organization);
    }

    private static @Nullable Forgetful within(Session session, String condition, String name, String organization) {
        return only(session.list(
                PEOPLE + " WHERE " + condition + """
                         AND u.organization_id IN (
                            SELECT organization_id FROM organizations WHERE name_ci = lower(?) AND deleted_at IS NULL
                            UNION SELECT organization_id FROM organizations WHERE organization_id::text = lower(?)
                            UNION SELECT organization_id FROM domains WHERE name = lower(?)) AND\s""" + ELIGIBLE + " LIMIT 2",
                ResetRows::person,
                name,
                organization,
                organization,
                organization));
    }

    private static @Nullable Forgetful only(List<Forgetful> found) {
        return found.size() == 1 ? found.getFirst() : null;
    }

    /** How many links the person was written within the last hour. */
    public static int withinTheHour(Session session, Forgetful person) {
        return Objects.requireNonNull(
                session.first("""
                SELECT count(*) FROM password_resets
                WHERE organization_id = ? AND user_id = ? AND created_at > now() - interval '1 hour'
                """, row -> row.getInt(1), person.organization().value(), person.user()));
    }

    public static void insert(Session session, Forgetful person, UUID id, String tokenHash, Instant until) {
        session.run("""
                INSERT INTO password_resets (organization_id, id, user_id, token_hash, expires_at) VALUES (?, ?, ?, ?, ?)
                """, person.organization().value(), id, person.user(), tokenHash, until);
    }

    /** Whose password a link changes, while it works: a password that was changed since was not forgotten. */
    public @Nullable Forgetful withToken(String tokenHash) {
        return database.first(HUB, PEOPLE + """
                        JOIN password_resets r ON r.organization_id = u.organization_id AND r.user_id = u.id
                        WHERE r.token_hash = ? AND r.used_at IS NULL AND r.expires_at > now() AND c.changed_at < r.created_at
                            AND\s""" + ELIGIBLE, ResetRows::person, tokenHash);
    }

    /** Uses the link up, and all others that the person was written; false when somebody was faster. */
    public static boolean use(Session session, Forgetful person, String tokenHash) {
        boolean first =
                session.run("""
                        UPDATE password_resets r SET used_at = now() FROM users u
                        WHERE r.token_hash = ? AND r.organization_id = ? AND r.used_at IS NULL AND r.expires_at > now()
                            AND u.organization_id = r.organization_id AND u.id = r.user_id AND\s""" + ELIGIBLE, tokenHash, person.organization().value()) == 1;
        session.run("""
                UPDATE password_resets SET used_at = now() WHERE organization_id = ? AND user_id = ? AND used_at IS NULL
                """, person.organization().value(), person.user());
        return first;
    }

    /** Forgets links that have long expired, and names that nobody has looked at in time. */
    public void forgetOld() {
        database.run(HUB, "DELETE FROM password_resets WHERE expires_at < now() - interval '1 day'");
        database.run(HUB, "DELETE FROM password_reset_requests WHERE asked_at < now() - interval '1 hour'");
    }

    private static Forgetful person(ResultSet row) throws SQLException {
        List<String> known = Stream.of(
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9),
                        row.getString(10))
                .filter(Objects::nonNull)
                .toList();
        return new Forgetful(
                new OrganizationId(row.getObject(1, UUID.class)),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                known);
    }
}
