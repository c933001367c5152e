package io.tenantry.bench.internal;

import io.tenantry.estate.Estates;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The consolidated view of one organization with 400 days of activity, each answer beside the same SQL run directly. */
final class UsageRace {
    private static final int DAYS = 400;
    private static final double WARM_UP_SECONDS = 8;
    private static final double SECONDS = 4;
    private static final double NANOS = 1e9;
    private static final int LOOK_MILLIS = 50;
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final Pattern STATE = Pattern.compile("\"state\":\"([^\"]+)\"");

    private static final String PAGE = """
            SELECT p.*, m.* FROM (
                SELECT p.organization_id, p.id, p.potential_savings FROM people p
                WHERE p.organization_id = ? AND p.removed_at IS NULL AND p.license_count >= 2
                  AND (p.last_active_at < now() - interval '30 days' OR p.last_active_at IS NULL)
                ORDER BY p.potential_savings DESC, p.id DESC LIMIT 101) f
                JOIN people p ON p.organization_id = f.organization_id AND p.id = f.id
                JOIN person_markers m ON m.organization_id = p.organization_id AND m.person_id = p.id
            ORDER BY f.potential_savings DESC, f.id DESC
            """;

    private static final String APPLICATIONS = """
            SELECT u.*, a.name, a.vendor FROM person_applications u
                JOIN applications a ON a.organization_id = u.organization_id AND a.id = u.application_id
            WHERE u.organization_id = ? AND u.person_id = (SELECT p.id FROM people p WHERE p.organization_id = ? AND p.id = ?)
            ORDER BY a.name_ci
            """;

    private final Connection owner;
    private final URI hub;
    private final String token;
    private final Targets targets;
    private final Report report;

    /** As the tables' owner, and as the hub's operator. */
    UsageRace(Connection owner, URI hub, String token, Targets targets, Report report) {
        this.owner = owner;
        this.hub = hub;
        this.token = token;
        this.targets = targets;
        this.report = report;
    }

    /**
     * Measures.
     *
     * @param discovered how many people the view is made of where there is none yet; zero for the organization's own
     */
    void run(int discovered) throws SQLException, IOException, InterruptedException {
        UUID organization = targets.organization();
        if (number("SELECT count(*) FROM people WHERE organization_id = ?", organization) == 0) {
            long began = System.nanoTime();
            Estates.fillUsage(
                    owner,
                    organization,
                    DAYS,
                    discovered,
                    step -> report.say(String.format(Locale.ROOT, "usage %s after %.0f s", step, seconds(began))));
        }
        report.say(String.format(
                Locale.ROOT,
                "%d accounts of %d people with %d days of activity",
                number("SELECT count(*) FROM app_accounts WHERE organization_id = ?", organization),
                number("SELECT count(*) FROM people WHERE organization_id = ?", organization),
                DAYS));
        String usage = "/api/v1/organizations/" + organization + "/usage";
        try (HttpLink link = new HttpLink(hub, token)) {
            page(link, usage);
            applications(link, usage);
            kpi(link, usage);
            markAll(link, usage);
        }
        rollUp();
    }

    private void page(HttpLink link, String usage) throws SQLException, IOException {
        String path = usage + "/people?limit=100&orderBy=potentialSavings%20desc"
                + "&filter=status%20ne%20%27Active%27%20and%20licenseCount%20ge%202";
        share("page of people, filtered and sorted", calls(link, path), queries(PAGE, targets.organization()), 0.5);
    }

    private void applications(HttpLink link, String usage) throws SQLException, IOException {
        UUID organization = targets.organization();
        UUID person = id("SELECT id FROM people WHERE organization_id = ? AND license_count > 2 LIMIT 1", organization);
        share(
                "applications of a person",
                calls(link, usage + "/people/" + person + "/applications"),
                queries(APPLICATIONS, organization, organization, person),
                0.2);
    }

    private void kpi(HttpLink link, String usage) throws SQLException, IOException {
        String path = usage + "/kpi?from=" + LocalDate.now(Clock.systemUTC()).minusDays(DAYS - 1L);
        report.atMost("activity over 400 days, ms", 1000 / calls(link, path), 50, "(one connection)");
    }

    private void share(String name, double http, double sql, double aim) {
        report.atLeast(
                name + ", share",
                http / sql,
                aim,
                String.format(Locale.ROOT, "(%.0f of %.0f a second, one connection)", http, sql));
    }

    private void markAll(HttpLink link, String usage) throws SQLException, IOException, InterruptedException {
        owner.setAutoCommit(false);
        long began = System.nanoTime();
        run("UPDATE person_markers SET is_in_review = NOT is_in_review WHERE organization_id = '"
                + targets.organization() + "'");
        owner.commit();
        owner.setAutoCommit(true);
        double plain = seconds(began);
        run("VACUUM ANALYZE person_markers, person_markers_history");
        began = System.nanoTime();
        link.require(
                202, link.post(usage + "/marker-tasks", "{\"scope\": \"All\", \"markers\": {\"isInReview\": false}}"));
        String task = usage + "/marker-tasks/" + link.first(ID);
        do {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            link.require(200, link.get(task));
        } while (link.first(STATE).equals("running"));
        double marked = seconds(began);
        report.atMost(
                "marking all, times a bare UPDATE with a past",
                marked / plain,
                1.5,
                String.format(Locale.ROOT, "(%.1f s, the UPDATE %.1f s)", marked, plain));
    }

    private void rollUp() throws SQLException {
        UUID organization = targets.organization();
        long began = System.nanoTime();
        number("SELECT count_days(?, current_date - 1, current_date - 1, 30)", organization);
        double day = seconds(began);
        began = System.nanoTime();
        number("SELECT count(*) FROM app_activity WHERE organization_id = ? AND days & 1431655765 <> 0", organization);
        report.atMost(
                "counting a day, s",
                day,
                60,
                String.format(Locale.ROOT, "(one look at all activity takes %.1f s)", seconds(began)));
        began = System.nanoTime();
        number("SELECT count_days(?, current_date - 399, current_date - 1, 30)", organization);
        report.say(String.format(Locale.ROOT, "counting 399 days anew from activity takes %.1f s", seconds(began)));
    }

    private static double calls(HttpLink link, String path) throws SQLException, IOException {
        rate(WARM_UP_SECONDS, () -> link.require(200, link.get(path)));
        return rate(SECONDS, () -> link.require(200, link.get(path)));
    }

    private double queries(String sql, Object... values) throws SQLException, IOException {
        try (PreparedStatement statement = owner.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            Asked asked = () -> {
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        rows.getString(1);
                    }
                }
            };
            rate(SECONDS, asked);
            return rate(SECONDS, asked);
        }
    }

    /** How often a second something can be asked, one after the other. */
    private static double rate(double seconds, Asked asked) throws SQLException, IOException {
        long began = System.nanoTime();
        long times = 0;
        do {
            asked.once();
            times++;
        } while (seconds(began) < seconds);
        return times / seconds(began);
    }

    /** One question with its answer. */
    @FunctionalInterface
    private interface Asked {
        void once() throws SQLException, IOException;
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / NANOS;
    }

    private long number(String sql, UUID organization) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement(sql)) {
            statement.setObject(1, organization);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private UUID id(String sql, UUID organization) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement(sql)) {
            statement.setObject(1, organization);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getObject(1, UUID.class);
            }
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
