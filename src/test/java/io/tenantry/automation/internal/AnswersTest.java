package io.tenantry.automation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.automation.TargetKind;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What jobs answer that only look is written down for many at once, and yet for each by itself. */
class AnswersTest extends HubTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    @Autowired
    AnswerRows rows;

    private final UUID run = Ids.next();
    private final List<UUID> broken = new ArrayList<>();
    private OrganizationId organization = new OrganizationId(Ids.next());

    @BeforeEach
    void makeCustomer() {
        organization = Estate.organization(TestOrganizations.root(), "Contoso");
    }

    private Answers answers() {
        return new Answers(organization, run, rows, (job, failure) -> broken.add(job.id()));
    }

    /** A job that a run of some lane holds, far from any lane of the hub. */
    private UUID running(UUID holder) {
        UUID job = Estate.job(organization, Estate.user(organization, "Ada"), "Ada");
        Estate.run(
                "UPDATE command_jobs SET status = 'Running', finished_at = NULL, run = ?, started_at = now() WHERE id = ?",
                holder,
                job);
        return job;
    }

    private Answer answer(UUID job, String department) {
        Claimed claimed = new Claimed(
                organization,
                job,
                run,
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
        UUID first = running(run);
        UUID second = running(run);
        Answers answers = answers();
        answers.add(answer(first, "Sales"));
        answers.add(answer(second, "Law"));
        answers.write();
        assertThat(told(first)).isEqualTo("Completed Sales Sales");
        assertThat(told(second)).isEqualTo("Completed Law Law");
        assertThat(broken).isEmpty();
    }

    @Test
    void aJobThatAnotherRunHasTakenOverIsLeftToIt() {
        UUID mine = running(run);
        UUID lost = running(Ids.next());
        Answers answers = answers();
        answers.add(answer(lost, "Sales"));
        answers.add(answer(mine, "Law"));
        answers.write();
        assertThat(told(lost)).isEqualTo("Running - -");
        assertThat(told(mine)).isEqualTo("Completed Law Law");
    }

    @Test
    void oneThatCannotBeWrittenKeepsNoOtherFromIt() {
        UUID unwritable = running(run);
        UUID other = running(run);
        Answers answers = answers();
        answers.add(answer(unwritable, "nul \u0000"));
        answers.add(answer(other, "Law"));
        answers.write();
        assertThat(broken).containsExactly(unwritable);
        assertThat(told(unwritable)).isEqualTo("Running - -");
        assertThat(told(other)).isEqualTo("Completed Law Law");
    }
}
