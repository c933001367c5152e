package io.tenantry.automation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.automation.TargetKind;
import io.tenantry.kernel.Ids;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What jobs answer that only look is written down for many at once, and yet for each by itself. */
class AnswerRowsTest extends HubTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    @Autowired
    AnswerRows rows;

    @Autowired
    Database database;

    private OrganizationId organization = new OrganizationId(Ids.next());

    @BeforeEach
    void makeCustomer() {
        organization = Estate.organization(TestOrganizations.root(), "Contoso");
    }

    private void end(Answer... answers) {
        database.change(LaneRows.within(organization), session -> rows.end(session, organization, List.of(answers)));
    }

    /** A job that was begun, far from any lane of the hub. */
    private UUID begun(@Nullable UUID run) {
        UUID job = Estate.job(organization, Estate.user(organization, "Ada"), "Ada");
        Estate.run(
                "UPDATE command_jobs SET status = 'Running', finished_at = NULL, run = ?::uuid, started_at = NULL WHERE id = ?",
                run,
                job);
        return job;
    }

    private Answer answer(UUID job, String department) {
        Claimed claimed = new Claimed(
                organization,
                job,
                Ids.next(),
                false,
                Estate.BLOCK_SIGN_IN,
                1,
                TargetKind.USER,
                job,
                null,
                null,
                null,
                job,
                null,
                "script",
                "script",
                0,
                0,
                "{}",
                null,
                NOON,
                false,
                null,
                null,
                null,
                null);
        Map<String, String> told = Map.of("department", department);
        return new Answer(claimed, List.of(new Answer.Seen(0, "user.read", "done", NOON, NOON, told)), told);
    }

    private String told(UUID job) {
        return Estate.ask("""
                SELECT j.status || ' ' || coalesce(j.output ->> 'department', '-') || ' ' || coalesce(s.output ->> 'department', '-')
                FROM command_jobs j LEFT JOIN command_job_steps s ON s.organization_id = j.organization_id AND s.job_id = j.id
                WHERE j.id = ?
                """, job);
    }

    @Test
    void manyAreWrittenTogetherAndEachHasItsOwn() {
        UUID first = begun(null);
        UUID second = begun(null);
        end(answer(first, "Sales"), answer(second, "Law"));
        assertThat(told(first)).isEqualTo("Completed Sales Sales");
        assertThat(told(second)).isEqualTo("Completed Law Law");
    }

    @Test
    void eachIsToldOfOnce() {
        UUID first = begun(null);
        UUID second = begun(null);
        end(answer(first, "Sales"), answer(second, "Law"));
        end(answer(first, "Sales"));
        assertThat(news(first)).isEqualTo("1");
        assertThat(news(second)).isEqualTo("1");
    }

    /** How often somebody is told that the job is over; news become events some moments later. */
    private static String news(UUID job) {
        return Estate.ask("""
                WITH news AS (SELECT target_id FROM event_outbox WHERE action = 'job.finished'
                    UNION ALL SELECT object_id FROM events WHERE type = 'job.finished')
                SELECT count(*)::text FROM news WHERE target_id = ?::text
                """, job);
    }

    @Test
    void aJobThatARunHasTakenOnIsLeftToIt() {
        UUID free = begun(null);
        UUID taken = begun(Ids.next());
        end(answer(taken, "Sales"), answer(free, "Law"));
        assertThat(told(taken)).isEqualTo("Running - -");
        assertThat(told(free)).isEqualTo("Completed Law Law");
    }
}
