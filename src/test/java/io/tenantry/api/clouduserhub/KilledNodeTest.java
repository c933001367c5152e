package io.tenantry.api.clouduserhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.TestPostgres;
import io.tenantry.cli.Main;
import io.tenantry.platform.postgres.DatabaseLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two nodes share jobs, and one of them is killed in the middle of its own. */
class KilledNodeTest extends DialectTest {
    private static final int PEOPLE = 1000;
    private static final long LOOK_EVERY_NANOS = 100_000_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void aNodeThatIsKilledLosesAndDoublesNothing(@TempDir Path folder) throws IOException {
        person("Ada");
        Estate.run("""
                INSERT INTO users (organization_id, id, object_id, upn, display_name)
                SELECT ?, id, id, 'leaver' || id || '@' || ?, 'Leaver'
                FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, ?)) made
                """, organization().value(), domain(), PEOPLE);
        JsonNode block = get("/command/v1/commandblocks?$filter=technicalIdentifier%20eq%20'setdepartment'")
                .body()
                .at("/value/0/id");
        String path = "/command/v1/organizations/" + organization() + "/commandblocks/" + block.asString() + "/jobs";
        Process second = launch(folder);
        try {
            within(() -> asked("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                            + " AND application_name = 'tenantry jobs'")
                    >= 2);
            Answer accepted = send("POST", path + "/ForFilter()?$filter=displayName%20eq%20'Leaver'", """
                    {"inputOverrides": [{"technicalIdentifier": "department", "value": "Gone {{job.id}}"}]}
                    """);
            assertThat(accepted.body().get("jobIds")).hasSize(PEOPLE);
            within(() -> nodes() >= 2 && count("Completed") > 20);
            second.destroyForcibly();
            second.onExit().join();
            assertThat(count("Completed")).isLessThan(PEOPLE);
            String whole = path + "/" + accepted.body().get("value").asString();
            within(() -> get(whole).body().get("status").asString().equals("Completed"));
        } finally {
            second.destroyForcibly();
        }
        assertThat(count("Completed")).isEqualTo(PEOPLE + 1);
        String ours = " WHERE organization_id = '" + organization() + "'";
        assertThat(asked("SELECT count(*) FROM command_job_steps" + ours + " AND state = 'done'"))
                .isEqualTo(PEOPLE);
        assertThat(asked("SELECT count(*) FROM audit_events" + ours + " AND action = 'user.change'"))
                .isEqualTo(PEOPLE);
        assertThat(asked("SELECT count(DISTINCT department) FROM users" + ours)).isEqualTo(PEOPLE);
    }

    private long count(String status) {
        return asked("SELECT count(*) FROM command_jobs WHERE organization_id = '" + organization() + "' AND status = '"
                + status + "'");
    }

    /** How many nodes are at the organization's lanes. */
    private long nodes() {
        return asked("SELECT count(DISTINCT picked_by) FROM scheduled_tasks WHERE picked AND task_instance LIKE '"
                + organization() + "/%'");
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

    /** A second node over the same database, in a process of its own. */
    private static Process launch(Path folder) throws IOException {
        DatabaseLocation database = TestPostgres.shared();
        return new ProcessBuilder(
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
                        folder.resolve("node").toString(),
                        "--database-url",
                        database.url(),
                        "--database-user",
                        database.user(),
                        "--database-password",
                        database.password())
                .redirectErrorStream(true)
                .redirectOutput(Files.createTempFile(folder, "node", ".log").toFile())
                .start();
    }
}
