package io.tenantry.automation.internal;

import io.tenantry.access.Reach;
import io.tenantry.automation.Schedule;
import io.tenantry.automation.Timing;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Jobs whose schedule's time came while no node ran. A node notes each job whose time comes, so that one which then waits for its
 * turn, however long, is not taken for one that nobody was there for.
 */
@Component
public final class MissedJobs {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Reach EVERYTHING = new Reach.Everything();

    private static final String UNNOTED =
            " j.status = 'Pending' AND j.schedule_id IS NOT NULL AND j.retimed_at < j.due_at";

    /** A hub that was only started anew, or away for a moment, has missed nothing. */
    private static final String LONG_AGO = "now() - interval '15 minutes'";

    /** Whether a job {@code j} was missed, or is to be made up for. */
    static final String MISSED = UNNOTED + " AND j.due_at < " + LONG_AGO + " ";

    private static final String NOTE =
            "UPDATE command_jobs SET retimed_at = transaction_timestamp() WHERE (organization_id, id) IN ("
                    + "SELECT j.organization_id, j.id FROM command_jobs j WHERE" + UNNOTED
                    + " AND j.due_at <= now() AND j.due_at >= "
                    + LONG_AGO + " FOR UPDATE SKIP LOCKED)";

    private final Database database;

    MissedJobs(Database database) {
        this.database = database;
    }

    private record Named(OrganizationId organization, UUID schedule) {}

    private record Late(UUID id, Instant planned, Timing.Whose whose) {}

    /** Notes jobs whose time has come, and leaves those out that were missed, or lets them be made up for. */
    public void lookAtTimes() {
        database.run(EVERYTHING, NOTE);
        List<Named> missed = database.list(
                EVERYTHING,
                "SELECT DISTINCT j.organization_id, j.schedule_id FROM command_jobs j WHERE" + MISSED,
                row -> new Named(new OrganizationId(row.getObject(1, UUID.class)), row.getObject(2, UUID.class)));
        missed.forEach(one -> database.change(LaneRows.within(one.organization()), session -> settle(session, one)));
    }

    private static void settle(Session session, Named one) {
        Schedule schedule = ScheduleRows.find(session, one.schedule(), true);
        List<Late> late = late(session, one);
        if (schedule == null || schedule.missed() == Schedule.Missed.CATCH_UP) {
            session.run(
                    "UPDATE command_jobs SET retimed_at = transaction_timestamp()"
                            + " WHERE organization_id = ? AND id = ANY (?::uuid[])",
                    one.organization().value(),
                    late.stream().map(Late::id).toList());
            return;
        }
        Instant now = CLOCK.instant();
        late.forEach(job ->
                ScheduledJobs.follow(session, schedule, job.id(), schedule.next(job.planned(), now, job.whose())));
        ScheduledJobs.leaveOut(session, schedule, late.stream().map(Late::id).toList());
    }

    private static List<Late> late(Session session, Named one) {
        return session.list(
                """
                SELECT j.id, j.planned_at, u.time_zone, o.settings ->> 'timeZone', u.employee_hire_date, u.employee_leave_date
                FROM command_jobs j JOIN organizations o ON o.organization_id = j.organization_id
                    LEFT JOIN users u ON u.organization_id = j.organization_id AND u.id = j.user_id
                WHERE j.organization_id = ? AND j.schedule_id = ? AND""" + MISSED + "ORDER BY j.id FOR UPDATE OF j",
                row -> new Late(
                        row.getObject(1, UUID.class),
                        Objects.requireNonNull(JobRows.instant(row, 2)),
                        ScheduledJobs.whose(row, 3)),
                one.organization().value(),
                one.schedule());
    }
}
