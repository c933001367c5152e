package io.tenantry.automation.internal;

import io.tenantry.access.Reach;
import io.tenantry.automation.Target;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What lanes write of jobs into the tables {@code command_jobs} and {@code command_job_steps}. Every write names the run that
 * holds the job, so that whoever has lost it writes nothing.
 */
@Component
final class LaneRows {
    static final String FREE = " lane = NULL, run = NULL ";

    private static final String STEP = """
            INSERT INTO command_job_steps AS s (organization_id, job_id, position, operation, state, attempts, started_at,
                finished_at, error_code, error_message, output)
            SELECT organization_id, id, ?, ?, ?, ?, ?, clock_timestamp(), ?, ?, ?::jsonb FROM mine
            """ + StepRows.ANEW;

    private static final String MINE =
            " WHERE organization_id = ? AND id = ? AND run = ? RETURNING organization_id, id) ";

    private final Database database;
    private final JobRows jobs;

    LaneRows(Database database, JobRows jobs) {
        this.database = database;
        this.jobs = jobs;
    }

    /** What happened in a step. */
    record StepEnd(int position, String operation, int attempts, Instant startedAt) {}

    /** What ends a job with its last step, and how many steps before it have failed. */
    record Finish(Map<String, ?> output, int failures) {}

    /**
     * Writes down that a step is done, or left out, and with the last one that the job is over.
     *
     * @param finish when it is the last step
     * @throws Superseded when another run holds the job
     */
    void done(Session session, Claimed job, StepEnd step, String state, Map<String, ?> told, @Nullable Finish finish) {
        String ends = finish == null
                ? "output = output || ?::jsonb"
                : "output = ?::jsonb, finished_at = clock_timestamp()," + FREE + ", " + result(finish);
        int written = session.run(
                "WITH mine AS (UPDATE command_jobs SET step = ?::smallint + 1, attempts = 0, " + ends + MINE + STEP,
                step.position(),
                jobs.kept(finish == null ? Map.of() : finish.output()),
                job.organization().value(),
                job.id(),
                job.run(),
                step.position(),
                step.operation(),
                state,
                step.attempts(),
                step.startedAt(),
                null,
                null,
                jobs.kept(told));
        if (written == 0) {
            throw new Superseded();
        }
    }

    /** Ends a job whose last step was done by an earlier try. */
    void finished(Claimed job, Finish finish) {
        database.run(
                within(job.organization()),
                "UPDATE command_jobs SET output = ?::jsonb, finished_at = clock_timestamp()," + FREE + ", "
                        + result(finish) + " WHERE organization_id = ? AND id = ? AND run = ?",
                jobs.kept(finish.output()),
                job.organization().value(),
                job.id(),
                job.run());
    }

    private static String result(Finish finish) {
        return finish.failures() == 0
                ? "status = 'Completed', error_code = NULL, error_message = NULL"
                : "status = 'Failed', error_code = 'StepsFailed', error_message = '" + finish.failures()
                        + " of the steps failed'";
    }

    /** Writes down what went wrong in a step, and lets the job go on. */
    void leftBehind(Claimed job, StepEnd step, String code, String message) {
        database.change(
                within(job.organization()),
                session ->
                        end(session, job, step, "step = " + (step.position() + 1) + ", attempts = 0", code, message));
    }

    /**
     * Ends the job with what went wrong in a step.
     *
     * @param undo the id of a job that undoes what was done before, or null for none
     */
    void failed(Claimed job, StepEnd step, String code, String message, @Nullable UUID undo) {
        database.change(within(job.organization()), session -> {
            boolean isMine = end(
                    session, job, step, "status = 'Failed', finished_at = clock_timestamp()," + FREE, code, message);
            if (isMine && undo != null) {
                UndoRows.follow(session, job, undo);
            }
        });
    }

    private boolean end(Session session, Claimed job, StepEnd step, String set, String code, String message) {
        int written = session.run(
                "WITH mine AS (UPDATE command_jobs SET error_code = ?, error_message = ?, " + set + MINE + STEP,
                code,
                message,
                job.organization().value(),
                job.id(),
                job.run(),
                step.position(),
                step.operation(),
                "failed",
                step.attempts(),
                step.startedAt(),
                code,
                message,
                jobs.kept(Map.of()));
        return written > 0;
    }

    /** Ends the job before any step. */
    void failed(Claimed job, String code, String message) {
        database.run(
                within(job.organization()),
                "UPDATE command_jobs SET status = 'Failed', error_code = ?, error_message = ?, finished_at = clock_timestamp(),"
                        + FREE + "WHERE organization_id = ? AND id = ? AND run = ?",
                code,
                message,
                job.organization().value(),
                job.id(),
                job.run());
    }

    void cancelled(Claimed job) {
        database.run(
                within(job.organization()),
                "UPDATE command_jobs SET status = 'Cancelled', finished_at = clock_timestamp()," + FREE
                        + "WHERE organization_id = ? AND id = ? AND run = ?",
                job.organization().value(),
                job.id(),
                job.run());
    }

    /** Leaves the job alone for a while. */
    void later(Claimed job, Duration after, String code, String because) {
        database.run(
                within(job.organization()),
                "UPDATE command_jobs SET status = 'Queued', attempts = attempts + 1, error_code = ?, error_message = ?,"
                        + " due_at = clock_timestamp() + ? * interval '1 millisecond'," + FREE
                        + "WHERE organization_id = ? AND id = ? AND run = ?",
                code,
                because,
                after.toMillis(),
                job.organization().value(),
                job.id(),
                job.run());
    }

    /** Makes the parts of a job for a group that was planned, and lets it wait for them. */
    void expand(Claimed job, List<Target> people, int lanes) {
        database.change(within(job.organization()), session -> {
            int mine = session.run(
                    "UPDATE command_jobs SET" + FREE + "WHERE organization_id = ? AND id = ? AND run = ?",
                    job.organization().value(),
                    job.id(),
                    job.run());
            if (mine > 0) {
                JobRows.expand(session, job.organization().value(), job.id(), people);
                JobRows.wake(session, job.organization().value(), people.size(), lanes);
            }
        });
    }

    boolean isCancelled(Claimed job) {
        return Boolean.TRUE.equals(database.first(
                within(job.organization()),
                "SELECT is_cancelled FROM command_jobs WHERE organization_id = ? AND id = ?",
                row -> row.getBoolean(1),
                job.organization().value(),
                job.id()));
    }

    static Reach within(OrganizationId organization) {
        return new Reach.Some(Set.of(organization));
    }

    /** Another run holds the job: this one was taken for dead. */
    static final class Superseded extends RuntimeException {
        Superseded() {
            super("The job was taken over", null, false, false);
        }
    }
}
