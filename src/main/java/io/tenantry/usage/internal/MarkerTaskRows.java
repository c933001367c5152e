package io.tenantry.usage.internal;

import io.tenantry.access.Reach;
import io.tenantry.audit.Actor;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Json;
import io.tenantry.platform.database.Session;
import io.tenantry.query.Sql;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.MarkerRequest;
import io.tenantry.usage.MarkerTask;
import io.tenantry.usage.UsageSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The tables {@code marker_tasks}, {@code marker_targets} and {@code marker_problems}. */
@Component
public class MarkerTaskRows {
    private static final Reach HUB = new Reach.Everything();
    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};
    private static final int IDS_SHOWN = 100;
    private static final int LISTED = 100;
    private static final Pattern ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final String GONE = "There is no such person";

    private static final String COLUMNS = """
            organization_id, id, name, request::text, state, targets, done, conflicts, cardinality(missing), undoes, problem,
            requested_by, created_at, finished_at""";

    private static final String SELECT = "SELECT " + COLUMNS + " FROM marker_tasks ";

    /** For this transaction: a million people are sorted and put in pieces without writing them to disk on the way. */
    private static final String ROOM = "SELECT set_config('work_mem', '64MB', true)";

    private static final String KEEP = """
            WITH kept AS (
                INSERT INTO marker_targets (organization_id, task_id, place, until, person_organization_id, people, before, after, versions)
                SELECT ?, ?, min(number) - 1, max(number), organization_id, array_agg(person_id), array_agg(before::smallint),
                    array_agg(after::smallint), array_agg(version)
                FROM (
            """;

    private static final String IN_PIECES = """
                ) chosen GROUP BY organization_id, (number - 1) / 1000
                RETURNING until)
            SELECT coalesce(max(until), 0) FROM kept
            """;

    private static final String CHOSEN = """
            SELECT c.*, (c.before | ?) & ~?::int AS after
            FROM (SELECT m.organization_id, m.person_id, m.version, m.is_online::int + 2 * m.is_in_review::int + 4 * m.is_qualified::int AS before,
                      row_number() OVER (ORDER BY m.organization_id, m.person_id) AS number
                  FROM\s""" + PersonRows.JOINED + " WHERE ";

    private static final String CHOSEN_BACK = """
            SELECT t.person_organization_id AS organization_id, c.person_id, c.after AS before, c.before AS after,
                CASE WHEN c.after = c.before THEN m.version ELSE c.version + 1 END AS version,
                row_number() OVER (ORDER BY t.place, c.number) AS number
            FROM marker_targets t
                CROSS JOIN LATERAL unnest(t.people, t.before, t.after, t.versions) WITH ORDINALITY
                    AS c (person_id, before, after, version, number)
                JOIN person_markers m ON m.organization_id = t.person_organization_id AND m.person_id = c.person_id
            WHERE t.organization_id = ? AND t.task_id = ? AND NOT EXISTS (
                SELECT FROM marker_problems p
                WHERE p.organization_id = t.organization_id AND p.task_id = t.task_id AND p.number = t.place + c.number)
            """;

    /** Those who are not there come first, in the order in which they were named. */
    private static final String RESULTS = """
            SELECT id, problem FROM (
                SELECT m.number, m.id, ?::text AS problem
                FROM marker_tasks t, unnest(t.missing) WITH ORDINALITY AS m (id, number) WHERE t.organization_id = ? AND t.id = ?
                UNION ALL
                SELECT ? + t.place + c.number, c.person_id::text, p.problem
                FROM marker_targets t CROSS JOIN LATERAL unnest(t.people) WITH ORDINALITY AS c (person_id, number)
                    LEFT JOIN marker_problems p ON p.organization_id = t.organization_id AND p.task_id = t.task_id
                        AND p.number = t.place + c.number
                WHERE t.organization_id = ? AND t.task_id = ? AND t.until > ? AND t.place < ?) r
            WHERE number > ? ORDER BY number LIMIT ?
            """;

    private static final String FAILED = """
            SELECT id, problem FROM (
                SELECT 0 AS place, m.number, m.id, ?::text AS problem
                FROM marker_tasks t, unnest(t.missing) WITH ORDINALITY AS m (id, number) WHERE t.organization_id = ? AND t.id = ?
                UNION ALL
                SELECT 1, number, person_id::text, problem FROM marker_problems WHERE organization_id = ? AND task_id = ?) r
            ORDER BY place, number OFFSET ? LIMIT ?
            """;

    private final Database database;
    private final JsonMapper json;
    private final UsageSettings settings;

    MarkerTaskRows(Database database, JsonMapper json, UsageSettings settings) {
        this.database = database;
        this.json = json;
        this.settings = settings;
    }

    /** A task to be. */
    public record NewTask(
            OrganizationId organization,
            UUID id,
            String name,
            Map<String, Object> request,
            @Nullable UUID undoes,
            Actor actor) {}

    /** A request as it is shown and kept; of many ids the first. */
    public static Map<String, Object> written(MarkerRequest request) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("scope", request.scope().wireName());
        if (!request.ids().isEmpty()) {
            written.put("ids", request.ids().stream().limit(IDS_SHOWN).toList());
            written.put("idCount", request.ids().size());
        }
        if (request.filterText() != null) {
            written.put("filter", request.filterText());
        }
        Map<String, Object> body = new LinkedHashMap<>();
        put(body, "onlineOnly", request.edit().online());
        put(body, "review", request.edit().inReview());
        put(body, "qualified", request.edit().qualified());
        written.put("body", body);
        return written;
    }

    private static void put(Map<String, Object> body, String name, @Nullable Boolean value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    public void insert(Session session, NewTask task) {
        session.run(
                "INSERT INTO marker_tasks (organization_id, id, name, request, undoes, requested_by_id, requested_by)"
                        + " VALUES (?, ?, ?, ?::jsonb, ?::uuid, ?::uuid, ?)",
                task.organization().value(),
                task.id(),
                task.name(),
                new Json(json.writeValueAsString(task.request())),
                task.undoes(),
                task.actor().id(),
                task.actor().name());
    }

    /** Keeps whom a request is about and who of the named is not there. Tells how many they are. */
    public long choose(
            Session session,
            OrganizationId owner,
            UUID task,
            @Nullable OrganizationId organization,
            MarkerRequest request) {
        List<UUID> ids = ids(request);
        Sql where = PersonRows.base(organization);
        switch (request.scope()) {
            case ONLY -> where = where.and(Sql.of("p.id = ANY (?::uuid[])", ids));
            case ALL_EXCEPT -> where = where.and(Sql.of("p.id <> ALL (?::uuid[])", ids));
            case ALL -> {
                // whoever meets the filter
            }
        }
        where = where.and(Sql.of(request.filter()));
        List<@Nullable Object> values = new ArrayList<>(List.of(
                owner.value(), task, request.edit().set(), request.edit().cleared()));
        values.addAll(where.values());
        long targets = keep(session, CHOSEN + where.text() + ") c", values);
        List<String> missing = request.scope() == MarkerRequest.Scope.ONLY
                ? session.list("""
                        SELECT n FROM unnest(?::text[]) n WHERE lower(n) NOT IN (
                            SELECT unnest(people)::text FROM marker_targets WHERE organization_id = ? AND task_id = ?)
                        """, row -> row.getString(1), request.ids(), owner.value(), task)
                : List.of();
        counted(session, owner, task, targets, missing);
        return targets;
    }

    /** Keeps whom another task has marked, to be given back what they had. Tells how many they are. */
    public long chooseBack(Session session, MarkerTask undone, UUID task) {
        UUID owner = undone.organization().value();
        long targets = keep(session, CHOSEN_BACK, List.of(owner, task, owner, undone.id()));
        counted(session, undone.organization(), task, targets, List.of());
        return targets;
    }

    private static long keep(Session session, String chosen, List<?> values) {
        session.list(ROOM, row -> true);
        return session.list(KEEP + chosen + IN_PIECES, row -> row.getLong(1), values.toArray())
                .getFirst();
    }

    private static void counted(Session session, OrganizationId owner, UUID task, long targets, List<String> missing) {
        session.run(
                "UPDATE marker_tasks SET targets = ?, missing = ?::text[] WHERE organization_id = ? AND id = ?",
                targets,
                missing,
                owner.value(),
                task);
    }

    public @Nullable MarkerTask find(Reach reach, UUID id) {
        return database.first(reach, SELECT + "WHERE id = ?", this::read, id);
    }

    public List<MarkerTask> list(Reach reach, @Nullable OrganizationId organization) {
        return organization == null
                ? database.list(reach, SELECT + "ORDER BY created_at DESC LIMIT " + LISTED, this::read)
                : database.list(
                        reach,
                        SELECT + "WHERE organization_id = ? ORDER BY created_at DESC LIMIT " + LISTED,
                        this::read,
                        organization.value());
    }

    public List<MarkerTask.Result> failed(Reach reach, MarkerTask task, long skip, int most) {
        UUID owner = task.organization().value();
        return database.list(
                reach, FAILED, MarkerTaskRows::result, GONE, owner, task.id(), owner, task.id(), skip, most);
    }

    public List<MarkerTask.Result> results(Reach reach, MarkerTask task, long skip, int most) {
        UUID owner = task.organization().value();
        long from = skip - task.missing();
        return database.list(
                reach,
                RESULTS,
                MarkerTaskRows::result,
                GONE,
                owner,
                task.id(),
                task.missing(),
                owner,
                task.id(),
                from,
                from + most,
                skip,
                most);
    }

    private static MarkerTask.Result result(ResultSet row) throws SQLException {
        return new MarkerTask.Result(row.getString(1), row.getString(2));
    }

    /** The organization above all others. */
    public @Nullable OrganizationId root() {
        return database.first(
                HUB,
                "SELECT organization_id FROM organizations WHERE parent_id IS NULL",
                row -> new OrganizationId(row.getObject(1, UUID.class)));
    }

    public void forgetOld() {
        database.run(HUB, """
                WITH gone AS (DELETE FROM marker_tasks WHERE created_at < now() - ?::interval AND state <> 'running'
                    RETURNING organization_id, id),
                problems AS (
                    DELETE FROM marker_problems p USING gone g WHERE p.organization_id = g.organization_id AND p.task_id = g.id)
                DELETE FROM marker_targets t USING gone g WHERE t.organization_id = g.organization_id AND t.task_id = g.id
                """, settings.tasksKept().toSeconds() + " seconds");
    }

    private static List<UUID> ids(MarkerRequest request) {
        List<UUID> ids = new ArrayList<>();
        for (String id : request.ids()) {
            if (ID.matcher(id).matches()) {
                ids.add(UUID.fromString(id));
            }
        }
        // A list without ids would not tell the database that it is one of ids.
        return ids.isEmpty() ? List.of(new UUID(0, 0)) : ids;
    }

    private MarkerTask read(ResultSet row) throws SQLException {
        return new MarkerTask(
                new OrganizationId(row.getObject(1, UUID.class)),
                row.getObject(2, UUID.class),
                row.getString(3),
                json.readValue(row.getString(4), MEMBERS),
                MarkerTask.State.valueOf(row.getString(5).toUpperCase(Locale.ROOT)),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getObject(10, UUID.class),
                row.getString(11),
                row.getString(12),
                PersonRows.instant(row, 13),
                PersonRows.instantOrNull(row, 14));
    }
}
