package io.tenantry.credentials.internal;

import io.tenantry.access.Reach;
import io.tenantry.credentials.ExternalAccount;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Moments;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tables credentials, former_passwords and logon_names. Whoever signs in has no reach yet, so the hub itself reads. */
@Component
public class CredentialRows {
    private static final Reach HUB = new Reach.Everything();

    /** The columns of {@link #ACCOUNT} that tell what anyone may know about a person, besides his UPN. */
    private static final List<Integer> KNOWN = List.of(7, 8, 9, 10, 13);

    private final Database database;

    CredentialRows(Database database) {
        this.database = database;
    }

    /**
     * An account that a name stands for.
     *
     * @param externalId what a system that feeds the directory calls it
     * @param hash what is kept of its password; null when the hub keeps none
     * @param changedAt when its password was last set; null when the hub keeps none
     * @param active whether it may sign in at all
     * @param known its names and where it lives, which no password may be made of
     */
    public record Account(
            OrganizationId organization,
            UUID user,
            String upn,
            @Nullable String externalId,
            @Nullable String hash,
            boolean mustChange,
            @Nullable Instant changedAt,
            boolean active,
            List<String> known) {
        public Account {
            known = List.copyOf(known);
        }

        /** Whether it has a password that the hub compares or has compared, and not only a provider that vouches for it. */
        public boolean signsInHere() {
            return hash != null || externalId != null;
        }

        /** The account as another system may know it; null when the hub keeps its password itself. */
        public @Nullable ExternalAccount external() {
            return hash != null || externalId == null ? null : new ExternalAccount(organization, user, upn, externalId);
        }
    }

    private static final String ACCOUNT = """
            SELECT u.organization_id, u.id, u.upn, c.password_hash, coalesce(c.must_change, false),
                u.account_enabled AND u.deleted_at IS NULL AND o.deleted_at IS NULL,
                u.display_name, u.given_name, u.surname, o.name, u.external_id, c.changed_at, u.mail
            FROM users u
                JOIN organizations o ON o.organization_id = u.organization_id
                LEFT JOIN credentials c ON c.organization_id = u.organization_id AND c.user_id = u.id
            """;

    public @Nullable Account account(OrganizationId organization, UUID user) {
        return database.first(
                HUB,
                ACCOUNT + " WHERE u.organization_id = ? AND u.id = ?",
                CredentialRows::account,
                organization.value(),
                user);
    }

    /**
     * Somebody who is written to.
     *
     * @param language what he reads, or null when nobody knows
     */
    public record Reader(
            String upn,
            String displayName,
            String mail,
            @Nullable String language,
            String organizationName) {}

    /** Whom mails about the account go to; null when it has no address. */
    public @Nullable Reader reader(Session session, OrganizationId organization, UUID user) {
        return session.first(
                """
                SELECT u.upn, u.display_name, u.mail, u.preferred_language, o.name
                FROM users u JOIN organizations o ON o.organization_id = u.organization_id
                WHERE u.organization_id = ? AND u.id = ? AND u.deleted_at IS NULL AND u.mail IS NOT NULL
                """,
                row -> new Reader(
                        row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)),
                organization.value(),
                user);
    }

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

    /** Passwords the account had, the present one first. */
    public List<String> hashes(OrganizationId organization, UUID user, int most) {
        return database.list(
                HUB, """
                SELECT password_hash FROM (
                    SELECT password_hash, changed_at FROM credentials WHERE organization_id = ? AND user_id = ?
                    UNION ALL
                    SELECT password_hash, changed_at FROM former_passwords WHERE organization_id = ? AND user_id = ?) had
                ORDER BY changed_at DESC LIMIT ?
                """, row -> row.getString(1), organization.value(), user, organization.value(), user, most);
    }

    /** Keeps another hash of the same password, unless the password was changed meanwhile. */
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

    /** The first passwords of users who have none yet. */
    public void storeFirst(Session session, OrganizationId organization, Map<UUID, String> hashes, boolean mustChange) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        hashes.forEach((user, hash) -> rows.add(new Object[] {organization.value(), user, hash, mustChange}));
        session.runAll(
                "INSERT INTO credentials (organization_id, user_id, password_hash, must_change) VALUES (?, ?, ?, ?)",
                rows);
        register(session, organization, hashes.keySet());
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
        register(session, organization, List.of(user));
    }

    private static void register(Session session, OrganizationId organization, Collection<UUID> users) {
        session.run("""
                INSERT INTO logon_names (name_ci, organization_id, user_id)
                SELECT DISTINCT name, u.organization_id, u.id FROM users u, unnest(ARRAY[u.upn_ci, u.user_name_ci]) name
                WHERE u.organization_id = ? AND u.id = ANY (?::uuid[]) AND u.deleted_at IS NULL
                ON CONFLICT (name_ci) DO NOTHING
                """, organization.value(), users);
    }

    public void release(Session session, OrganizationId organization, UUID user) {
        session.run("DELETE FROM logon_names WHERE organization_id = ? AND user_id = ?", organization.value(), user);
    }

    private static Account account(ResultSet row) throws SQLException {
        List<String> known = new ArrayList<>(List.of(row.getString(3)));
        for (int column : KNOWN) {
            String word = row.getString(column);
            if (word != null) {
                known.add(word);
            }
        }
        return new Account(
                new OrganizationId(row.getObject(1, UUID.class)),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(11),
                row.getString(4),
                row.getBoolean(5),
                Moments.orNull(row, 12),
                row.getBoolean(6),
                known);
    }
}
