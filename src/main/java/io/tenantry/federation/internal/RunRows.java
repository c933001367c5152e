package io.tenantry.federation.internal;

import io.tenantry.access.Reach;
import io.tenantry.federation.IdentitySource;
import io.tenantry.federation.SyncRun;
import io.tenantry.federation.SyncRun.Counts;
import io.tenantry.federation.SyncRun.Problem;
import io.tenantry.federation.SyncRun.State;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.DatabaseFailure;
import io.tenantry.platform.database.Json;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code sync_runs}, which is also the lock: a directory has one running run at most. */
@Component
public class RunRows {
    private static final String COLUMNS = """
            id, is_full, requested_by, CASE WHEN state = 'running' AND heard_of_at < clock_timestamp() - interval '2 minutes'
                THEN 'failed' ELSE state END,
            people_read, created, changed, disabled, enabled, gone, unchanged, failed, groups_read, members_added,
            members_removed, problems::text, CASE WHEN state = 'running' AND heard_of_at < clock_timestamp() - interval '2 minutes'
                THEN 'The hub stopped during this run; the next one goes on' ELSE problem END, started_at, finished_at""";

    private static final TypeReference<List<Problem>> PROBLEMS = new TypeReference<>() {};
    private static final int KEPT = 50;

    private final Database database;
    private final JsonMapper json;

    RunRows(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** The newest first. */
    public List<SyncRun> list(Reach reach, OrganizationId organization, UUID source) {
        return database.list(
                reach,
                "SELECT " + COLUMNS
                        + " FROM sync_runs WHERE organization_id = ? AND source_id = ? ORDER BY id DESC LIMIT " + KEPT,
                this::read,
                organization.value(),
                source);
    }

    public @Nullable SyncRun find(Reach reach, OrganizationId organization, UUID source, UUID id) {
        return database.first(
                reach,
                "SELECT " + COLUMNS + " FROM sync_runs WHERE organization_id = ? AND source_id = ? AND id = ?",
                this::read,
                organization.value(),
                source,
                id);
    }

    /** Begins a run, unless one is running on any node. One that was cut off is ended. */
    boolean begin(IdentitySource source, UUID id, boolean full, String requestedBy) {
        Reach reach = reach(source);
        database.run(reach, """
                UPDATE sync_runs SET state = 'failed', finished_at = clock_timestamp(),
                    problem = 'The hub stopped during this run; the next one goes on'
                WHERE organization_id = ? AND source_id = ? AND state = 'running'
                  AND heard_of_at < clock_timestamp() - interval '2 minutes'
                """, source.organization().value(), source.id());
        try {
            database.run(
                    reach,
                    "INSERT INTO sync_runs (organization_id, source_id, id, is_full, requested_by) VALUES (?, ?, ?, ?, ?)",
                    source.organization().value(),
                    source.id(),
                    id,
                    full,
                    requestedBy);
        } catch (DatabaseFailure failure) {
            if (failure.violatesUnique("sync_runs_one_at_a_time")) {
                return false;
            }
            throw failure;
        }
        database.run(
                reach,
                """
                DELETE FROM sync_runs WHERE organization_id = ? AND source_id = ? AND state <> 'running' AND id NOT IN (
                    SELECT id FROM sync_runs WHERE organization_id = ? AND source_id = ? ORDER BY id DESC LIMIT %d)
                """.formatted(KEPT),
                source.organization().value(),
                source.id(),
                source.organization().value(),
                source.id());
        return true;
    }

    /** Writes down how far the run is. False when it is no longer this node's: another took over, or the source is gone. */
    boolean report(Session session, IdentitySource source, UUID id, Counts counts, List<Problem> problems) {
        return session.run(
                        """
                        UPDATE sync_runs SET people_read = ?, created = ?, changed = ?, disabled = ?, enabled = ?, gone = ?,
                            unchanged = ?, failed = ?, groups_read = ?, members_added = ?, members_removed = ?,
                            problems = ?::jsonb, heard_of_at = clock_timestamp()
                        WHERE organization_id = ? AND source_id = ? AND id = ? AND state = 'running'
                        """,
                        counts.peopleRead(),
                        counts.created(),
                        counts.changed(),
                        counts.disabled(),
                        counts.enabled(),
                        counts.gone(),
                        counts.unchanged(),
                        counts.failed(),
                        counts.groupsRead(),
                        counts.membersAdded(),
                        counts.membersRemoved(),
                        new Json(json.writeValueAsString(problems)),
                        source.organization().value(),
                        source.id(),
                        id)
                == 1;
    }

    void finish(IdentitySource source, UUID id, State state, @Nullable String problem) {
        database.run(
                reach(source),
                """
                UPDATE sync_runs SET state = ?, problem = ?, finished_at = clock_timestamp()
                WHERE organization_id = ? AND source_id = ? AND id = ? AND state = 'running'
                """,
                state.name().toLowerCase(Locale.ROOT),
                problem,
                source.organization().value(),
                source.id(),
                id);
    }

    static Reach reach(IdentitySource source) {
        return new Reach.Some(java.util.Set.of(source.organization()));
    }

    private SyncRun read(ResultSet row) throws SQLException {
        OffsetDateTime finished = row.getObject(19, OffsetDateTime.class);
        return new SyncRun(
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
                        row.getLong(12),
                        row.getLong(13),
                        row.getLong(14),
                        row.getLong(15)),
                json.readValue(row.getString(16), PROBLEMS),
                row.getString(17),
                row.getObject(18, OffsetDateTime.class).toInstant(),
                finished == null ? null : finished.toInstant());
    }
}
