package io.tenantry.api.clouduserhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.TestPostgres;
import io.tenantry.access.BuiltInRole;
import io.tenantry.automation.internal.BlockCatalogues;
import io.tenantry.cli.Main;
import io.tenantry.microsoft.Connecting;
import io.tenantry.platform.postgres.DatabaseLocation;
import io.tenantry.tenancy.OrganizationId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes share the jobs of several organizations, and one of them is killed in the middle of its work, twice. There are more lanes
 * than one node has threads, and the tables tell when the other one is at some: nothing here waits for luck. The people of one
 * organization live in a tenant that asks for time, fails, and breaks connections off; some people go before their job starts.
 */
class KilledNodesTest extends DialectTest {
    /** Each has two lanes, which is more than one node has threads. */
    private static final int ORGANIZATIONS_EACH = 4;

    private static final int PEOPLE = 300;
    /** One in so many people is not there any more when his job starts, so that it fails. */
    private static final int GONE_EVERY = 50;

    private static final long LOOK_EVERY_NANOS = 100_000_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final UUID SET_DEPARTMENT = Objects.requireNonNull(
                    BlockCatalogues.ofTheHub().named("setdepartment"))
            .id();

    private final List<OrganizationId> organizations = new ArrayList<>();

    /** Other organizations that stand in for the tenants of some of them. */
    private final List<OrganizationId> tenants = new ArrayList<>();

    @Test
    void aNodeThatIsKilledTwiceLosesAndDoublesNothing(@TempDir Path folder) throws Exception {
        for (String name : List.of("first-to-be-killed", "second-to-be-killed")) {
            Process node = launch(folder, name);
            try {
                within(() -> node.isAlive() && isReady(folder, name));
                begin();
                within(() -> isAtWork(name));
            } finally {
                node.destroyForcibly();
                node.onExit().join();
            }
            assertThat(over()).isLessThan(all());
        }
        within(() -> asked("SELECT count(*) FROM command_jobs WHERE finished_at IS NULL AND " + ours()) == 0);
        assertThat(over()).isEqualTo(all());
        long gone = organizations.size() * (long) (PEOPLE / GONE_EVERY);
        assertThat(asked("SELECT count(*) FROM command_job_steps WHERE state = 'done' AND " + ours()))
                .isEqualTo(all() - gone);
        assertThat(asked(
                        "SELECT count(*) FROM command_job_steps WHERE state = 'failed' AND attempts = 1 AND " + ours()))
                .isEqualTo(gone);
        assertThat(asked("SELECT count(*) FROM audit_events WHERE action = 'user.change' AND " + ours()))
                .isEqualTo(all() - gone);
        assertThat(asked("SELECT count(DISTINCT department) FROM users WHERE department IS NOT NULL AND " + ours()))
                .isEqualTo(all() - gone);
        assertTenantsWereToldOnce();
    }

    /** What a tenant refused for a while was carried out there in the end, and not twice. */
    private void assertTenantsWereToldOnce() {
        long there = tenants.size() * (long) (PEOPLE - PEOPLE / GONE_EVERY);
        assertThat(asked("SELECT sum(hits) FROM emulated_faults WHERE kind <> 'slow' AND " + of(tenants)))
                .isPositive();
        assertThat(asked("SELECT count(*) FROM audit_events WHERE action = 'user.change' AND " + of(tenants)))
                .isEqualTo(there);
        assertThat(asked(
                        "SELECT count(DISTINCT department) FROM users WHERE department IS NOT NULL AND " + of(tenants)))
                .isEqualTo(there);
    }

    /** A job for everybody in each of some more organizations; some of the people go in the meantime. */
    private void begin() {
        List<OrganizationId> some = new ArrayList<>(
                Stream.generate(DialectTest::customer).limit(ORGANIZATIONS_EACH).toList());
        some.forEach(KilledNodesTest::fill);
        some.add(mirrored());
        organizations.addAll(some);
        for (OrganizationId one : some) {
            String token = tokenWith(BuiltInRole.ADMINISTRATORS, one);
            String path = "/command/v1/organizations/" + one + "/commandblocks/" + SET_DEPARTMENT + "/jobs";
            Answer accepted = client().send(
                            "POST",
                            path + "/ForFilter()?$filter=displayName%20eq%20'Leaver'",
                            token,
                            "{\"plannedExecution\": \"2099-01-01T00:00:00Z\", \"inputOverrides\":"
                                    + " [{\"technicalIdentifier\": \"department\", \"value\": \"Gone {{job.id}}\"}]}");
            assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
            Estate.run(
                    "UPDATE users SET deleted_at = now() WHERE organization_id = ? AND id IN (SELECT id FROM users"
                            + " WHERE organization_id = ? AND display_name = 'Leaver' ORDER BY id LIMIT ?)",
                    one.value(),
                    one.value(),
                    PEOPLE / GONE_EVERY);
        }
        Estate.run("UPDATE command_jobs SET due_at = now() WHERE status = 'Pending' AND " + ours());
    }

    private static void fill(OrganizationId organization) {
        Estate.run("""
                INSERT INTO users (organization_id, id, object_id, upn, display_name)
                SELECT ?, id, id, 'leaver' || id || '@example.com', 'Leaver'
                FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, ?)) made
                """, organization.value(), PEOPLE);
    }

    /** An organization whose people live in a tenant of bad days. */
    private OrganizationId mirrored() {
        OrganizationId tenant = customer();
        fill(tenant);
        tenants.add(tenant);
        UUID app = Estate.application(tenant, BuiltInRole.ADMINISTRATORS);
        OrganizationId mirror = customer();
        Connecting connecting = new Connecting(hubUrl(), tokenWith(BuiltInRole.ADMINISTRATORS, mirror));
        connecting.connect(mirror, Connecting.body(hubUrl(), tenant, app));
        connecting.sync(mirror, false);
        Estate.run("""
                INSERT INTO emulated_faults (organization_id, kind, percent, retry_after_seconds) VALUES
                    (?, 'throttled', 20, 0), (?, 'unavailable', 5, NULL), (?, 'cut', 3, NULL)
                """, tenant.value(), tenant.value(), tenant.value());
        return mirror;
    }

    private String ours() {
        return of(organizations);
    }

    private static String of(List<OrganizationId> some) {
        return "organization_id IN ("
                + some.stream().map(one -> "'" + one + "'").collect(Collectors.joining(", "))
                + ")";
    }

    private long all() {
        return (long) organizations.size() * PEOPLE;
    }

    private long over() {
        return asked("SELECT count(*) FROM command_jobs WHERE NOT is_parent AND status IN ('Completed', 'Failed') AND "
                + ours());
    }

    /** Whether a node is at a lane of one of the organizations with jobs in its hands. */
    private boolean isAtWork(String node) {
        return asked("SELECT count(*) FROM scheduled_tasks t WHERE t.picked AND t.picked_by = '" + node
                        + "' AND EXISTS ("
                        + "SELECT FROM command_jobs j WHERE j.status = 'Running' AND j.lane IS NOT NULL AND "
                        + ours().replace("organization_id", "j.organization_id")
                        + " AND t.task_instance = j.organization_id || '/' || j.lane)")
                > 0;
    }

    private static long asked(String sql) {
        try (Connection connection = TestPostgres.connect(TestPostgres.shared());
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private static void within(BooleanSupplier so) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!so.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("It was not so within %s", PATIENCE)
                    .isLessThan(end);
            // The other node needs the processors, too.
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    private static boolean isReady(Path folder, String name) {
        try {
            return Files.readString(folder.resolve(name + ".log")).contains("Tenantry is ready");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A node over the same database, in a process of its own. */
    private static Process launch(Path folder, String name) throws IOException {
        DatabaseLocation database = TestPostgres.shared();
        Path log = Files.createFile(folder.resolve(name + ".log"));
        ProcessBuilder node = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve",
                        "--port",
                        "0",
                        "--data-dir",
                        folder.resolve(name).toString(),
                        "--database-url",
                        database.url(),
                        "--database-user",
                        database.user(),
                        "--database-password",
                        database.password())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        node.environment().put("TENANTRY_AUTOMATION_NODE", name);
        // It looks for work more often than the first node, which would otherwise have more lanes most of the time.
        node.environment().put("TENANTRY_AUTOMATION_POLL", "20ms");
        // Nodes of one database share its master key.
        node.environment()
                .put(
                        "TENANTRY_MASTER_KEY",
                        Files.readString(Path.of("target", "test-hub", "master.key"))
                                .strip());
        return node.start();
    }
}
