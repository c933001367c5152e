package io.tenantry.estate.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Gives people of a generated organization accounts in the applications that firms use, with months of activity: most are used,
 * some were given up, and some were paid for and never opened. Which is which follows from people's ids.
 */
public final class Software {
    private static final String SIGN_INS = """
            INSERT INTO sign_in_days (organization_id, user_id, day)
            SELECT u.organization_id, u.id, d::date
            FROM (SELECT *, abs(hashtext('sign-in ' || id)) % 100 AS luck FROM users) u
                CROSS JOIN generate_series(current_date - ?::integer, current_date - 1, interval '1 day') d
            WHERE u.organization_id = ? AND u.deleted_at IS NULL AND u.luck >= 12 AND d >= u.created_at
              AND extract(isodow FROM d) < 6 AND abs(hashtext(u.id::text || d::date)) % 100 < 60
              AND (u.luck >= 25 OR d < current_date - 24 - u.luck)
            """;

    private static final String ACCOUNTS = """
            INSERT INTO app_accounts (organization_id, id, source_id, application_id, external_id, discovery_type, email,
                display_name, is_enabled, first_discovered_at)
            SELECT u.organization_id, time_ordered_id(), ?, ?, lower(coalesce(u.mail, u.upn)), 3,
                lower(coalesce(u.mail, u.upn)),
                u.display_name, true, greatest(u.created_at, now() - ?::integer * interval '1 day')
            FROM users u
            WHERE u.organization_id = ? AND u.deleted_at IS NULL AND abs(hashtext(u.id::text || ?)) % 100 < ?
            """;

    private static final String SEATS = """
            INSERT INTO account_plans (organization_id, account_id, plan_id, id, first_discovered_at)
            SELECT organization_id, id, ?, time_ordered_id(), first_discovered_at FROM app_accounts
            WHERE organization_id = ? AND application_id = ?
            """;

    private static final String KEYS = """
            INSERT INTO account_keys (organization_id, key, account_id)
            SELECT organization_id, 'address ' || email, id FROM app_accounts WHERE organization_id = ? AND source_id = ?
            """;

    /** A month is a number whose bits are its days; those between the first and the last day of use are thrown at random. */
    private static final String ACTIVITY = """
            INSERT INTO app_activity (organization_id, account_id, month, days)
            SELECT organization_id, id, month, days FROM (
                SELECT c.organization_id, c.id, m.month, hashtext(c.id::text || m.month) & hashtext(m.month || c.id::text) & (
                    CASE WHEN least(c.until, m.last) < greatest(c.since, m.month) THEN 0
                        ELSE ((1::bigint << (least(c.until, m.last) - m.month + 1)) - 1)
                            & ~((1::bigint << (greatest(c.since, m.month) - m.month)) - 1) END)::integer & 2147483647 AS days
                FROM (SELECT organization_id, id, greatest(first_discovered_at::date, current_date - ?::integer) AS since,
                          CASE WHEN luck < 15 THEN date '2000-01-01' WHEN luck < 30 THEN current_date - 31 - luck * 3
                              ELSE current_date - 1 END AS until
                      FROM (SELECT *, abs(hashtext(external_id || application_id)) % 100 AS luck FROM app_accounts
                            WHERE organization_id = ? AND source_id = ?) lucky) c
                    CROSS JOIN (SELECT g::date AS month, (g + interval '1 month' - interval '1 day')::date AS last
                                FROM generate_series(date_trunc('month', current_date - ?::integer), current_date, interval '1 month') g) m) used
            WHERE days <> 0
            """;

    private static final String FIRST_AND_LAST = """
            UPDATE app_accounts c SET first_active_at = (a.first + time '09:00') AT TIME ZONE 'UTC',
                last_active_at = (a.last + time '16:00') AT TIME ZONE 'UTC'
            FROM (SELECT account_id, min(month + log(2, (days & (-days))::numeric)::integer) AS first,
                      max(month + length(ltrim(days::bit(32)::text, '0')) - 1) AS last
                  FROM app_activity WHERE organization_id = ? GROUP BY account_id) a
            WHERE c.organization_id = ? AND c.id = a.account_id
            """;

    private static final String WAITING =
            "INSERT INTO accounts_waiting SELECT organization_id, id FROM app_accounts WHERE organization_id = ? AND source_id = ?";

    private final OwnerSql sql;
    private final SoftwareRows rows;
    private final UUID organization;
    private final int days;

    /** For an organization whose people are there; as its tables' owner. */
    public Software(Connection connection, UUID organization, int days) {
        this.sql = new OwnerSql(connection);
        this.rows = new SoftwareRows(sql, organization);
        this.organization = organization;
        this.days = days;
    }

    /** Everything: a source for the organization's own people and their sign-ins, and one for the applications they sign in to. */
    public void write(boolean isMicrosoft) throws SQLException {
        rows.directory(isMicrosoft);
        sql.run(SIGN_INS, days, organization);
        writeApplications();
    }

    /** The applications people sign in to, with their accounts; nobody has made people of those yet. */
    private void writeApplications() throws SQLException {
        UUID source = rows.signIns();
        for (Offer offer : Offer.USUAL) {
            SoftwareRows.Made made = rows.application(offer);
            sql.run(ACCOUNTS, source, made.application(), days, organization, offer.name(), offer.share());
            sql.run(SEATS, made.plan(), organization, made.application());
        }
        sql.run(KEYS, organization, source);
        sql.run(ACTIVITY, days, organization, source, days);
        sql.run(FIRST_AND_LAST, organization, organization);
        sql.run(WAITING, organization, source);
    }
}
