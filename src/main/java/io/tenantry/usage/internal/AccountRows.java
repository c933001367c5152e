package io.tenantry.usage.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.AppAccount;
import io.tenantry.usage.AppAccounts;
import io.tenantry.usage.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tables {@code app_accounts} and {@code account_keys}. */
@Component
public class AccountRows {
    private static final int STEPS_MAX = 20;

    private static final String SELECT = """
            SELECT a.organization_id, a.id, coalesce(a.person_id, a.id), a.application_id, y.name, a.source_id, s.name, s.priority,
                a.external_id, a.discovery_type, a.email, a.upn, a.display_name, a.is_enabled, a.country, a.department,
                a.first_discovered_at, a.last_active_at, a.pinned_to IS NOT NULL
            FROM app_accounts a JOIN applications y ON y.organization_id = a.organization_id AND y.id = a.application_id
                JOIN discovery_sources s ON s.organization_id = a.organization_id AND s.id = a.source_id
            WHERE a.organization_id = ? AND a.gone_at IS NULL AND\s""";

    /** The shortest way from one account to another by keys that two have in common. */
    private static final String WAY = """
            WITH RECURSIVE way AS (
                SELECT ?::uuid AS account_id, ARRAY[?::uuid] AS accounts, ARRAY[]::text[] AS keys
                UNION ALL
                SELECT n.account_id, w.accounts || n.account_id, w.keys || n.key
                FROM way w CROSS JOIN LATERAL (
                    SELECT DISTINCT ON (o.account_id) o.account_id, o.key COLLATE "default" AS key FROM account_keys k
                        JOIN account_keys o ON o.organization_id = k.organization_id AND o.key = k.key
                        JOIN app_accounts a ON a.organization_id = o.organization_id AND a.id = o.account_id
                    WHERE k.organization_id = ? AND k.account_id = w.account_id AND a.person_id = ? AND a.pinned_to IS NULL
                      AND NOT o.account_id = ANY (w.accounts)
                    ORDER BY o.account_id, o.key) n
                WHERE w.account_id <> ? AND cardinality(w.keys) < ?)
            SELECT accounts, keys FROM way WHERE account_id = ? ORDER BY cardinality(keys) LIMIT 1
            """;

    private final Database database;

    AccountRows(Database database) {
        this.database = database;
    }

    public List<AppAccount> of(Reach reach, Person person) {
        return database.list(
                reach,
                SELECT + "a.person_id = ? ORDER BY s.priority, a.pinned_to IS NOT NULL, a.first_discovered_at, a.id",
                AccountRows::read,
                person.organization().value(),
                person.id());
    }

    public @Nullable AppAccount find(Reach reach, OrganizationId organization, UUID id) {
        return database.first(
                reach, SELECT + "a.id = ? AND a.person_id IS NOT NULL", AccountRows::read, organization.value(), id);
    }

    public boolean hasPerson(Reach reach, OrganizationId organization, UUID id) {
        return database.first(
                        reach,
                        "SELECT true FROM people WHERE organization_id = ? AND id = ? AND removed_at IS NULL",
                        row -> true,
                        organization.value(),
                        id)
                != null;
    }

    public List<AppAccounts.Link> links(Reach reach, AppAccount from, AppAccount to) {
        Way way = database.first(
                reach,
                WAY,
                row -> new Way((UUID[]) row.getArray(1).getArray(), (String[])
                        row.getArray(2).getArray()),
                from.id(),
                from.id(),
                from.organization().value(),
                from.person(),
                to.id(),
                STEPS_MAX,
                to.id());
        List<AppAccounts.Link> links = new ArrayList<>();
        for (int step = 0; way != null && step < way.keys.length; step++) {
            AppAccount one = find(reach, from.organization(), way.accounts[step]);
            AppAccount other = find(reach, from.organization(), way.accounts[step + 1]);
            if (one != null && other != null) {
                links.add(new AppAccounts.Link(one, other, way.keys[step]));
            }
        }
        return links;
    }

    @SuppressWarnings("ArrayRecordComponent") // read once, right above
    private record Way(UUID[] accounts, String[] keys) {}

    public void pin(Session session, AppAccount account, UUID person) {
        change(session, account, person);
    }

    /** Takes the account out of the person it was moved to, who has to make do without it; whose it is then is found out anew. */
    public void unpin(Session session, AppAccount account) {
        change(session, account, null);
        session.run(
                "INSERT INTO people_waiting VALUES (?, ?) ON CONFLICT DO NOTHING",
                account.organization().value(),
                account.person());
        session.run(
                "UPDATE app_accounts SET person_id = NULL WHERE organization_id = ? AND id = ?",
                account.organization().value(),
                account.id());
    }

    private static void change(Session session, AppAccount account, @Nullable UUID person) {
        session.run(
                "UPDATE app_accounts SET pinned_to = ?::uuid WHERE organization_id = ? AND id = ?",
                person,
                account.organization().value(),
                account.id());
        session.run(
                "INSERT INTO accounts_waiting VALUES (?, ?) ON CONFLICT DO NOTHING",
                account.organization().value(),
                account.id());
    }

    private static AppAccount read(ResultSet row) throws SQLException {
        return new AppAccount(
                new OrganizationId(row.getObject(1, UUID.class)),
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                row.getObject(4, UUID.class),
                row.getString(5),
                row.getObject(6, UUID.class),
                row.getString(7),
                row.getInt(8),
                row.getString(9),
                row.getInt(10),
                row.getString(11),
                row.getString(12),
                row.getString(13),
                row.getObject(14, Boolean.class),
                row.getString(15),
                row.getString(16),
                PersonRows.instant(row, 17),
                PersonRows.instantOrNull(row, 18),
                row.getBoolean(19));
    }
}
