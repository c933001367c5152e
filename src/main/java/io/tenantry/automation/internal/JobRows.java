package io.tenantry.automation.internal;

import io.tenantry.automation.Target;
import io.tenantry.automation.TargetKind;
import io.tenantry.kernel.Ids;
import io.tenantry.platform.database.Json;
import io.tenantry.platform.database.Session;
import io.tenantry.platform.secrets.MasterKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes the table {@code command_jobs}. */
@Component
final class JobRows {
    private static final String INSERT = """
            INSERT INTO command_jobs (organization_id, id, parent_id, is_parent, block_id, block_identifier, block_version,
                read_action, target_kind, user_id, user_upn, group_id, group_name, device_id, device_name, organization_name,
                actor_id, acting_for_id, actor_name, actor_organization_id, actor_organization_name, client, set_id, set_name,
                set_block_id, set_run_id, schedule_id, schedule_name, planned_at, status, due_at, started_at, input, secret_input,
                undoes_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                coalesce(?, transaction_timestamp()), CASE WHEN ? THEN transaction_timestamp() END, ?::jsonb, ?, ?)
            """;

    /** The parts of a job for many, all of them at once. */
    private static final String EXPAND = """
            INSERT INTO command_jobs (organization_id, id, parent_id, block_id, block_identifier, block_version, read_action,
                target_kind, user_id, user_upn, group_id, group_name, organization_name, actor_id, acting_for_id, actor_name,
                actor_organization_id, actor_organization_name, client, set_id, set_name, set_block_id, set_run_id, schedule_id,
                schedule_name, planned_at, status, due_at, input, secret_input)
            SELECT p.organization_id, part.id, p.id, p.block_id, p.block_identifier, p.block_version, p.read_action,
                'User', part.user_id, part.upn, p.group_id, p.group_name, p.organization_name, p.actor_id, p.acting_for_id,
                p.actor_name, p.actor_organization_id, p.actor_organization_name, p.client, p.set_id, p.set_name,
                p.set_block_id, p.set_run_id, p.schedule_id, p.schedule_name, p.planned_at,
                CASE WHEN p.due_at > transaction_timestamp() THEN 'Pending' ELSE 'Queued' END, p.due_at, p.input, p.secret_input
            FROM command_jobs p CROSS JOIN unnest(?::uuid[], ?::uuid[], ?::text[]) AS part (id, user_id, upn)
            WHERE p.organization_id = ? AND p.id = ?
            """;

    /** A lane for work that nobody is at, unless all the lanes there may be have something to do. */
    private static final String WAKE = """
            INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
            SELECT ?, ?::text || '/' || lane, clock_timestamp(), false, 1 FROM generate_series(0, ?::int - 1) lane
            WHERE NOT EXISTS (SELECT FROM scheduled_tasks t WHERE t.task_name = ? AND t.task_instance = ?::text || '/' || lane)
            ORDER BY lane LIMIT ?
            ON CONFLICT DO NOTHING
            """;

    private final JsonMapper json;
    private final MasterKey master;

    JobRows(JsonMapper json, MasterKey master) {
        this.json = json;
        this.master = master;
    }

    /** Keeps jobs. One without a time is queued; a parent that has its parts already only waits for them. */
    void insert(Session session, List<NewJob> jobs) {
        session.runAll(INSERT, jobs.stream().map(this::values).toList());
    }

    /** Makes a job for each of many people, after the job for all of them. */
    static List<UUID> expand(Session session, UUID organization, UUID parent, List<Target> people) {
        List<UUID> ids = people.stream().map(person -> Ids.next()).toList();
        if (!ids.isEmpty()) {
            session.run(
                    EXPAND,
                    ids,
                    people.stream().map(Target::id).toList(),
                    people.stream().map(person -> String.valueOf(person.name())).toList(),
                    organization,
                    parent);
        }
        return ids;
    }

    /** Lets nodes know that there is work for some lanes of an organization. */
    static void wake(Session session, UUID organization, int jobs, int lanes) {
        session.run(
                WAKE,
                Lanes.TASK,
                organization.toString(),
                lanes,
                Lanes.TASK,
                organization.toString(),
                Math.min(jobs, lanes));
    }

    private @Nullable Object[] values(NewJob job) {
        NewJob.Asker asker = job.asker();
        NewJob.Origin origin =
                job.origin() == null ? new NewJob.Origin(null, null, null, null, null, null) : job.origin();
        Target target = job.target();
        Target.Named group = target.group();
        boolean isRunning = job.hasParts();
        return new @Nullable Object[] {
            asker.organization(),
            job.id(),
            job.parent(),
            job.isParent(),
            job.block().id(),
            job.block().identifier(),
            job.block().version(),
            job.block().readAction().wireName(),
            target.kind().wireName(),
            of(target, TargetKind.USER),
            name(target, TargetKind.USER),
            group == null ? null : group.id(),
            group == null ? null : group.name(),
            of(target, TargetKind.DEVICE),
            name(target, TargetKind.DEVICE),
            asker.organizationName(),
            asker.actor(),
            asker.actingFor(),
            asker.name(),
            asker.home(),
            asker.homeName(),
            asker.client(),
            origin.set(),
            origin.setName(),
            origin.setBlock(),
            origin.setRun(),
            origin.schedule(),
            origin.scheduleName(),
            job.plannedAt(),
            isRunning ? "Running" : job.plannedAt() == null ? "Queued" : "Pending",
            job.plannedAt(),
            isRunning,
            new Json(json.writeValueAsString(job.input())),
            sealed(job.secrets()),
            job.undoes()
        };
    }

    private static @Nullable UUID of(Target target, TargetKind kind) {
        return target.kind() == kind ? target.id() : null;
    }

    private static @Nullable String name(Target target, TargetKind kind) {
        return target.kind() == kind ? target.name() : null;
    }

    /** Sensitive values to be kept, or null where there are none. */
    @Nullable
    String sealed(Map<String, Object> secrets) {
        return secrets.isEmpty() ? null : master.encrypt(json.writeValueAsString(secrets));
    }

    /** The values that were kept encrypted. */
    Map<String, Object> opened(@Nullable String secrets) {
        return secrets == null ? Map.of() : values(master.decrypt(secrets));
    }

    /** Values as they were kept. */
    Map<String, Object> values(String stored) {
        return json.readerForMapOf(Object.class).readValue(stored);
    }

    /** Values to be kept. */
    Json kept(Map<String, ?> values) {
        return new Json(json.writeValueAsString(values));
    }

    /** A moment out of a row. */
    static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
