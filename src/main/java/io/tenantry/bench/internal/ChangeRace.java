package io.tenantry.bench.internal;

import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * What keeping the past costs whoever writes, what asking about it costs, and what a planned change of very many costs beside the
 * same UPDATE by itself. The table without a past is a copy of the people with the same indexes and without triggers.
 */
final class ChangeRace {
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern HASH = Pattern.compile("\"hash\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern STATE = Pattern.compile("\"state\"\\s*:\\s*\"([^\"]+)\"");
    private static final int PAGES = 200;
    private static final int LOOK_MILLIS = 20;

    private final Connection owner;
    private final URI hub;
    private final String token;
    private final Targets targets;
    private final Report report;

    ChangeRace(Connection owner, URI hub, String token, Targets targets, Report report) {
        this.owner = owner;
        this.hub = hub;
        this.token = token;
        this.targets = targets;
        this.report = report;
    }

    void run(double seconds) throws SQLException, IOException, InterruptedException {
        copyPeople();
        try {
            singleUpdates(seconds);
            oneUpdateOfAll();
            pages();
            change();
        } finally {
            run("DROP TABLE people_without_past");
            run("DELETE FROM change_rules WHERE organization_id = '" + targets.organization() + "'");
        }
    }

    private void copyPeople() throws SQLException {
        run("DROP TABLE IF EXISTS people_without_past");
        run("CREATE TABLE people_without_past (LIKE users INCLUDING ALL)");
        String columns = text("SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute"
                + " WHERE attrelid = 'users'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''");
        run("INSERT INTO people_without_past (" + columns + ") SELECT " + columns + " FROM users");
        run("ANALYZE people_without_past");
    }

    private void singleUpdates(double seconds) throws SQLException {
        double with = updates("users", seconds);
        double without = updates("people_without_past", seconds);
        report.atLeast(
                "single updates with a past, share",
                with / without,
                0.6,
                String.format(Locale.ROOT, "(%.0f of %.0f a second, one connection)", with, without));
    }

    private double updates(String table, double seconds) throws SQLException {
        String sql = "UPDATE " + table + " SET department = ? WHERE organization_id = ? AND id = ?";
        try (PreparedStatement update = owner.prepareStatement(sql)) {
            long began = System.nanoTime();
            int done = 0;
            while (System.nanoTime() - began < seconds * 1e9) {
                update.setString(1, "Department " + done);
                update.setObject(2, targets.organization());
                update.setObject(
                        3, targets.users().get(done % targets.users().size()).id());
                update.executeUpdate();
                done++;
            }
            return done / ((System.nanoTime() - began) / 1e9);
        }
    }

    private void oneUpdateOfAll() throws SQLException {
        double with = all("users");
        double without = all("people_without_past");
        report.atLeast(
                "update of all people with a past, share",
                without / with,
                0.4,
                String.format(Locale.ROOT, "(%.1f s and %.1f s for %d people)", with, without, targets.people()));
    }

    /** Taken back, so that both tables stay as they are. */
    private double all(String table) throws SQLException {
        owner.setAutoCommit(false);
        try {
            long began = System.nanoTime();
            run("UPDATE " + table + " SET department = 'Everybody' WHERE organization_id = '" + targets.organization()
                    + "'");
            return (System.nanoTime() - began) / 1e9;
        } finally {
            owner.rollback();
            owner.setAutoCommit(true);
        }
    }

    /** After every fifth of them was changed once. */
    private void pages() throws SQLException, IOException {
        String then = text("SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')");
        run("UPDATE users SET city = 'Elsewhere' WHERE organization_id = '" + targets.organization()
                + "' AND get_byte(uuid_send(id), 15) % 5 = 0");
        run("ANALYZE users, users_history");
        String page = "/api/v1/organizations/" + targets.organization() + "/users?limit=100";
        try (HttpLink link = new HttpLink(hub, token)) {
            pages(link, page);
            pages(link, page + "&asOf=" + then);
            double now = pages(link, page);
            double past = pages(link, page + "&asOf=" + then);
            report.atLeast(
                    "page of the past, share of one of today",
                    past / now,
                    0.5,
                    String.format(Locale.ROOT, "(%.0f of %.0f a second, one connection)", past, now));
        }
    }

    private static double pages(HttpLink link, String path) throws IOException {
        long began = System.nanoTime();
        for (int i = 0; i < PAGES; i++) {
            if (link.get(path) != 200) {
                throw new IOException("No page: " + link.body());
            }
        }
        return PAGES / ((System.nanoTime() - began) / 1e9);
    }

    private void change() throws SQLException, IOException, InterruptedException {
        UUID organization = targets.organization();
        for (String table : new String[] {"users", "people_without_past"}) {
            run("UPDATE " + table + " SET department = 'Slaes' WHERE organization_id = '" + organization + "'");
            run("VACUUM ANALYZE " + table);
        }
        run("INSERT INTO change_rules (organization_id, rules) VALUES ('" + organization + "', '[]')"
                + " ON CONFLICT (organization_id) DO UPDATE SET rules = '[]'");
        long began = System.nanoTime();
        run("UPDATE people_without_past SET department = 'Sales' WHERE organization_id = '" + organization
                + "' AND department_ci = 'slaes'");
        double plain = (System.nanoTime() - began) / 1e9;
        try (HttpLink link = new HttpLink(hub, token)) {
            began = System.nanoTime();
            link.require(201, link.post("/api/v1/changes", """
                    {"targets": {"organizationIds": ["%s"], "filter": "department eq 'Slaes'"},
                     "edit": {"set": {"department": "Sales"}}}""".formatted(organization)));
            double planned = (System.nanoTime() - began) / 1e9;
            String path = "/api/v1/changes/" + link.first(ID);
            String hash = link.first(HASH);
            began = System.nanoTime();
            link.require(202, link.post(path + "/apply", "{\"hash\": \"" + hash + "\"}"));
            while (!link.first(STATE).equals("done")) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                link.require(200, link.get(path));
            }
            double applied = (System.nanoTime() - began) / 1e9;
            report.atLeast(
                    "change of many, share of a bare UPDATE",
                    plain / applied,
                    0.15,
                    String.format(
                            Locale.ROOT,
                            "(%d people planned in %.1f s and applied in %.1f s; the UPDATE took %.1f s)",
                            targets.people(),
                            planned,
                            applied,
                            plain));
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private String text(String sql) throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
