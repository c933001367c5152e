package io.tenantry.bench.internal;

import io.tenantry.platform.postgres.DatabaseLocation;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;

/**
 * Lets the hub mirror a tenant that another of its organizations stands in for, and copies as many people between two
 * organizations by SQL alone.
 */
final class MirrorRace {
    private static final int CHANGES = 500;
    private static final String COPIED =
            "upn, display_name, given_name, surname, mail, job_title, department, city, usage_location";

    private final Side emulator;
    private final Side reader;
    private final Report report;

    MirrorRace(Side emulator, Side reader, Report report) {
        this.emulator = emulator;
        this.reader = reader;
        this.report = report;
    }

    /** A hub with its database; the same hub may be on both sides. */
    record Side(DatabaseLocation location, URI hub, SignIn signIn) {
        Connection owner() throws SQLException {
            return DriverManager.getConnection(location.url(), location.user(), location.password());
        }

        UUID organization(Connection owner) throws SQLException {
            UUID id = UUID.randomUUID();
            MadeTenant.run(
                    owner,
                    "INSERT INTO organizations (organization_id, parent_id, kind, name) VALUES (?, ?, 'customer', 'Race')",
                    id,
                    UUID.fromString(signIn.partner()));
            return id;
        }
    }

    /** First reading and reading of changes, beside the same rows written by one statement. */
    void run(int people) throws Exception {
        try (Connection there = emulator.owner();
                Connection here = reader.owner();
                MirrorClient client = new MirrorClient(reader.hub(), reader.signIn())) {
            UUID tenant = emulator.organization(there);
            UUID mirror = reader.organization(here);
            UUID copy = reader.organization(here);
            fill(there, tenant, people);
            if (!client.connect(mirror, tenant, emulator.hub(), emulator.signIn())) {
                report.say("The mirror is not measured: tenantry.microsoft.hosts does not name "
                        + emulator.hub().getHost());
                return;
            }
            double read = seconds(() -> client.sync(mirror));
            double written = seconds(() -> MadeTenant.run(
                    here,
                    "INSERT INTO users (organization_id, id, object_id, " + COPIED
                            + ") SELECT ?, gen_random_uuid(), object_id, " + COPIED
                            + " FROM users WHERE organization_id = ?",
                    copy,
                    mirror));
            tell("mirror, first reading, share of SQL", people / read, people / written, "people");
            String change = "UPDATE users SET job_title = 'Changed', department = 'Changed' WHERE organization_id = ?"
                    + " AND id IN (SELECT id FROM users WHERE organization_id = ? ORDER BY id LIMIT " + CHANGES + ")";
            MadeTenant.run(there, change, tenant, tenant);
            double followed = seconds(() -> client.sync(mirror));
            double updated = seconds(() -> MadeTenant.run(here, change, copy, copy));
            tell("mirror, changes, share of SQL", CHANGES / followed, CHANGES / updated, "changes");
        }
    }

    private void tell(String what, double hubs, double sqls, String things) {
        report.say(String.format(
                Locale.ROOT, "%s: %.2f (%.0f of %.0f %s a second)", what, hubs / sqls, hubs, sqls, things));
    }

    private static void fill(Connection owner, UUID tenant, int people) throws SQLException {
        MadeTenant.run(
                owner,
                "INSERT INTO users (organization_id, id, object_id, " + COPIED + ") SELECT ?, gen_random_uuid(),"
                        + " gen_random_uuid(), 'racer' || n || '@race.example', 'Race Number ' || n, 'Race', 'Number' || n,"
                        + " 'racer' || n || '@race.example', 'Runner', 'Benchmark', 'Leeds', 'GB' FROM generate_series(1, ?) n",
                tenant,
                people);
    }

    private static double seconds(Work work) throws Exception {
        long before = System.nanoTime();
        work.run();
        return (System.nanoTime() - before) / 1e9;
    }

    /** Something that is timed. */
    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }
}
