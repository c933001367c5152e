package io.tenantry.automation.internal;

import io.tenantry.automation.TargetKind;
import io.tenantry.automation.internal.TargetRows.Place;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** How lanes come by jobs, and how they give back what they did not get to. */
@Component
final class ClaimRows {
    private static final String READ = """
            SELECT j.id, j.is_parent, j.block_id, j.block_version, j.target_kind, j.user_id, j.group_id, j.group_name, j.device_id,
                j.actor_id, j.acting_for_id, j.actor_name, j.client, j.step, j.attempts, j.input, j.secret_input,
                coalesce(j.started_at, now()), j.is_cancelled, j.schedule_id, j.planned_at, j.undoes_id,\s""" + Place.COLUMNS + """
             FROM command_jobs j LEFT JOIN organizations o ON o.organization_id = j.organization_id AND o.deleted_at IS NULL
            WHERE j.organization_id = ? AND""";

    /** Other lanes pass over what this one holds. What was missed is not begun before its schedule has said what becomes of it. */
    private static final String DUE = READ + " j.status IN ('Pending', 'Queued') AND j.due_at <= now() AND NOT ("
            + MissedJobs.MISSED + ") ORDER BY j.due_at, j.id LIMIT ? FOR UPDATE OF j SKIP LOCKED";

    /** Whoever has held them writes nothing more. Sorting them here would have all jobs of the organization read in order. */
    private static final String LEFT_BEHIND = READ + " j.lane = ? AND j.status = 'Running' FOR UPDATE OF j";

    private static final String TAKE = """
            UPDATE command_jobs SET status = 'Running', lane = ?, run = ?, started_at = coalesce(started_at, now())
            WHERE organization_id = ? AND id = ANY (?)
            """;

    private final LaneConnections connections;
    private final Database database;

    ClaimRows(LaneConnections connections, Database database) {
        this.connections = connections;
        this.database = database;
    }

    /** Who takes jobs on: a lane of an organization, and its present run. */
    record Holder(OrganizationId organization, int lane, UUID run) {}

    /** The next jobs that are due, which nobody else gets at before the transaction ends. */
    static List<Claimed> due(Session session, Holder holder, int most) {
        return session.list(DUE, row -> read(row, holder), holder.organization().value(), most);
    }

    /** Makes jobs the run's, beyond the transaction. */
    static void take(Session session, Holder holder, List<Claimed> jobs) {
        if (!jobs.isEmpty()) {
            session.run(
                    TAKE,
                    holder.lane(),
                    holder.run(),
                    holder.organization().value(),
                    jobs.stream().map(Claimed::id).toList());
        }
    }

    /** What an earlier run of the lane has left behind when its node ended. */
    List<Claimed> takeOver(Holder holder) {
        return connections.database().transaction(LaneRows.within(holder.organization()), session -> {
            List<Claimed> left = session.list(
                    LEFT_BEHIND, row -> read(row, holder), holder.organization().value(), holder.lane());
            take(session, holder, left);
            return left.stream().sorted(Comparator.comparing(Claimed::id)).toList();
        });
    }

    /** Gives back what was not begun. */
    void release(Holder holder) {
        database.run(
                LaneRows.within(holder.organization()),
                "UPDATE command_jobs SET status = 'Queued'," + LaneRows.FREE
                        + "WHERE organization_id = ? AND run = ? AND status = 'Running'",
                holder.organization().value(),
                holder.run());
    }

    private static Claimed read(ResultSet row, Holder holder) throws SQLException {
        return new Claimed(
                holder.organization(),
                row.getObject(1, UUID.class),
                holder.run(),
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
}
