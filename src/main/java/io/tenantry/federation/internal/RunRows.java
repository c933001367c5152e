package io.tenantry.federation.internal;

import io.tenantry.access.Reach;
import io.tenantry.federation.IdentitySource;
import io.tenantry.federation.SyncRun;
import io.tenantry.federation.SyncRun.Counts;
import io.tenantry.federation.SyncRun.Problem;
import io.tenantry.federation.SyncRun.State;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Json;
import io.tenantry.platform.database.Moments;
import io.tenantry.platform.database.Session;
import io.tenantry.platform.recurring.RunTable;
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
            id, is_full, requested_by, %s, people_read, created, changed, disabled, enabled, gone, unchanged, failed, groups_read,
            members_added, members_removed, problems::text, %s, started_at, finished_at""".formatted(RunTable.STATE, RunTable.PROBLEM);

    private static final TypeReference<List<Problem>> PROBLEMS = new TypeReference<>() {};

    private final Database database;
    private final RunTable runs;
    private final JsonMapper json;

    RunRows(Database database, JsonMapper json) {
        this.database = database;
        runs = new RunTable(database, "sync_runs", "organization_id", "source_id");
        this.json = json;
    }

    /** The newest first. */
    public List<SyncRun> list(Reach reach, OrganizationId organization, UUID source) {
        return database.list(
                reach,
                "SELECT " + COLUMNS
                        + " FROM sync_runs WHERE organization_id = ? AND source_id = ? ORDER BY id DESC LIMIT "
                        + RunTable.KEPT,
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
        return runs.begin(
                reach(source),
                thing(source),
                "INSERT INTO sync_runs (organization_id, source_id, id, is_full, requested_by) VALUES (?, ?, ?, ?, ?)",
                source.organization().value(),
                source.id(),
                id,
                full,
                requestedBy);
    }

    private static List<UUID> thing(IdentitySource source) {
        return List.of(source.organization().value(), source.id());
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
        runs.finish(reach(source), thing(source), id, state, problem);
    }

    static Reach reach(IdentitySource source) {
        return new Reach.Some(java.util.Set.of(source.organization()));
    }

    private SyncRun read(ResultSet row) throws SQLException {
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
                Moments.orNull(row, 19));
    }
}
