package io.tenantry.automation.internal;

import io.tenantry.automation.Schedule;
import io.tenantry.kernel.Ids;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.time.InstantSource;
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
            Instant next = schedule == null ? null : schedule.next(planned, CLOCK.instant());
            if (schedule != null && next != null) {
                session.run(
                        FOLLOW,
                        Ids.next(),
                        next,
                        schedule.isPaused(),
                        next,
                        job.organization().value(),
                        job.id());
            }
        });
    }

    /** Gives jobs that wait for a schedule the time it says now. While it is paused that time does not come. */
    public static void retime(Session session, Schedule schedule) {
        Instant next = schedule.timing().after(CLOCK.instant());
        session.run(
                """
                UPDATE command_jobs SET planned_at = coalesce(?::timestamptz, planned_at), schedule_name = ?,
                    due_at = CASE WHEN ? THEN 'infinity' ELSE coalesce(?::timestamptz, planned_at) END
                WHERE organization_id = ? AND schedule_id = ? AND status = 'Pending'
                """,
                next,
                schedule.name(),
                schedule.isPaused(),
                next,
                schedule.organization().value(),
                schedule.id());
    }

    /** Ends jobs that wait for a schedule. */
    public static void cancel(Session session, Schedule schedule) {
        session.run("""
                UPDATE command_jobs SET status = 'Cancelled', is_cancelled = true, finished_at = clock_timestamp()
                WHERE organization_id = ? AND schedule_id = ? AND status = 'Pending'
                """, schedule.organization().value(), schedule.id());
    }
}
