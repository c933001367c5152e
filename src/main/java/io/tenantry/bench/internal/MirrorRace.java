package io.tenantry.bench.internal;

import io.tenantry.platform.postgres.DatabaseLocation;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets the hub mirror a tenant that another of its organizations stands in for, and copies as many people between two
 * organizations by SQL alone.
 */
final class MirrorRace {
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern STATE = Pattern.compile("\"state\"\\s*:\\s*\"([^\"]+)\"");
    private static final int CHANGES = 500;
    private static final int FORBIDDEN = 403;
    private static final String COPIED =
            "upn, display_name, given_name, surname, mail, job_title, department, city, usage_location";

    private final DatabaseLocation location;
    private final URI hub;
    private final SignIn signIn;
    private final Report report;

    MirrorRace(DatabaseLocation location, URI hub, SignIn signIn, Report report) {
        this.location = location;
        this.hub = hub;
        this.signIn = signIn;
        this.report = report;
    }

    /** First reading and reading of changes, beside the same rows written by one statement. */
    void run(int people) throws Exception {
        UUID tenant = UUID.randomUUID();
        UUID mirror = UUID.randomUUID();
        UUID copy = UUID.randomUUID();
        try (Connection owner = DriverManager.getConnection(location.url(), location.user(), location.password());
                HttpLink link = new HttpLink(hub, signIn.token(hub))) {
            for (UUID organization : new UUID[] {tenant, mirror, copy}) {
                run(
                        owner,
                        "INSERT INTO organizations (organization_id, parent_id, kind, name) VALUES (?, ?, 'customer', 'Race')",
                        organization,
                        UUID.fromString(signIn.customer()));
            }
            fill(owner, tenant, people);
            int status = connect(link, tenant, mirror);
            if (status == FORBIDDEN) {
                report.say("The mirror is not measured: tenantry.microsoft.hosts does not name " + hub.getHost());
                return;
            }
            double read = seconds(() -> sync(link, mirror));
            double written = seconds(() -> run(
                    owner,
                    "INSERT INTO users (organization_id, id, object_id, " + COPIED + ") SELECT ?, id, object_id, "
                            + COPIED + " FROM users WHERE organization_id = ?",
                    copy,
                    tenant));
            tell("mirror, first reading, share of SQL", people / read, people / written, "people");
            String change = "UPDATE users SET job_title = 'Changed', department = 'Changed' WHERE organization_id = ?"
                    + " AND id IN (SELECT id FROM users WHERE organization_id = ? ORDER BY id LIMIT " + CHANGES + ")";
            run(owner, change, tenant, tenant);
            double followed = seconds(() -> sync(link, mirror));
            double updated = seconds(() -> run(owner, change, copy, copy));
            tell("mirror, changes, share of SQL", CHANGES / followed, CHANGES / updated, "changes");
        }
    }

    private void tell(String what, double hubs, double sqls, String things) {
        report.say(String.format(
                Locale.ROOT, "%s: %.2f (%.0f of %.0f %s a second)", what, hubs / sqls, hubs, sqls, things));
    }

    private static void fill(Connection owner, UUID tenant, int people) throws SQLException {
        run(
                owner,
                "INSERT INTO users (organization_id, id, object_id, " + COPIED + ") SELECT ?, gen_random_uuid(),"
                        + " gen_random_uuid(), 'racer' || n || '@race.example', 'Race Number ' || n, 'Race', 'Number' || n,"
                        + " 'racer' || n || '@race.example', 'Runner', 'Benchmark', 'Leeds', 'GB' FROM generate_series(1, ?) n",
                tenant,
                people);
    }

    private int connect(HttpLink link, UUID tenant, UUID mirror) throws IOException {
        String base = hub.toString().replaceAll("/$", "");
        String body = """
                {"kind": "microsoft", "tenantId": "%s", "clientId": "%s", "secret": "%s", "syncMinutes": 0, "loginUrl": "%s",
                 "graphUrl": "%s/graph/v1/organizations/%s/v1.0"}""".formatted(
                        tenant,
                        signIn.values().get("SERVICE_A_CLIENT_ID"),
                        signIn.values().get("SERVICE_A_CLIENT_SECRET"),
                        base,
                        base,
                        tenant);
        int status = link.post("/api/v1/organizations/" + mirror + "/connections", "application/json", body);
        if (status != 201 && status != FORBIDDEN) {
            throw new IOException("The hub answered " + status + " to a connection: " + link.body());
        }
        return status;
    }

    private static void sync(HttpLink link, UUID mirror) throws IOException, InterruptedException {
        String path = "/api/v1/organizations/" + mirror + "/connections/microsoft";
        int status = link.post(path + "/sync", "application/json", "{}");
        if (status != 202) {
            throw new IOException("The hub answered " + status + " to a reading: " + link.body());
        }
        String run = path + "/runs/" + first(ID, link.body());
        while (first(STATE, link.body()).equals("running")) {
            TimeUnit.MILLISECONDS.sleep(20);
            link.get(run);
        }
        if (!first(STATE, link.body()).equals("done")) {
            throw new IOException("The mirror could not be read: " + link.body());
        }
    }

    private static double seconds(Work work) throws Exception {
        long before = System.nanoTime();
        work.run();
        return (System.nanoTime() - before) / 1e9;
    }

    private static void run(Connection owner, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement(sql)) {
            for (int at = 0; at < values.length; at++) {
                statement.setObject(at + 1, values[at]);
            }
            statement.executeUpdate();
        }
    }

    private static String first(Pattern pattern, String text) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("The hub's answer is unknown: " + text);
        }
        return matcher.group(1);
    }

    /** Something that is timed. */
    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }
}
