package io.tenantry.automation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.TestDatabase;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.automation.internal.JobCounts.Counts;
import io.tenantry.tenancy.OrganizationId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Statistics that were counted hour by hour are what looking at every job tells, whatever has become of jobs since. */
class JobCountsTest {
    private static final UUID CONTOSO = UUID.fromString("0197c000-0000-7000-8000-000000000001");
    private static final UUID OTHER_BLOCK = UUID.fromString("0197c000-0000-7000-8000-000000000002");
    private static final int JOBS = 400;
    private static final int ROUNDS = 30;

    /** No job ended so close to a whole number of hours ago that one of two questions might find it and the other not. */
    private static final String NEW = """
            INSERT INTO command_jobs (organization_id, id, block_id, block_identifier, block_version, read_action, target_kind,
                organization_name, actor_id, actor_name, client, status, due_at, finished_at)
            SELECT '%s', gen_random_uuid(), CASE WHEN random() < 0.7 THEN '%s'::uuid ELSE '%s' END, 'blocksignin', 1,
                CASE WHEN random() < 0.8 THEN 'command.user.read' ELSE 'command.group.read' END, 'User', 'Contoso', gen_random_uuid(),
                'script', 'script', CASE WHEN random() < 0.6 THEN 'Completed' ELSE 'Failed' END, now(),
                now() - (floor(random() * 71) + 0.25 + random() / 2) * interval '1 hour'
            FROM generate_series(1, %s)
            """;

    /** What may become of some of the jobs, of which chance picks them. */
    private static final List<String> FATES = List.of(
            "UPDATE command_jobs SET status = 'Queued', finished_at = NULL WHERE status = 'Failed' AND random() < 0.2",
            "UPDATE command_jobs SET status = 'Completed', finished_at = clock_timestamp() WHERE status = 'Queued'"
                    + " AND random() < 0.5",
            "UPDATE command_jobs SET status = 'Running' WHERE status = 'Queued' AND random() < 0.3",
            "UPDATE command_jobs SET status = 'Cancelled', finished_at = now() WHERE status = 'Running' AND random() < 0.3",
            "DELETE FROM command_jobs WHERE random() < 0.05",
            NEW.formatted(CONTOSO, Estate.BLOCK_SIGN_IN, OTHER_BLOCK, 20),
            "SELECT count_job_hours()");

    @Test
    void countedHoursAreCorrectedByWhateverBecomesOfTheirJobs() throws SQLException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (TestDatabase here = new TestDatabase("job_counts")) {
            here.run("INSERT INTO organizations (organization_id, parent_id, kind, name) VALUES ('" + CONTOSO
                    + "', NULL, 'partner', 'Contoso')");
            here.run(NEW.formatted(CONTOSO, Estate.BLOCK_SIGN_IN, OTHER_BLOCK, JOBS));
            JobCounts counts = new JobCounts(here.database());
            assertSame(here, counts, "seed " + seed + ", before any hour was counted");
            counts.countHours();
            assertThat(here.ask("SELECT count(*) > 10 FROM command_jobs_by_hour"))
                    .isEqualTo("t");
            for (int round = 0; round < ROUNDS; round++) {
                String fate = FATES.get(random.nextInt(FATES.size()));
                here.run(fate);
                assertSame(here, counts, "seed " + seed + ", round " + round + ": " + fate);
            }
        }
    }

    private static void assertSame(TestDatabase here, JobCounts counts, String when) throws SQLException {
        for (int hours : List.of(1, 24, 60, 720)) {
            Counts counted = counts.counts(
                    Map.of(new Reach.Some(Set.of(new OrganizationId(CONTOSO))), List.of(Permission.COMMAND_USER_READ)),
                    List.of(Estate.BLOCK_SIGN_IN),
                    Duration.ofHours(hours));
            assertThat(counted.completed() + " " + counted.failed() + " " + counted.open())
                    .as(when + ", " + hours + " hours")
                    .isEqualTo(here.ask("""
                            SELECT count(*) FILTER (WHERE status = 'Completed' AND finished_at > now() - interval '%1$s hours')
                                || ' ' || count(*) FILTER (WHERE status = 'Failed' AND finished_at > now() - interval '%1$s hours')
                                || ' ' || count(*) FILTER (WHERE status IN ('Pending', 'Queued', 'Running'))
                            FROM command_jobs WHERE block_id = '%2$s' AND read_action = 'command.user.read' AND NOT is_parent
                            """.formatted(hours, Estate.BLOCK_SIGN_IN)));
        }
    }
}
