package io.tenantry.estate.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Gives very many people of one organization some five accounts each, with activity on every fourth day. All accounts of an
 * address are one person from the beginning, so that only what follows from that is left to be settled.
 */
public final class MuchSoftware {
    private static final int AT_ONCE = 50_000;
    private static final int DAYS_COUNTED = 399;

    private static final String TABLES = """
            CREATE TEMPORARY TABLE made_people (id uuid, user_id uuid, address text, display_name text, since timestamptz)
                ON COMMIT DROP;
            CREATE TEMPORARY TABLE made_accounts (id uuid, person_id uuid, address text, display_name text, since timestamptz, luck integer)
                ON COMMIT DROP;
            """;

    private static final String USERS = """
            INSERT INTO made_people
            SELECT time_ordered_id(), id, lower(coalesce(mail, upn)), display_name,
                greatest(created_at, now() - ?::integer * interval '1 day')
            FROM users WHERE organization_id = ? AND deleted_at IS NULL
            """;

    /** As many as are wanted, called as the organization's own people are. */
    private static final String DISCOVERED = """
            INSERT INTO made_people
            SELECT time_ordered_id(), md5('discovered ' || n)::uuid, 'person.' || n || '@discovered.example', u.display_name,
                greatest(u.created_at, now() - ?::integer * interval '1 day')
            FROM generate_series(1, ?::integer) n JOIN (
                SELECT display_name, created_at, row_number() OVER (ORDER BY id) - 1 AS place
                FROM users WHERE organization_id = ? AND deleted_at IS NULL) u ON u.place = n % ?::bigint
            """;

    private static final String NAMES = "SELECT count(*) FROM users WHERE organization_id = ? AND deleted_at IS NULL";

    private static final String CHOSEN = """
            INSERT INTO made_accounts
            SELECT time_ordered_id(), id, address, display_name, since, abs(hashtext(address || ?)) % 100
            FROM made_people WHERE abs(hashtext(user_id::text || ?)) % 100 < ?
            """;

    /**
     * Some were never used, some were given up. A month is a number whose bits are its days; those between the first and the last
     * day of use are thrown at random.
     */
    private static final String ACCOUNTS = """
            WITH months AS (
                SELECT g::date AS month, (g + interval '1 month' - interval '1 day')::date AS last, g::date - date '2000-01-01' AS number
                FROM generate_series(date_trunc('month', current_date - ?::integer), current_date, interval '1 month') g
            ), used AS (
                INSERT INTO app_activity (organization_id, account_id, month, days)
                SELECT ?, id, month, days FROM (
                    SELECT c.id, m.month, hashint4(c.dice # m.number) & hashint4(c.dice # (m.number << 16)) & (
                        CASE WHEN least(c.until, m.last) < greatest(c.since, m.month) THEN 0
                            ELSE ((1::bigint << (least(c.until, m.last) - m.month + 1)) - 1)
                                & ~((1::bigint << (greatest(c.since, m.month) - m.month)) - 1) END)::integer & 2147483647 AS days
                    FROM (SELECT id, since::date AS since, uuid_hash(id) AS dice,
                              CASE WHEN luck < 15 THEN date '2000-01-01' WHEN luck < 30 THEN current_date - 31 - luck * 3
                                  ELSE current_date - 1 END AS until FROM made_accounts) c
                        CROSS JOIN months m) d
                WHERE days <> 0 RETURNING account_id, month, days
            ), spans AS (
                SELECT account_id, min(month + (ln((days & -days)::float8) / ln(2::float8))::integer) AS first,
                    max(month + floor(ln(days + 0.5::float8) / ln(2::float8))::integer) AS last
                FROM used GROUP BY account_id
            )
            INSERT INTO app_accounts (organization_id, id, source_id, application_id, external_id, discovery_type, person_id, email,
                display_name, is_enabled, first_discovered_at, first_active_at, last_active_at)
            SELECT ?, c.id, ?, ?, c.address, 3, c.person_id, c.address, c.display_name, true, c.since,
                (s.first + time '09:00') AT TIME ZONE 'UTC', (s.last + time '16:00') AT TIME ZONE 'UTC'
            FROM made_accounts c LEFT JOIN spans s ON s.account_id = c.id
            """;

    private static final String SEATS = """
            INSERT INTO account_plans (organization_id, account_id, plan_id, id, first_discovered_at)
            SELECT ?, id, ?, time_ordered_id(), since FROM made_accounts
            """;

    private static final String KEYS =
            "INSERT INTO account_keys (organization_id, key, account_id) SELECT ?, 'address ' || address, id FROM made_accounts";

    private static final String PEOPLE = """
            INSERT INTO people (organization_id, id, created_at)
            SELECT organization_id, person_id, min(first_discovered_at) FROM app_accounts WHERE organization_id = ?
            GROUP BY organization_id, person_id ORDER BY person_id
            """;

    private static final String MARKERS =
            "INSERT INTO person_markers (organization_id, person_id) SELECT organization_id, id FROM people WHERE organization_id = ?";

    private static final String WAITING =
            "INSERT INTO people_waiting SELECT organization_id, id FROM people WHERE organization_id = ?";

    /** Whoever counts days at night need not count these. */
    private static final String COUNTED = """
            INSERT INTO usage_progress (organization_id, wasted_until, rolled_up_until)
            VALUES (?, now() - interval '30 days', current_date - 1)
            """;

    /** Looking tens of millions of accounts up one by one takes longer than looking at all of them once. */
    private static final String FOREIGN_KEYS = """
            SELECT conrelid::regclass || ' ' || quote_ident(conname) || ' ' || pg_get_constraintdef(oid)
            FROM pg_constraint WHERE contype = 'f'
              AND conrelid IN ('app_activity'::regclass, 'account_plans'::regclass, 'account_keys'::regclass)
            """;

    private final OwnerSql sql;
    private final UUID organization;
    private final int days;
    private final int discovered;

    /**
     * For an organization whose people are there; as its tables' owner, in a transaction.
     *
     * @param discovered how many people have the accounts, none of them the hub's own; zero for the organization's own people
     */
    public MuchSoftware(Connection connection, UUID organization, int days, int discovered) {
        this.sql = new OwnerSql(connection);
        this.organization = organization;
        this.days = days;
        this.discovered = discovered;
    }

    /** Writes all but what settling works out. */
    public void write() throws SQLException {
        List<String[]> keys = new ArrayList<>();
        for (String key : sql.texts(FOREIGN_KEYS)) {
            keys.add(key.split(" ", 3));
        }
        for (String[] key : keys) {
            sql.run("ALTER TABLE " + key[0] + " DROP CONSTRAINT " + key[1]);
        }
        SoftwareRows rows = new SoftwareRows(sql, organization);
        UUID source = rows.signIns();
        sql.run(TABLES);
        if (discovered == 0) {
            sql.run(USERS, days, organization);
        } else {
            long names = sql.number(NAMES, organization);
            sql.run(DISCOVERED, days, discovered, organization, names);
        }
        for (Offer offer : Offer.MANY) {
            SoftwareRows.Made made = rows.application(offer);
            sql.run("TRUNCATE made_accounts");
            sql.run(CHOSEN, offer.name(), offer.name(), offer.share());
            sql.run("ANALYZE made_accounts");
            sql.run(ACCOUNTS, days, organization, organization, source, made.application());
            sql.run(SEATS, organization, made.plan());
            sql.run(KEYS, organization);
        }
        sql.run(PEOPLE, organization);
        sql.run(MARKERS, organization);
        sql.run(WAITING, organization);
        sql.run(COUNTED, organization);
        for (String[] key : keys) {
            sql.run("ALTER TABLE " + key[0] + " ADD CONSTRAINT " + key[1] + " " + key[2]);
        }
    }

    /** Works out what people cost. Needs a connection without a transaction. */
    public void settle() throws SQLException {
        sql.run("ANALYZE people, people_waiting, app_accounts, account_plans, app_activity");
        long settled;
        do {
            settled = sql.number("SELECT settle_people(?, now() - interval '30 days', ?)", organization, AT_ONCE);
        } while (settled > 0);
        sql.number("SELECT refresh_applications(?, now() - interval '30 days')", organization);
        sql.run("SELECT fold_counts()");
    }

    /** Works out the figures of each day, likewise. */
    public void countDays() throws SQLException {
        sql.number(
                "SELECT count_days(?, current_date - ?::integer, current_date - 1, 30)",
                organization,
                Math.min(days, DAYS_COUNTED));
        sql.run(
                "VACUUM ANALYZE people, person_markers, person_applications, app_accounts, daily_usage, counts, count_changes");
    }
}
