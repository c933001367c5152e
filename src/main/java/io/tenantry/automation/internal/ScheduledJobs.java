package io.tenantry.automation.internal;

import io.tenantry.access.Reach;
import io.tenantry.automation.Job;
import io.tenantry.automation.Schedule;
import io.tenantry.automation.Timing;
import io.tenantry.kernel.Ids;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Jobs that wait for a schedule. */
@Component
public final class ScheduledJobs {
    private static final InstantSource CLOCK = InstantSource.system();

    /** The same job again, for another time, before the one it follows begins. */
    private static final String FOLLOW = """
            INSERT INTO command_jobs (organization_id, id, follows_id, is_parent, block_id, block_identifier, block_version,
                read_action, target_kind, user_id, user_upn, group_id, group_name, device_id, device_name, organization_name,
                actor_id, acting_for_id, actor_name, actor_organization_id, actor_organization_name, client, set_id, set_name,
                set_block_id, schedule_id, schedule_name, planned_at, status, due_at, input, secret_input)
            SELECT organization_id, ?, id, is_parent, block_id, block_identifier, block_version,
                read_action, target_kind, user_id, user_upn, group_id, group_name, device_id, device_name, organization_name,
                actor_id, acting_for_id, actor_name, actor_organization_id, actor_organization_name, client, set_id, set_name,
                set_block_id, schedule_id, schedule_name, ?, 'Pending', CASE WHEN ? THEN 'infinity' ELSE ?::timestamptz END, input,
                secret_input
            FROM command_jobs WHERE organization_id = ? AND id = ?
            ON CONFLICT (organization_id, follows_id) WHERE follows_id IS NOT NULL DO NOTHING
            """;

    private final Database database;

    ScheduledJobs(Database database) {
        this.database = database;
    }

    /** The schedule of an organization by which a job is to run, or null. */
    @Nullable
    Schedule find(OrganizationId organization, UUID id) {
        return database.transaction(LaneRows.within(organization), session -> ScheduleRows.find(session, id, false));
    }

    /** Makes the job that follows one which begins now, where its schedule goes on. */
    void follow(Claimed job) {
        UUID id = job.schedule();
        Instant planned = job.plannedAt();
        if (id == null || planned == null) {
            return;
        }
        database.change(LaneRows.within(job.organization()), session -> {
            Schedule schedule = ScheduleRows.find(session, id, true);
            if (schedule != null) {
                follow(
                        session,
                        schedule,
                        job.id(),
                        schedule.next(planned, CLOCK.instant(), whose(job.organization(), job.user())));
            }
        });
    }

    /** Makes the job that follows one, unless there is no time for it any more. */
    static void follow(Session session, Schedule schedule, UUID job, @Nullable Instant next) {
        if (next != null) {
            session.run(
                    FOLLOW,
                    Ids.next(),
                    next,
                    schedule.isPaused(),
                    next,
                    schedule.organization().value(),
                    job);
        }
    }

    /** A job that waits, and its time from now on: null when that has passed. */
    private record Waiting(UUID id, @Nullable Instant time) {}

    /**
     * Gives jobs that wait for a schedule the time it says now, or ends those whose time has passed. While it is paused no time comes.
     *
     * @param before how it was when they were last given one
     */
    public static void retime(Session session, Schedule before, Schedule schedule) {
        Instant now = CLOCK.instant();
        UUID organization = schedule.organization().value();
        List<Waiting> waiting = session.list(
                """
                SELECT j.id, j.planned_at, u.time_zone, o.settings ->> 'timeZone', u.employee_hire_date, u.employee_leave_date
                FROM command_jobs j JOIN organizations o ON o.organization_id = j.organization_id
                    LEFT JOIN users u ON u.organization_id = j.organization_id AND u.id = j.user_id
                WHERE j.organization_id = ? AND j.schedule_id = ? AND j.status = 'Pending' ORDER BY j.id FOR UPDATE OF j
                """,
                row -> {
                    Instant planned = Objects.requireNonNullElse(JobRows.instant(row, 2), Schedule.NOT_YET);
                    return new Waiting(
                            row.getObject(1, UUID.class), schedule.retimed(planned, before, now, whose(row, 3)));
                },
                organization,
                schedule.id());
        session.runAll(
                """
                UPDATE command_jobs SET planned_at = ?, schedule_name = ?, retimed_at = transaction_timestamp(),
                    due_at = CASE WHEN ? THEN 'infinity' ELSE ?::timestamptz END
                WHERE organization_id = ? AND id = ?
                """,
                waiting.stream()
                        .filter(job -> job.time() != null)
                        .map(job -> new @Nullable Object[] {
                            job.time(), schedule.name(), schedule.isPaused(), job.time(), organization, job.id()
                        })
                        .toList());
        leaveOut(
                session,
                schedule,
                waiting.stream()
                        .filter(job -> job.time() == null)
                        .map(Waiting::id)
                        .toList());
    }

    /** Ends jobs that were missed. */
    static void leaveOut(Session session, Schedule schedule, List<UUID> jobs) {
        session.run(
                """
                UPDATE command_jobs SET status = 'Cancelled', is_cancelled = true, finished_at = clock_timestamp(),
                    schedule_name = ?, error_code = 'Missed', error_message = ?
                WHERE organization_id = ? AND id = ANY (?::uuid[])
                """,
                schedule.name(),
                "Its time has passed, and its schedule leaves out what was missed",
                schedule.organization().value(),
                jobs);
    }

    /** Where it is the local time of jobs, as far as they are within the reach. */
    public static Map<UUID, ZoneId> places(Database database, Reach reach, List<Job> jobs) {
        Map<UUID, ZoneId> places = new HashMap<>();
        database.list(
                        reach,
                        """
                        SELECT j.id, coalesce(s.zone, 'organization'), u.time_zone, o.settings ->> 'timeZone'
                        FROM command_jobs j JOIN organizations o ON o.organization_id = j.organization_id
                            LEFT JOIN command_schedules s ON s.organization_id = j.organization_id AND s.id = j.schedule_id
                            LEFT JOIN users u ON u.organization_id = j.organization_id AND u.id = j.user_id
                        WHERE j.organization_id = ANY (?::uuid[]) AND j.id = ANY (?::uuid[])
                        """,
                        row -> Map.entry(
                                row.getObject(1, UUID.class),
                                new Timing.Zone(row.getString(2))
                                        .of(new Timing.Whose(row.getString(3), row.getString(4), null, null))),
                        jobs.stream()
                                .map(job -> job.organization().value())
                                .distinct()
                                .toList(),
                        jobs.stream().map(Job::id).toList())
                .forEach(one -> places.put(one.getKey(), one.getValue()));
        return places;
    }

    /** What is known of a person for his schedules. */
    Timing.Whose whose(OrganizationId organization, @Nullable UUID user) {
        return Objects.requireNonNullElse(
                database.first(LaneRows.within(organization), """
                        SELECT u.time_zone, o.settings ->> 'timeZone', u.employee_hire_date, u.employee_leave_date
                        FROM organizations o LEFT JOIN users u ON u.organization_id = o.organization_id AND u.id = ?::uuid
                        WHERE o.organization_id = ?
                        """, row -> whose(row, 1), user, organization.value()),
                Timing.Whose.NOBODY);
    }

    static Timing.Whose whose(ResultSet row, int column) throws SQLException {
        String hired = row.getString(column + 2);
        String leaves = row.getString(column + 3);
        return new Timing.Whose(
                row.getString(column),
                row.getString(column + 1),
                hired == null ? null : LocalDate.parse(hired),
                leaves == null ? null : LocalDate.parse(leaves));
    }

    /** Follows people whose days or zones, and organizations whose zones, have changed since their jobs were given a time. */
    public void followPeople() {
        List<Named> changed = database.list(
                new Reach.Everything(),
                """
                SELECT DISTINCT s.organization_id, s.id FROM command_schedules s
                    JOIN command_jobs j ON j.organization_id = s.organization_id AND j.schedule_id = s.id AND j.status = 'Pending'
                    JOIN organizations o ON o.organization_id = s.organization_id
                    LEFT JOIN users u ON u.organization_id = j.organization_id AND u.id = j.user_id
                WHERE ((s.kind = 'attribute' OR (s.zone = 'person' AND s.kind <> 'interval'))
                        AND u.valid_from > j.retimed_at - interval '1 minute')
                    OR (s.zone IN ('organization', 'person') AND s.kind <> 'interval'
                        AND o.valid_from > j.retimed_at - interval '1 minute')
                """,
                row -> new Named(new OrganizationId(row.getObject(1, UUID.class)), row.getObject(2, UUID.class)));
        changed.forEach(one -> database.change(LaneRows.within(one.organization()), session -> {
            Schedule schedule = ScheduleRows.find(session, one.schedule(), false);
            if (schedule != null) {
                retime(session, schedule, schedule);
            }
        }));
    }

    private record Named(OrganizationId organization, UUID schedule) {}

    /** Ends jobs that wait for a schedule which is deleted. */
    public static void cancel(Session session, Schedule schedule) {
        session.run(
                """
                UPDATE command_jobs SET status = 'Cancelled', is_cancelled = true, finished_at = clock_timestamp(),
                    error_code = 'ScheduleDeleted', error_message = ?
                WHERE organization_id = ? AND schedule_id = ? AND status = 'Pending'
                """,
                "Its schedule '" + schedule.name() + "' was deleted",
                schedule.organization().value(),
                schedule.id());
    }
}
