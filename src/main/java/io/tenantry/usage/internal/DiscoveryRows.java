package io.tenantry.usage.internal;

import io.tenantry.access.Reach;
import io.tenantry.kernel.Ids;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Json;
import io.tenantry.platform.database.Session;
import io.tenantry.platform.secrets.MasterKey;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.DiscoveryRun;
import io.tenantry.usage.DiscoverySource;
import io.tenantry.usage.DiscoveryType;
import io.tenantry.usage.SourceConnection;
import io.tenantry.usage.SourceKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The tables {@code discovery_sources} and {@code discovery_runs}. */
@Component
public class DiscoveryRows {
    private static final Reach HUB = new Reach.Everything();
    private static final int RUNS_SHOWN = 50;
    private static final TypeReference<Map<String, String>> MAPPING = new TypeReference<>() {};
    private static final TypeReference<Map<String, @Nullable Object>> MEMBERS = new TypeReference<>() {};
    private static final TypeReference<List<DiscoveryRun.Problem>> PROBLEMS = new TypeReference<>() {};

    private static final String RUN = """
            r.id, r.source_id, r.requested_by, r.state, r.read, r.created, r.changed, r.gone, r.active_days, r.failed,
            r.problems::text, r.problem, r.started_at, r.finished_at""";

    private static final String SELECT = "SELECT " + RUN + """
            , s.organization_id, s.id, s.kind, s.name, s.discovery_type, s.priority, s.enabled, s.sync_minutes, s.settings::text,
                s.created_at, s.modified_at, s.version,
                (SELECT count(*) FROM app_accounts a WHERE a.organization_id = s.organization_id AND a.source_id = s.id
                   AND a.gone_at IS NULL), s.url, s.connection::text, s.secret IS NOT NULL
            FROM discovery_sources s LEFT JOIN LATERAL (
                SELECT * FROM discovery_runs x WHERE x.organization_id = s.organization_id AND x.source_id = s.id
                ORDER BY x.id DESC LIMIT 1) r ON true
            """;

    private static final int AFTER_RUN = 14;

    private static final String TIDY = """
            DELETE FROM discovery_runs WHERE organization_id = ? AND source_id = ? AND id < (
                SELECT min(id::text)::uuid FROM (SELECT id FROM discovery_runs WHERE organization_id = ? AND source_id = ?
                    ORDER BY id DESC LIMIT\s""" + RUNS_SHOWN + ") shown)";

    private final Database database;
    private final JsonMapper json;
    private final MasterKey master;

    DiscoveryRows(Database database, JsonMapper json, MasterKey master) {
        this.database = database;
        this.master = master;
        this.json = json;
    }

    public List<DiscoverySource> list(Reach reach, OrganizationId organization) {
        return database.list(
                reach,
                SELECT + "WHERE s.organization_id = ? ORDER BY s.priority, s.name_ci",
                this::read,
                organization.value());
    }

    public @Nullable DiscoverySource find(Reach reach, OrganizationId organization, UUID id) {
        return database.first(
                reach, SELECT + "WHERE s.organization_id = ? AND s.id = ?", this::read, organization.value(), id);
    }

    /** Sources that the hub reads and whose time has come. */
    public List<DiscoverySource> due() {
        return database.list(HUB, SELECT + """
                WHERE (s.kind IN ('hub', 'microsoft') OR s.url IS NOT NULL OR s.connection IS NOT NULL) AND s.enabled AND s.sync_minutes > 0
                  AND (r.id IS NULL OR r.started_at < now() - make_interval(mins => s.sync_minutes))
                  AND EXISTS (SELECT FROM organizations o
                      WHERE o.organization_id = s.organization_id AND o.deleted_at IS NULL)
                ORDER BY r.started_at NULLS FIRST LIMIT 100
                """, this::read);
    }

    public void insert(
            Session session, OrganizationId organization, UUID id, SourceKind kind, DiscoverySource.Settings settings) {
        session.run(
                """
                INSERT INTO discovery_sources (organization_id, id, kind, name, discovery_type, priority, enabled, sync_minutes,
                    settings, url, connection) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?::jsonb)
                """,
                organization.value(),
                id,
                kind.stored(),
                settings.name(),
                settings.type().number(),
                settings.priority(),
                settings.enabled(),
                settings.syncMinutes(),
                new Json(json.writeValueAsString(settings.mapping())),
                sealed(settings.url()),
                written(settings.connection()));
    }

    private @Nullable Json written(@Nullable SourceConnection connection) {
        return connection == null ? null : new Json(json.writeValueAsString(connection.members()));
    }

    /** Keeps a source's secret; null leaves the one there is. */
    public void keep(Session session, OrganizationId organization, UUID id, @Nullable String secret) {
        if (secret != null) {
            session.run(
                    "UPDATE discovery_sources SET secret = ? WHERE organization_id = ? AND id = ?",
                    master.encrypt(secret),
                    organization.value(),
                    id);
        }
    }

    /** What lets the hub in where a source is, or null when there is nothing. */
    public @Nullable String secret(DiscoverySource source) {
        String sealed = database.first(
                HUB,
                "SELECT secret FROM discovery_sources WHERE organization_id = ? AND id = ? AND secret IS NOT NULL",
                row -> row.getString(1),
                source.organization().value(),
                source.id());
        return sealed == null ? null : master.decrypt(sealed);
    }

    private @Nullable String sealed(@Nullable String url) {
        return url == null ? null : master.encrypt(url);
    }

    /** Another priority makes people's names and the like be worked out anew. */
    public void update(Session session, DiscoverySource before, DiscoverySource.Settings settings) {
        session.run(
                """
                UPDATE discovery_sources SET name = ?, discovery_type = ?, priority = ?, enabled = ?, sync_minutes = ?,
                    settings = ?::jsonb, url = ?, connection = ?::jsonb, modified_at = transaction_timestamp(), version = version + 1
                WHERE organization_id = ? AND id = ?
                """,
                settings.name(),
                settings.type().number(),
                settings.priority(),
                settings.enabled(),
                settings.syncMinutes(),
                new Json(json.writeValueAsString(settings.mapping())),
                sealed(settings.url()),
                written(settings.connection()),
                before.organization().value(),
                before.id());
        if (settings.priority() != before.settings().priority()) {
            queuePeople(session, before);
        }
    }

    public void delete(Session session, DiscoverySource source) {
        queuePeople(session, source);
        session.run(
                "DELETE FROM discovery_sources WHERE organization_id = ? AND id = ?",
                source.organization().value(),
                source.id());
    }

    private static void queuePeople(Session session, DiscoverySource source) {
        session.run("""
                INSERT INTO people_waiting SELECT DISTINCT organization_id, person_id FROM app_accounts
                WHERE organization_id = ? AND source_id = ? AND person_id IS NOT NULL ON CONFLICT DO NOTHING
                """, source.organization().value(), source.id());
    }

    /** Runs that were cut off are told to be, and those longer ago than are shown are forgotten. */
    public UUID begin(Session session, DiscoverySource source, String requestedBy) {
        UUID id = Ids.next();
        session.run(
                TIDY,
                source.organization().value(),
                source.id(),
                source.organization().value(),
                source.id());
        session.run(
                "UPDATE discovery_runs SET state = 'failed', problem = 'It was cut off', finished_at = clock_timestamp()"
                        + " WHERE organization_id = ? AND source_id = ? AND state = 'running'"
                        + " AND started_at < now() - interval '1 hour'",
                source.organization().value(),
                source.id());
        session.run(
                "INSERT INTO discovery_runs (organization_id, source_id, id, requested_by) VALUES (?, ?, ?, ?)",
                source.organization().value(),
                source.id(),
                id,
                requestedBy);
        return id;
    }

    /** Writes down what came of a run, which is over. */
    public void finish(
            Session session,
            DiscoverySource source,
            UUID run,
            DiscoveryRun.Counts counts,
            List<DiscoveryRun.Problem> problems) {
        session.run(
                """
                UPDATE discovery_runs SET state = 'done', read = ?, created = ?, changed = ?, gone = ?, active_days = ?,
                    failed = ?, problems = ?::jsonb, finished_at = clock_timestamp()
                WHERE organization_id = ? AND source_id = ? AND id = ?
                """,
                counts.read(),
                counts.created(),
                counts.changed(),
                counts.gone(),
                counts.activeDays(),
                counts.failed(),
                new Json(json.writeValueAsString(problems)),
                source.organization().value(),
                source.id(),
                run);
    }

    public void fail(DiscoverySource source, UUID run, String problem) {
        database.run(
                HUB,
                "UPDATE discovery_runs SET state = 'failed', problem = ?, finished_at = clock_timestamp()"
                        + " WHERE organization_id = ? AND source_id = ? AND id = ?",
                problem,
                source.organization().value(),
                source.id(),
                run);
    }

    public List<DiscoveryRun> runs(Reach reach, DiscoverySource source) {
        return database.list(
                reach,
                "SELECT " + RUN + " FROM discovery_runs r WHERE organization_id = ? AND source_id = ?"
                        + " ORDER BY id DESC LIMIT " + RUNS_SHOWN,
                this::readRun,
                source.organization().value(),
                source.id());
    }

    public DiscoveryRun run(DiscoverySource source, UUID run) {
        return database.list(
                        HUB,
                        "SELECT " + RUN
                                + " FROM discovery_runs r WHERE organization_id = ? AND source_id = ? AND id = ?",
                        this::readRun,
                        source.organization().value(),
                        source.id(),
                        run)
                .getFirst();
    }

    private DiscoveryRun readRun(ResultSet row) throws SQLException {
        return new DiscoveryRun(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getString(3),
                DiscoveryRun.State.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
                new DiscoveryRun.Counts(
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9),
                        row.getLong(10)),
                json.readValue(row.getString(11), PROBLEMS),
                row.getString(12),
                PersonRows.instant(row, 13),
                PersonRows.instantOrNull(row, 14));
    }

    private DiscoverySource read(ResultSet row) throws SQLException {
        int at = AFTER_RUN;
        Instant created = PersonRows.instant(row, at + 10);
        String url = row.getString(at + 14);
        String connection = row.getString(at + 15);
        return new DiscoverySource(
                new OrganizationId(row.getObject(at + 1, UUID.class)),
                row.getObject(at + 2, UUID.class),
                SourceKind.named(row.getString(at + 3)),
                new DiscoverySource.Settings(
                        row.getString(at + 4),
                        DiscoveryType.of(row.getInt(at + 5)),
                        row.getInt(at + 6),
                        row.getBoolean(at + 7),
                        row.getInt(at + 8),
                        json.readValue(row.getString(at + 9), MAPPING),
                        url == null ? null : master.decrypt(url),
                        connection == null ? null : SourceConnection.of(json.readValue(connection, MEMBERS))),
                row.getBoolean(at + 16),
                row.getLong(at + 13),
                row.getString(1) == null ? null : readRun(row),
                created,
                PersonRows.instant(row, at + 11),
                row.getLong(at + 12));
    }
}
