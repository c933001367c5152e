package io.tenantry.automation.internal;

import io.tenantry.access.Reach;
import io.tenantry.automation.JobDetail;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the tables {@code command_jobs} and {@code command_job_steps} tell of how far a job is. */
@Component
final class StepRows {
    /** What a step's row becomes that is there from an earlier try. */
    static final String ANEW = """
            ON CONFLICT (organization_id, job_id, position) DO UPDATE SET state = excluded.state,
                attempts = s.attempts + excluded.attempts, started_at = excluded.started_at, finished_at = excluded.finished_at,
                error_code = excluded.error_code, error_message = excluded.error_message, output = excluded.output
            WHERE s.state <> 'done'
            """;

    private final Database database;
    private final JobRows jobs;

    StepRows(Database database, JobRows jobs) {
        this.database = database;
        this.jobs = jobs;
    }

    /** What a job was given. */
    record Input(String values, @Nullable String secrets) {}

    /** Fills in what became of a job's steps; those that failed count only before a position, since others are tried again. */
    void states(OrganizationId organization, UUID job, int before, StepStates states) {
        database.list(
                LaneRows.within(organization),
                "SELECT position, output, state FROM command_job_steps WHERE organization_id = ? AND job_id = ?",
                row -> {
                    int position = row.getInt(1);
                    switch (row.getString(3)) {
                        case "done" -> states.done(position, jobs.values(row.getString(2)));
                        case "skipped" -> states.skipped(position);
                        default -> {
                            if (position < before) {
                                states.failed(position);
                            }
                        }
                    }
                    return position;
                },
                organization.value(),
                job);
    }

    /** What a job was given. */
    Input input(OrganizationId organization, UUID job) {
        Input input = database.first(
                LaneRows.within(organization),
                "SELECT input, secret_input FROM command_jobs WHERE organization_id = ? AND id = ?",
                row -> new Input(row.getString(1), row.getString(2)),
                organization.value(),
                job);
        if (input == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "The job to undo is not there any more");
        }
        return input;
    }

    /** What came of a job's steps, in their order. */
    static List<JobDetail.Outcome> outcomes(Database database, Reach reach, OrganizationId organization, UUID job) {
        return database.list(
                reach,
                """
                SELECT position, operation, state, output -> 'changed' IS DISTINCT FROM 'false', attempts, started_at, finished_at, error_code, error_message
                FROM command_job_steps WHERE organization_id = ? AND job_id = ? ORDER BY position
                """,
                row -> new JobDetail.Outcome(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        row.getBoolean(4),
                        row.getInt(5),
                        Objects.requireNonNull(JobRows.instant(row, 6)),
                        Objects.requireNonNull(JobRows.instant(row, 7)),
                        row.getString(8),
                        row.getString(9)),
                organization.value(),
                job);
    }
}
