package io.tenantry.credentials.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tables credentials, logon_names and failed_logons. Whoever signs in has no reach yet, so the hub itself reads. */
@Component
public class CredentialRows {
    private static final Reach HUB = new Reach.Everything();

    private final Database database;

    CredentialRows(Database database) {
        this.database = database;
    }

    /**
     * An account that a name stands for.
     *
     * @param hash what is kept of its password
     * @param active whether it may sign in at all
     * @param known its names and where it lives, which no password may be made of
     */
    public record Account(
            OrganizationId organization,
            UUID user,
            String upn,
            String hash,
            boolean mustChange,
            boolean active,
            List<String> known) {
        public Account {
            known = List.copyOf(known);
        }
    }

    private static final String ACCOUNT = """
            SELECT u.organization_id, u.id, u.upn, c.password_hash, c.must_change,
                u.account_enabled AND u.deleted_at IS NULL AND o.deleted_at IS NULL,
                u.display_name, u.given_name, u.surname, o.name
            FROM users u
                JOIN organizations o ON o.organization_id = u.organization_id
                JOIN credentials c ON c.organization_id = u.organization_id AND c.user_id = u.id
            """;

    /** The account that signs in with this name alone. */
    public @Nullable Account named(String name) {
        return database.first(HUB, ACCOUNT + """
                        JOIN logon_names l ON l.organization_id = u.organization_id AND l.user_id = u.id
                        WHERE l.name_ci = ?
                        """, CredentialRows::account, name);
    }

    /** The account of this UPN or user name in the organization of this id, name or domain; null unless that is exactly one. */
    public @Nullable Account named(String name, String organization) {
        List<Account> found = database.list(
                HUB, ACCOUNT + """
                        WHERE ? IN (u.upn_ci, u.user_name_ci) AND u.deleted_at IS NULL AND u.organization_id IN (
                            SELECT organization_id FROM organizations WHERE name_ci = ? AND deleted_at IS NULL
                            UNION SELECT organization_id FROM organizations WHERE organization_id::text = ?
                            UNION SELECT organization_id FROM domains WHERE name = ?)
                        LIMIT 2
                        """, CredentialRows::account, name, organization, organization, organization);
        return found.size() == 1 ? found.getFirst() : null;
    }

    /**
     * Counts a try before its password is looked at, so that tries side by side cannot slip past the count.
     *
     * @return false when the name has to wait
     */
    public boolean countTry(String name, int freeTries) {
        return database.first(HUB, """
                        INSERT INTO failed_logons AS f (name_ci, failures, last_at, next_try_at)
                        VALUES (?, 1, clock_timestamp(), clock_timestamp())
                        ON CONFLICT (name_ci) DO UPDATE SET
                            failures = CASE WHEN f.last_at < clock_timestamp() - interval '1 day' THEN 1 ELSE f.failures + 1 END,
                            last_at = clock_timestamp(),
                            next_try_at = clock_timestamp() + CASE
                                WHEN f.failures < ? OR f.last_at < clock_timestamp() - interval '1 day' THEN interval '0'
                                ELSE least(interval '5 minutes', interval '1 second' * power(2, least(f.failures - ?, 20)))
                            END
                        WHERE f.next_try_at <= clock_timestamp()
                        RETURNING failures
                        """, row -> row.getInt(1), name, freeTries, freeTries) != null;
    }

    public void forgetTries(String name) {
        database.run(HUB, "DELETE FROM failed_logons WHERE name_ci = ?", name);
    }

    public void rehash(Account account, String hash) {
        database.run(
                HUB,
                "UPDATE credentials SET password_hash = ? WHERE organization_id = ? AND user_id = ? AND password_hash = ?",
                hash,
                account.organization().value(),
                account.user(),
                account.hash());
    }

    public void store(Session session, OrganizationId organization, UUID user, String hash, boolean mustChange) {
        session.run("""
                INSERT INTO credentials (organization_id, user_id, password_hash, must_change) VALUES (?, ?, ?, ?)
                ON CONFLICT (organization_id, user_id) DO UPDATE SET password_hash = excluded.password_hash,
                    must_change = excluded.must_change, changed_at = now()
                """, organization.value(), user, hash, mustChange);
    }

    public void setMustChange(Session session, OrganizationId organization, UUID user, boolean mustChange) {
        session.run(
                "UPDATE credentials SET must_change = ? WHERE organization_id = ? AND user_id = ?",
                mustChange,
                organization.value(),
                user);
    }

    public void remove(Session session, OrganizationId organization, UUID user) {
        session.run("DELETE FROM credentials WHERE organization_id = ? AND user_id = ?", organization.value(), user);
    }

    /** Lets the user sign in with his UPN and his user name, unless somebody of another organization does so already. */
    public void register(Session session, OrganizationId organization, UUID user) {
        session.run("""
                INSERT INTO logon_names (name_ci, organization_id, user_id)
                SELECT DISTINCT name, u.organization_id, u.id FROM users u, unnest(ARRAY[u.upn_ci, u.user_name_ci]) name
                WHERE u.organization_id = ? AND u.id = ? AND u.deleted_at IS NULL
                ON CONFLICT (name_ci) DO NOTHING
                """, organization.value(), user);
    }

    public void release(Session session, OrganizationId organization, UUID user) {
        session.run("DELETE FROM logon_names WHERE organization_id = ? AND user_id = ?", organization.value(), user);
    }

    private static Account account(ResultSet row) throws SQLException {
        List<String> known = new ArrayList<>(List.of(row.getString(3)));
        for (int column = 7; column <= 10; column++) {
            String word = row.getString(column);
            if (word != null) {
                known.add(word);
            }
        }
        return new Account(
                new OrganizationId(row.getObject(1, UUID.class)),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getBoolean(5),
                row.getBoolean(6),
                known);
    }
}
