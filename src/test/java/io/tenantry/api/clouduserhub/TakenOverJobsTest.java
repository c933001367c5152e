package io.tenantry.api.clouduserhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.TestPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Jobs of a node that fell silent: as it would have left them, at three moments of its work. */
class TakenOverJobsTest extends DialectTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long LOOK_EVERY_NANOS = 50_000_000;

    private String jobs(String identifier) {
        JsonNode block = get("/command/v1/commandblocks?$filter=technicalIdentifier%20eq%20'" + identifier + "'")
                .body()
                .at("/value/0/id");
        return "/command/v1/organizations/" + organization() + "/commandblocks/" + block.asString() + "/jobs";
    }

    /** A job that waits for ever, until {@link #leaveBehind} says that a node has begun it. */
    private String planned(String identifier, UUID user) {
        return send(
                        "POST",
                        jobs(identifier) + "/ForUser(targetUserId=" + user + ")",
                        "{\"plannedExecution\":\"2099-01-01T00:00:00Z\"}")
                .body()
                .get("value")
                .asString();
    }

    /** The job and its lane, as a node leaves them that is ended while it works on a step. */
    private void leaveBehind(String job, int lane) {
        Estate.run("""
                INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat, version)
                VALUES ('command-jobs', ?, now() - interval '1 hour', true, 'a node that was killed', now() - interval '1 hour', 1)
                """, organization() + "/" + lane);
        Estate.run(
                "UPDATE command_jobs SET status = 'Running', lane = ?, run = gen_random_uuid(), started_at = now() WHERE id = ?",
                (short) lane,
                UUID.fromString(job));
    }

    private JsonNode ended(String path) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode job = get(path).body();
            if (List.of("Completed", "Failed").contains(job.path("status").asString(""))) {
                return job;
            }
            assertThat(System.nanoTime()).as(job.toString()).isLessThan(end);
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    private long events(String action) {
        try (Connection connection = TestPostgres.connect(TestPostgres.shared());
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT count(*) FROM audit_events WHERE organization_id = ? AND action = ?")) {
            statement.setObject(1, organization().value());
            statement.setString(2, action);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void aJobWhoseStepWasNotBegunIsDoneByAnotherNode() {
        String job = planned("blocksignin", person("Ada"));
        leaveBehind(job, 0);
        JsonNode ended = ended(jobs("blocksignin") + "/" + job);
        assertThat(ended.get("status").asString()).as(ended.toString()).isEqualTo("Completed");
        assertThat(events("user.change")).isEqualTo(1);
    }

    @Test
    void aJobThatOnlyLooksIsAskedAgainByAnotherNode() {
        String job = planned("getuser", person("Ada"));
        leaveBehind(job, 1);
        JsonNode ended = ended(jobs("getuser") + "/" + job);
        assertThat(ended.get("status").asString()).as(ended.toString()).isEqualTo("Completed");
        assertThat(ended.at("/steps/0/state").asString()).isEqualTo("done");
        assertThat(ended.at("/steps/0/attempts").asInt()).isEqualTo(1);
    }

    @Test
    void anEffectThatWasNotWrittenDownIsNotHadTwice() {
        UUID ada = person("Ada");
        String job = planned("deleteuser", ada);
        assertThat(send("DELETE", graph() + "/users/" + ada).status()).isEqualTo(204);
        leaveBehind(job, 1);
        JsonNode ended = ended(jobs("deleteuser") + "/" + job);
        assertThat(ended.get("status").asString()).as(ended.toString()).isEqualTo("Completed");
        assertThat(events("user.delete")).isEqualTo(1);
    }

    @Test
    void aStepThatWasDoneIsNotDoneAgain() {
        UUID ada = person("Ada");
        String job = planned("removeguest", ada);
        Estate.run("""
                INSERT INTO command_job_steps (organization_id, job_id, position, operation, state, attempts, started_at, output)
                VALUES (?, ?, 0, 'user.groups.removeAll', 'done', 1, now(), '{"count": 7}')
                """, organization().value(), UUID.fromString(job));
        // It began with the first version, which does not ask whether she is a guest.
        Estate.run("UPDATE command_jobs SET step = 1, block_version = 1 WHERE id = ?", UUID.fromString(job));
        leaveBehind(job, 0);
        JsonNode ended = ended(jobs("removeguest") + "/" + job);
        assertThat(ended.get("status").asString()).as(ended.toString()).isEqualTo("Completed");
        assertThat(ended.at("/output/body/parameters/1/value").asString()).isEqualTo("7");
        assertThat(ended.at("/steps/0/attempts").asInt()).isEqualTo(1);
    }

    private static void due(String when, String... jobs) {
        Estate.run(
                "UPDATE command_jobs SET due_at = now() + ?::interval WHERE id = ANY (string_to_array(?, ' ')::uuid[])",
                when,
                String.join(" ", jobs));
    }

    @Test
    void aJobThatANodeIsLookingIntoIsLeftToItForAsLongAsItLives() throws SQLException {
        String held = planned("getuser", person("Ada"));
        String free = planned("getuser", person("Ben"));
        try (Connection node = TestPostgres.connect(TestPostgres.shared());
                PreparedStatement hold = node.prepareStatement("SELECT FROM command_jobs WHERE id = ? FOR UPDATE")) {
            due("2 seconds", held, free);
            node.setAutoCommit(false);
            hold.setObject(1, UUID.fromString(held));
            hold.execute();
            assertThat(ended(jobs("getuser") + "/" + free).get("status").asString())
                    .isEqualTo("Completed");
            assertThat(get(jobs("getuser") + "/" + held).body().get("status").asString())
                    .isEqualTo("Pending");
        }
        JsonNode ended = ended(jobs("getuser") + "/" + held);
        assertThat(ended.get("status").asString()).as(ended.toString()).isEqualTo("Completed");
        assertThat(ended.at("/steps/0/attempts").asInt()).isEqualTo(1);
    }

    @Test
    void ofManyWhoAreLookedUpTogetherOnlyThoseWhoAreGoneAreMissed() {
        UUID ada = person("Ada");
        UUID ben = person("Ben");
        UUID cem = person("Cem");
        String first = planned("getuser", ada);
        String gone = planned("getuser", ben);
        String last = planned("getuser", cem);
        assertThat(send("DELETE", graph() + "/users/" + ben).status()).isEqualTo(204);
        due("1 second", first, gone, last);
        JsonNode missed = ended(jobs("getuser") + "/" + gone);
        assertThat(missed.get("status").asString()).as(missed.toString()).isEqualTo("Failed");
        assertThat(missed.at("/steps/0/state").asString()).isEqualTo("failed");
        assertThat(ended(jobs("getuser") + "/" + first).get("output").toString())
                .contains(ada.toString());
        assertThat(ended(jobs("getuser") + "/" + last).get("output").toString()).contains(cem.toString());
    }

    @Test
    void jobsThatCannotBeWrittenDownTogetherAreDoneOneByOne() throws SQLException {
        List<String> jobs = List.of(
                planned("getuser", person("Ada")),
                planned("getuser", person("Ben")),
                planned("getuser", person("Cem")));
        String trap = "no_two_at_once_" + organization().toString().replace('-', '_');
        try (Connection owner = TestPostgres.connect(TestPostgres.shared());
                Statement statement = owner.createStatement()) {
            statement.execute("""
                    CREATE SEQUENCE %1$s_sprung;
                    GRANT USAGE ON SEQUENCE %1$s_sprung TO tenantry_request;
                    CREATE FUNCTION %1$s() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                        IF (SELECT count(*) > 1 FROM fresh WHERE organization_id = '%2$s' AND status = 'Completed') THEN
                            PERFORM nextval('%1$s_sprung');
                            RAISE 'not together';
                        END IF;
                        RETURN NULL;
                    END $$;
                    CREATE TRIGGER %1$s AFTER UPDATE ON command_jobs REFERENCING NEW TABLE AS fresh
                        FOR EACH STATEMENT EXECUTE FUNCTION %1$s();
                    """.formatted(trap, organization()));
            try {
                due("1 second", jobs.toArray(String[]::new));
                for (String job : jobs) {
                    JsonNode ended = ended(jobs("getuser") + "/" + job);
                    assertThat(ended.get("status").asString())
                            .as(ended.toString())
                            .isEqualTo("Completed");
                    assertThat(ended.at("/steps/0/attempts").asInt()).isEqualTo(1);
                }
                // A sequence goes on also where what asked it is rolled back.
                try (ResultSet sprung = statement.executeQuery("SELECT is_called FROM " + trap + "_sprung")) {
                    sprung.next();
                    assertThat(sprung.getBoolean(1)).isTrue();
                }
            } finally {
                statement.execute("DROP TRIGGER %1$s ON command_jobs; DROP FUNCTION %1$s; DROP SEQUENCE %1$s_sprung"
                        .formatted(trap));
            }
        }
    }
}
