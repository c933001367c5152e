package io.tenantry.provisioning.internal;

import io.tenantry.access.Reach;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Moments;
import io.tenantry.platform.database.Session;
import io.tenantry.platform.recurring.RunTable;
import io.tenantry.provisioning.PlanStep;
import io.tenantry.provisioning.ProvisioningRun;
import io.tenantry.provisioning.ProvisioningRun.Counts;
import io.tenantry.provisioning.ProvisioningRun.State;
import io.tenantry.provisioning.ScimTarget;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tables {@code scim_runs}, which is also the lock, and {@code scim_plan_steps}. */
@Component
public class TargetRuns {
    /** Another system may be asked for some minutes before anything is written down. */
    private static final int SILENT_MINUTES = 5;

    private static final String COLUMNS =
            """
            id, is_plan, requested_by, %s, created, updated, deactivated, deleted, unchanged, failed, members_added,
            members_removed, %s, started_at, finished_at""".formatted(RunTable.state(SILENT_MINUTES), RunTable.problem(SILENT_MINUTES));

    private final Database database;
    private final RunTable runs;

    TargetRuns(Database database) {
        this.database = database;
        runs = new RunTable(database, "scim_runs", "organization_id", "target_id").silentFor(SILENT_MINUTES);
    }

    static Reach reach(ScimTarget target) {
        return new Reach.Some(Set.of(target.organization()));
    }

    /** The newest first. */
    public List<ProvisioningRun> list(Reach reach, ScimTarget target) {
        return database.list(
                reach,
                "SELECT " + COLUMNS
                        + " FROM scim_runs WHERE organization_id = ? AND target_id = ? ORDER BY id DESC LIMIT "
                        + RunTable.KEPT,
                TargetRuns::read,
                target.organization().value(),
                target.id());
    }

    public @Nullable ProvisioningRun find(Reach reach, ScimTarget target, UUID id) {
        return database.first(
                reach,
                "SELECT " + COLUMNS + " FROM scim_runs WHERE organization_id = ? AND target_id = ? AND id = ?",
                TargetRuns::read,
                target.organization().value(),
                target.id(),
                id);
    }

    /** Begins a run, unless one is running on any node. One that was cut off is ended. */
    boolean begin(ScimTarget target, UUID id, boolean isPlan, String requestedBy) {
        return runs.begin(
                reach(target),
                whose(target),
                "INSERT INTO scim_runs (organization_id, target_id, id, is_plan, requested_by) VALUES (?, ?, ?, ?, ?)",
                target.organization().value(),
                target.id(),
                id,
                isPlan,
                requestedBy);
    }

    private static List<UUID> whose(ScimTarget target) {
        return List.of(target.organization().value(), target.id());
    }

    /**
     * Writes down how far the run is.
     *
     * @throws Refusal (CONFLICT) when it is no longer this node's: another took over, or the target is gone
     */
    void report(Session session, ScimTarget target, UUID id, Counts counts) {
        int written = session.run(
                """
                UPDATE scim_runs SET created = ?, updated = ?, deactivated = ?, deleted = ?, unchanged = ?, failed = ?,
                    members_added = ?, members_removed = ?, heard_of_at = clock_timestamp()
                WHERE organization_id = ? AND target_id = ? AND id = ? AND state = 'running'
                """,
                counts.created(),
                counts.updated(),
                counts.deactivated(),
                counts.deleted(),
                counts.unchanged(),
                counts.failed(),
                counts.membersAdded(),
                counts.membersRemoved(),
                target.organization().value(),
                target.id(),
                id);
        Refusal.unless(
                written == 1,
                Refusal.Reason.CONFLICT,
                "Another node has taken this run over, or the target was removed");
    }

    void finish(ScimTarget target, UUID id, State state, @Nullable String problem) {
        runs.finish(reach(target), whose(target), id, state, problem);
    }

    /** What the last plan would do, from a place on. */
    public List<PlanStep> steps(Reach reach, ScimTarget target, long after, int most) {
        return database.list(
                reach,
                """
                SELECT number, action, kind, local_id, name, remote_id FROM scim_plan_steps
                WHERE organization_id = ? AND target_id = ? AND number > ? ORDER BY number LIMIT ?
                """,
                row -> new PlanStep(
                        row.getLong(1),
                        PlanStep.Action.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                        row.getString(3),
                        row.getObject(4, UUID.class),
                        row.getString(5),
                        row.getString(6)),
                target.organization().value(),
                target.id(),
                after,
                most);
    }

    void forgetSteps(Session session, ScimTarget target) {
        session.run(
                "DELETE FROM scim_plan_steps WHERE organization_id = ? AND target_id = ?",
                target.organization().value(),
                target.id());
    }

    void addSteps(Session session, ScimTarget target, List<PlanStep> steps) {
        session.runAll(
                """
                INSERT INTO scim_plan_steps (organization_id, target_id, number, action, kind, local_id, name, remote_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                steps.stream()
                        .map(step -> new @Nullable Object[] {
                            target.organization().value(),
                            target.id(),
                            step.number(),
                            step.action().word(),
                            step.kind(),
                            step.localId(),
                            step.name(),
                            step.remoteId()
                        })
                        .toList());
    }

    private static ProvisioningRun read(ResultSet row) throws SQLException {
        return new ProvisioningRun(
                row.getObject(1, UUID.class),
                row.getBoolean(2),
                row.getString(3),
                State.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
                new Counts(
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9),
                        row.getLong(10),
                        row.getLong(11),
                        row.getLong(12)),
                row.getString(13),
                row.getObject(14, OffsetDateTime.class).toInstant(),
                Moments.orNull(row, 15));
    }
}
