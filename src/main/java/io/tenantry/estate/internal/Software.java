package io.tenantry.estate.internal;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives people of a generated organization accounts in the applications that firms use, with months of activity: most are used,
 * some were given up, and some were paid for and never opened. Which is which follows from people's ids.
 */
public final class Software {
    private static final int AT_ONCE = 50_000;
    private static final int DAYS_COUNTED = 399;

    private static final List<Offer> OFFERS = List.of(
            new Offer("Zoom", "Zoom Video Communications", "Meetings", 60, "Pro", "13.99", "monthly"),
            new Offer("Slack", "Salesforce", "Collaboration", 45, "Business+", "150.00", "yearly"),
            new Offer("Notion", "Notion Labs", "Notes", 40, "Free", "0", "monthly"),
            new Offer("Dropbox", "Dropbox", "Storage", 34, "Business", "216.00", "yearly"),
            new Offer("Jira", "Atlassian", "Development", 30, "Premium", "48.00", "quarterly"),
            new Offer("Miro", "Miro", "Whiteboard", 25, "Business", "192.00", "yearly"),
            new Offer("Salesforce", "Salesforce", "Customers", 18, "Enterprise", "495.00", "quarterly"),
            new Offer("GitHub", "GitHub", "Development", 15, "Enterprise", "21.00", "monthly"),
            new Offer("Adobe Creative Cloud", "Adobe", "Design", 12, "All Apps", "69.99", "monthly"),
            new Offer("Figma", "Figma", "Design", 10, "Professional", "180.00", "yearly"));

    private static final String SOURCE = """
            INSERT INTO discovery_sources (organization_id, id, kind, name, discovery_type, priority, sync_minutes)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String SIGN_INS = """
            INSERT INTO sign_in_days (organization_id, user_id, day)
            SELECT u.organization_id, u.id, d::date
            FROM (SELECT *, abs(hashtext('sign-in ' || id)) % 100 AS luck FROM users) u
                CROSS JOIN generate_series(current_date - ?::integer, current_date - 1, interval '1 day') d
            WHERE u.organization_id = ? AND u.deleted_at IS NULL AND u.luck >= 12 AND d >= u.created_at
              AND extract(isodow FROM d) < 6 AND abs(hashtext(u.id::text || d::date)) % 100 < 60
              AND (u.luck >= 25 OR d < current_date - 24 - u.luck)
            """;

    private static final String APPLICATION =
            "INSERT INTO applications (organization_id, id, name, vendor, category) VALUES (?, ?, ?, ?, ?)";

    private static final String PLAN = """
            INSERT INTO application_plans (organization_id, id, application_id, name, price, currency, billing_period, is_free,
                contract_end, seats)
            SELECT ?, ?, ?, ?, ?, 'EUR', ?, ?, current_date + 40 + abs(hashtext(?::text)) % 300,
                (SELECT count(*) * 11 / 10 FROM users WHERE organization_id = ? AND abs(hashtext(id::text || ?)) % 100 < ?)
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

    private final Connection connection;
    private final UUID organization;
    private final int days;

    /** For an organization whose people are there; as its tables' owner. */
    public Software(Connection connection, UUID organization, int days) {
        this.connection = connection;
        this.organization = organization;
        this.days = days;
    }

    /** An application and how many of a hundred people have an account in it. */
    private record Offer(
            String name, String vendor, String category, int share, String plan, BigDecimal price, String period) {
        Offer(String name, String vendor, String category, int share, String plan, String price, String period) {
            this(name, vendor, category, share, plan, new BigDecimal(price), period);
        }
    }

    /** Everything: a source for the organization's own people and their sign-ins, and one for the applications they sign in to. */
    public void write(boolean isMicrosoft) throws SQLException {
        run(
                SOURCE,
                organization,
                UUID.randomUUID(),
                isMicrosoft ? "microsoft" : "hub",
                isMicrosoft ? "saas.collectors.m365" : "saas.collectors.tenantry",
                isMicrosoft ? 0 : 3,
                isMicrosoft ? 20 : 10,
                15);
        run(SIGN_INS, days, organization);
        writeApplications();
    }

    /** The applications people sign in to, with their accounts; nobody has made people of those yet. */
    public void writeApplications() throws SQLException {
        UUID source = UUID.randomUUID();
        run(SOURCE, organization, source, "feed", "saas.collectors.sso", 3, 50, 0);
        for (Offer offer : OFFERS) {
            UUID application = UUID.randomUUID();
            UUID plan = UUID.randomUUID();
            run(APPLICATION, organization, application, offer.name(), offer.vendor(), offer.category());
            run(
                    PLAN,
                    organization,
                    plan,
                    application,
                    offer.plan(),
                    offer.price(),
                    offer.period(),
                    offer.price().signum() == 0,
                    plan,
                    organization,
                    offer.name(),
                    offer.share());
            run(ACCOUNTS, source, application, days, organization, offer.name(), offer.share());
            run(SEATS, plan, organization, application);
        }
        run(KEYS, organization, source);
        run(ACTIVITY, days, organization, source, days);
        run(FIRST_AND_LAST, organization, organization);
        run(WAITING, organization, source);
    }

    /** Works out who is who, what people cost, and the figures of past days. Needs a connection without a transaction. */
    public void settle() throws SQLException {
        run("ANALYZE app_accounts, account_keys, account_plans, app_activity, accounts_waiting");
        while (number("SELECT consolidate_accounts(?, ?)", organization, AT_ONCE) > 0) {
            run("ANALYZE people, people_waiting, app_accounts");
        }
        long settled;
        do {
            settled = number("SELECT settle_people(?, now() - interval '30 days', ?)", organization, AT_ONCE);
        } while (settled > 0);
        number("SELECT refresh_applications(?, now() - interval '30 days')", organization);
        number(
                "SELECT count_days(?, current_date - ?::integer, current_date - 1, 30)",
                organization,
                Math.min(days, DAYS_COUNTED));
        run(
                "INSERT INTO usage_progress (organization_id, wasted_until, rolled_up_until)"
                        + " VALUES (?, now() - interval '30 days', current_date - 1) ON CONFLICT DO NOTHING",
                organization);
        run("SELECT fold_counts()");
        run("VACUUM ANALYZE people, person_markers, person_applications, daily_usage, counts, count_changes");
    }

    private long number(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private void run(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }
}
