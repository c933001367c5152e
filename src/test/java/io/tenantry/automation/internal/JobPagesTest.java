package io.tenantry.automation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.EveryPostgres;
import io.tenantry.TestDatabase;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.automation.Job;
import io.tenantry.kernel.Page;
import io.tenantry.platform.database.Database;
import io.tenantry.query.Condition;
import io.tenantry.query.Condition.Compare;
import io.tenantry.query.Condition.Operator;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.query.Seeded;
import io.tenantry.tenancy.OrganizationId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists of jobs that are asked for again and again. */
@EveryPostgres
class JobPagesTest {
    private static final OrganizationId CONTOSO =
            new OrganizationId(UUID.fromString("0197c000-0000-7000-8000-000000000001"));
    private static final OrganizationId FABRIKAM =
            new OrganizationId(UUID.fromString("0197c000-0000-7000-8000-000000000002"));
    private static final List<Permission> EVERY = Arrays.stream(Permission.values())
            .filter(permission -> permission.name().startsWith("COMMAND_"))
            .toList();

    private static final Condition FAILED =
            new Compare(JobLists.FIELDS.filterable("status"), Operator.EQUALS, "Failed");

    private static TestDatabase database;
    private static Database requests;

    private JobPages pages;

    @BeforeAll
    static void makeDatabase() throws SQLException {
        database = new TestDatabase("job_pages");
        requests = database.database();
        String organization = "INSERT INTO organizations (organization_id, parent_id, kind, name) VALUES ";
        database.run(organization + "(?, NULL, 'partner', 'Contoso')", CONTOSO.value());
        database.run(organization + "(?, ?, 'customer', 'Fabrikam')", FABRIKAM.value(), CONTOSO.value());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void startWithoutJobs() throws SQLException {
        database.run("DELETE FROM command_jobs");
        pages = new JobPages(requests);
    }

    private static UUID job(OrganizationId organization, String status) throws SQLException {
        UUID id = UUID.randomUUID();
        database.run("""
                INSERT INTO command_jobs (organization_id, id, block_id, block_identifier, block_version, read_action, target_kind,
                    organization_name, actor_id, actor_name, client, status, due_at)
                VALUES (?, ?, ?, 'blocksignin', 1, 'command.user.read', 'User', 'Contoso', gen_random_uuid(), 'script', 'script', ?, now())
                """, organization.value(), id, Estate.BLOCK_SIGN_IN, status);
        return id;
    }

    private static Map<Reach, List<Permission>> seenIn(OrganizationId... organizations) {
        return Map.of(new Reach.Some(Set.of(organizations)), EVERY);
    }

    private static ListQuery newest(int limit, Condition filter) {
        return ListQuery.first(limit, filter, List.of(Order.descending(JobLists.FIELDS.id())));
    }

    private Page<Job> settled(OrganizationId organization) {
        pages.page(seenIn(organization), newest(10, Condition.ALL));
        return pages.page(seenIn(organization), newest(10, Condition.ALL));
    }

    @Test
    void aPageThatHasNotChangedIsNotReadAgain() throws SQLException {
        job(CONTOSO, "Completed");
        job(CONTOSO, "Failed");

        Page<Job> before = settled(CONTOSO);

        assertThat(before.items()).hasSize(2);
        assertThat(pages.page(seenIn(CONTOSO), newest(10, Condition.ALL))).isSameAs(before);
    }

    @Test
    void aChangedJobIsShownAsItIsNow() throws SQLException {
        UUID job = job(CONTOSO, "Running");
        settled(CONTOSO);

        database.run("UPDATE command_jobs SET status = 'Failed', error_code = 'NotFound' WHERE id = ?", job);

        assertThat(pages.page(seenIn(CONTOSO), newest(10, Condition.ALL)).items())
                .extracting(Job::errorCode)
                .containsExactly("NotFound");
    }

    @Test
    void jobsThatComeAndGoDoSoInTheListToo() throws SQLException {
        settled(CONTOSO);
        UUID first = job(CONTOSO, "Completed");
        assertThat(pages.page(seenIn(CONTOSO), newest(10, Condition.ALL)).items())
                .hasSize(1);
        settled(CONTOSO);

        database.run("DELETE FROM command_jobs WHERE id = ?", first);

        assertThat(pages.page(seenIn(CONTOSO), newest(10, Condition.ALL)).items())
                .isEmpty();
    }

    @Test
    void whoSeesOtherJobsIsNotShownThoseThatSomebodyElseAskedFor() throws SQLException {
        job(CONTOSO, "Completed");
        settled(CONTOSO);

        assertThat(settled(FABRIKAM).items()).isEmpty();
        assertThat(pages.page(
                                Map.of(new Reach.Some(Set.of(CONTOSO)), List.of(Permission.COMMAND_GROUP_READ)),
                                newest(10, Condition.ALL))
                        .items())
                .isEmpty();
    }

    @Test
    void aListThatIsWatchedTellsWhatOneAskedForTheFirstTimeTells() {
        Seeded.times(20, random -> {
            startWithoutJobs();
            List<UUID> jobs = new ArrayList<>();
            for (int step = 0; step < 40; step++) {
                changeSomething(random, jobs);
                Map<Reach, List<Permission>> seen = random.nextBoolean() ? seenIn(CONTOSO) : seenIn(CONTOSO, FABRIKAM);
                ListQuery query = newest(3 + random.nextInt(2), random.nextBoolean() ? Condition.ALL : FAILED);

                assertThat(pages.page(seen, query)).isEqualTo(new JobPages(requests).page(seen, query));
            }
        });
    }

    private static void changeSomething(Random random, List<UUID> jobs) throws SQLException {
        int what = random.nextInt(6);
        if (jobs.size() < 3 || what == 0) {
            jobs.add(job(random.nextBoolean() ? CONTOSO : FABRIKAM, "Queued"));
        } else if (what == 1) {
            database.run("DELETE FROM command_jobs WHERE id = ?", jobs.remove(random.nextInt(jobs.size())));
        } else if (what == 2) {
            database.run(
                    "UPDATE command_jobs SET status = ? WHERE id = ?",
                    List.of("Running", "Completed", "Failed").get(random.nextInt(3)),
                    jobs.get(random.nextInt(jobs.size())));
        }
    }
}
