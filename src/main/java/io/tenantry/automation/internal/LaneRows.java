package io.tenantry.automation.internal;

import io.tenantry.access.Reach;
import io.tenantry.automation.Target;
import io.tenantry.automation.TargetKind;
import io.tenantry.automation.internal.TargetRows.Place;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What lanes do with the tables {@code command_jobs} and {@code command_job_steps}. Every write names the run that holds the job,
 * so that whoever has lost it writes nothing.
 */
@Component
final class LaneRows {
    private static final String READ = """
            j.id, j.is_parent, j.block_id, j.block_version, j.target_kind, j.user_id, j.group_id, j.group_name, j.device_id,
            j.actor_id, j.acting_for_id, j.actor_name, j.client, j.step, j.attempts, j.input, j.secret_input, j.started_at,
            j.is_cancelled, j.schedule_id, j.planned_at, j.undoes_id,\s""" + Place.COLUMNS;

    /** Where the jobs run, in the same statement: most of them want nothing else to be known. */
    private static final String AROUND =
            " LEFT JOIN organizations o ON o.organization_id = ? AND o.deleted_at IS NULL\n";

    private static final String CLAIM = """
            UPDATE command_jobs j SET status = 'Running', lane = ?, run = ?, started_at = coalesce(j.started_at, clock_timestamp())
            FROM (SELECT id FROM command_jobs WHERE organization_id = ? AND status IN ('Pending', 'Queued') AND due_at <= now()
                  ORDER BY due_at, id LIMIT ? FOR UPDATE SKIP LOCKED) due""" + AROUND + """
            WHERE j.organization_id = ? AND j.id = due.id RETURNING\s""" + READ;

    private static final String TAKE_OVER = "UPDATE command_jobs j SET run = ? FROM (SELECT) one" + AROUND + """
            WHERE j.organization_id = ? AND j.lane = ? AND j.status = 'Running' RETURNING\s""" + READ;

    private static final String FREE = " lane = NULL, run = NULL ";

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

    /** The next jobs that are due, which are now the run's. */
    List<Claimed> claim(OrganizationId organization, int lane, UUID run, int most) {
        UUID of = organization.value();
        return sorted(database.list(
                within(organization), CLAIM, row -> read(row, organization, run), lane, run, of, most, of, of));
    }

    /** What an earlier run of the lane has left behind when its node ended. */
    List<Claimed> takeOver(OrganizationId organization, int lane, UUID run) {
        UUID of = organization.value();
        return sorted(
                database.list(within(organization), TAKE_OVER, row -> read(row, organization, run), run, of, of, lane));
    }

    private static List<Claimed> sorted(List<Claimed> jobs) {
        return jobs.stream().sorted(Comparator.comparing(Claimed::id)).toList();
    }

    /** Gives back what was not begun. */
    void release(OrganizationId organization, UUID run) {
        database.run(
                within(organization),
                "UPDATE command_jobs SET status = 'Queued'," + FREE
                        + "WHERE organization_id = ? AND run = ? AND status = 'Running'",
                organization.value(),
                run);
    }

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

    private static Claimed read(ResultSet row, OrganizationId organization, UUID run) throws SQLException {
        return new Claimed(
                organization,
                row.getObject(1, UUID.class),
                run,
                row.getBoolean(2),
                row.getObject(3, UUID.class),
                row.getInt(4),
                Objects.requireNonNull(TargetKind.named(row.getString(5))),
                row.getObject(6, UUID.class),
                row.getObject(7, UUID.class),
                row.getString(8),
                row.getObject(9, UUID.class),
                row.getObject(10, UUID.class),
                row.getObject(11, UUID.class),
                row.getString(12),
                row.getString(13),
                row.getInt(14),
                row.getInt(15),
                row.getString(16),
                row.getString(17),
                Objects.requireNonNull(JobRows.instant(row, 18)),
                row.getBoolean(19),
                row.getObject(20, UUID.class),
                JobRows.instant(row, 21),
                row.getObject(22, UUID.class),
                row.getObject(23) == null ? null : Place.read(row, 23));
    }

    /** Another run holds the job: this one was taken for dead. */
    static final class Superseded extends RuntimeException {
        Superseded() {
            super("The job was taken over", null, false, false);
        }
    }
}
