package io.tenantry.provisioning.internal;

import io.tenantry.access.Reach;
import io.tenantry.directory.UserField;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Json;
import io.tenantry.platform.database.Moments;
import io.tenantry.platform.database.Session;
import io.tenantry.provisioning.ScimTarget;
import io.tenantry.provisioning.ToldObject;
import io.tenantry.query.Condition;
import io.tenantry.query.Sql;
import io.tenantry.query.dialect.ODataFilter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code scim_objects}, beside the people and groups that it is about. */
@Component
public class ToldObjectRows {
    static final int PAGE = 100;
    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

    private final Database database;
    private final JsonMapper json;

    ToldObjectRows(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * A person or group as it is here, and what was told of it.
     *
     * @param values of a person, what his mapping needs; of a group none
     * @param told the last document; null when none was told
     * @param state null when it was never tried
     */
    record Local(
            UUID id,
            String name,
            long version,
            List<@Nullable String> values,
            @Nullable String remoteId,
            @Nullable Map<String, Object> told,
            @Nullable String state,
            int tries) {}

    /** Somebody who is there, and should not be any more. */
    record Leaver(UUID id, String name, String remoteId, int tries) {}

    static Condition condition(ScimTarget target) {
        String filter = target.settings().filter();
        return filter.isBlank() ? Condition.ALL : ODataFilter.parse(filter, PersonFields.CATALOGUE);
    }

    private static String inScope(Sql condition) {
        return "SELECT * FROM users WHERE organization_id = ? AND deleted_at IS NULL AND NOT is_system AND ("
                + condition.text() + ")";
    }

    private static final String DUE = """
             AND (o.local_id IS NULL OR o.version IS DISTINCT FROM x.version OR o.state = 'inactive'
                OR o.state = 'failed' AND (o.next_try_at IS NULL OR o.next_try_at <= clock_timestamp())
            """;

    /** Whose manager has come there since, or is another there. Values: the target, the members that lead to him. */
    private static final String DUE_BY_MANAGER = " OR o.state = 'current' AND x.manager_id IS NOT NULL AND "
            + PersonFields.MANAGER_THERE + " IS DISTINCT FROM o.told #>> ?::text[]";

    /**
     * People of whom there may be something to tell, in the order of their ids.
     *
     * @param all also those of whom there is surely nothing
     */
    List<Local> people(ScimTarget target, Mapping mapping, UUID after, boolean all) {
        Sql condition = Sql.of(condition(target));
        List<UserField> fields = mapping.fields();
        List<String> manager = mapping.managerPath();
        String due = DUE + (manager.isEmpty() ? "" : DUE_BY_MANAGER) + ")";
        String sql = "SELECT x.id, x.display_name, x.version, o.remote_id, o.told::text, o.state, coalesce(o.tries, 0)"
                + fields.stream().map(field -> ", " + PersonFields.read(field)).collect(Collectors.joining())
                + " FROM (" + inScope(condition)
                + ") x LEFT JOIN scim_objects o ON o.organization_id = x.organization_id"
                + " AND o.target_id = ? AND o.kind = 'user' AND o.local_id = x.id WHERE x.id > ?" + (all ? "" : due)
                + " ORDER BY x.id LIMIT " + PAGE;
        List<@Nullable Object> values = new ArrayList<>();
        if (!manager.isEmpty()) {
            values.add(target.id());
        }
        values.add(target.organization().value());
        values.addAll(condition.values());
        values.add(target.id());
        values.add(after);
        if (!all && !manager.isEmpty()) {
            values.add(target.id());
            values.add(manager);
        }
        return database.list(TargetRuns.reach(target), sql, row -> local(row, fields.size()), values.toArray());
    }

    /** Groups of the target, in the order of their ids. Their members change without their versions. */
    List<Local> groups(ScimTarget target) {
        return database.list(
                TargetRuns.reach(target),
                """
                SELECT x.id, x.display_name, x.version, o.remote_id, o.told::text, o.state, coalesce(o.tries, 0)
                FROM groups x LEFT JOIN scim_objects o ON o.organization_id = x.organization_id AND o.target_id = ?
                    AND o.kind = 'group' AND o.local_id = x.id
                WHERE x.organization_id = ? AND x.deleted_at IS NULL AND x.id = ANY (?::uuid[]) ORDER BY x.id
                """,
                row -> local(row, 0),
                target.id(),
                target.organization().value(),
                target.settings().groups());
    }

    /** People who are there and are deleted here, or not meant any more. */
    List<Leaver> leavers(ScimTarget target) {
        Sql condition = Sql.of(condition(target));
        List<@Nullable Object> values = new ArrayList<>();
        values.add(target.organization().value());
        values.add(target.id());
        values.add(target.organization().value());
        values.addAll(condition.values());
        return database.list(
                TargetRuns.reach(target), """
                SELECT o.local_id, o.name, o.remote_id, o.tries FROM scim_objects o
                WHERE o.organization_id = ? AND o.target_id = ? AND o.kind = 'user' AND o.remote_id IS NOT NULL
                  AND o.state <> 'inactive' AND (o.next_try_at IS NULL OR o.next_try_at <= clock_timestamp())
                  AND NOT EXISTS (SELECT FROM (%s) x WHERE x.id = o.local_id)
                ORDER BY o.local_id
                """.formatted(inScope(condition)), ToldObjectRows::leaver, values.toArray());
    }

    /** Groups that are there and are deleted here, or not meant any more. */
    List<Leaver> leavingGroups(ScimTarget target) {
        return database.list(
                TargetRuns.reach(target),
                """
                SELECT o.local_id, o.name, o.remote_id, o.tries FROM scim_objects o
                WHERE o.organization_id = ? AND o.target_id = ? AND o.kind = 'group' AND o.remote_id IS NOT NULL
                  AND (o.next_try_at IS NULL OR o.next_try_at <= clock_timestamp())
                  AND NOT (o.local_id = ANY (?::uuid[]) AND EXISTS (SELECT FROM groups g
                      WHERE g.organization_id = o.organization_id AND g.id = o.local_id AND g.deleted_at IS NULL))
                ORDER BY o.local_id
                """,
                ToldObjectRows::leaver,
                target.organization().value(),
                target.id(),
                target.settings().groups());
    }

    /** How many people are there. */
    long countLinked(ScimTarget target) {
        Long count = database.first(
                TargetRuns.reach(target),
                """
                SELECT count(*) FROM scim_objects WHERE organization_id = ? AND target_id = ? AND kind = 'user'
                  AND remote_id IS NOT NULL AND state <> 'inactive'
                """,
                row -> row.getLong(1),
                target.organization().value(),
                target.id());
        return count == null ? 0 : count;
    }

    /** Notes what the other system knows now. */
    void told(Session session, ScimTarget target, String kind, Local local, String remoteId, Map<String, Object> told) {
        session.run(
                """
                INSERT INTO scim_objects (organization_id, target_id, kind, local_id, name, remote_id, version, told, state)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?::jsonb, 'current')
                ON CONFLICT (organization_id, target_id, kind, local_id) DO UPDATE SET name = excluded.name,
                    remote_id = excluded.remote_id, version = excluded.version, told = excluded.told, state = 'current',
                    problem = NULL, tries = 0, next_try_at = NULL, told_at = clock_timestamp()
                """,
                target.organization().value(),
                target.id(),
                kind,
                local.id(),
                local.name(),
                remoteId,
                local.version(),
                new Json(json.writeValueAsString(told)));
    }

    /** Notes that it did not work; it is tried again after a while that grows to a day. */
    void failed(
            Session session, ScimTarget target, String kind, Local local, @Nullable String remoteId, String problem) {
        session.run(
                """
                INSERT INTO scim_objects AS o (organization_id, target_id, kind, local_id, name, remote_id, version, state,
                    problem, tries, next_try_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, 'failed', ?, 1, clock_timestamp() + interval '1 minute')
                ON CONFLICT (organization_id, target_id, kind, local_id) DO UPDATE SET name = excluded.name,
                    remote_id = excluded.remote_id, version = excluded.version, state = 'failed', problem = excluded.problem,
                    tries = o.tries + 1, told_at = clock_timestamp(),
                    next_try_at = clock_timestamp() + least(interval '1 day', interval '1 minute' * power(2, least(o.tries, 12)))
                """,
                target.organization().value(),
                target.id(),
                kind,
                local.id(),
                local.name(),
                remoteId,
                local.version(),
                problem);
    }

    void inactive(Session session, ScimTarget target, UUID local) {
        session.run("""
                UPDATE scim_objects SET state = 'inactive', told = NULL, problem = NULL, tries = 0, next_try_at = NULL,
                    told_at = clock_timestamp()
                WHERE organization_id = ? AND target_id = ? AND kind = 'user' AND local_id = ?
                """, target.organization().value(), target.id(), local);
    }

    void forget(Session session, ScimTarget target, String kind, UUID local) {
        session.run(
                "DELETE FROM scim_objects WHERE organization_id = ? AND target_id = ? AND kind = ? AND local_id = ?",
                target.organization().value(),
                target.id(),
                kind,
                local);
        ToldMemberRows.forget(session, target, local);
    }

    void leaverFailed(Session session, ScimTarget target, String kind, UUID local, String problem) {
        session.run("""
                UPDATE scim_objects SET state = 'failed', problem = ?, tries = tries + 1, told_at = clock_timestamp(),
                    next_try_at = clock_timestamp() + least(interval '1 day', interval '1 minute' * power(2, least(tries, 12)))
                WHERE organization_id = ? AND target_id = ? AND kind = ? AND local_id = ?
                """, problem, target.organization().value(), target.id(), kind, local);
    }

    /** What was told, in the order of kinds and ids. */
    public List<ToldObject> list(
            Reach reach, ScimTarget target, @Nullable String state, String afterKind, UUID after, int most) {
        return database.list(
                reach,
                """
                SELECT kind, local_id, name, remote_id, state, problem, tries, next_try_at, told_at FROM scim_objects
                WHERE organization_id = ? AND target_id = ? AND (?::text IS NULL OR state = ?)
                  AND (kind, local_id) > (?, ?::uuid) ORDER BY kind, local_id LIMIT ?
                """,
                row -> {
                    return new ToldObject(
                            row.getString(1),
                            row.getObject(2, UUID.class),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            row.getInt(7),
                            Moments.orNull(row, 8),
                            row.getObject(9, OffsetDateTime.class).toInstant());
                },
                target.organization().value(),
                target.id(),
                state,
                state,
                afterKind,
                after,
                most);
    }

    private Local local(ResultSet row, int fields) throws SQLException {
        List<@Nullable String> values = new ArrayList<>();
        for (int field = 0; field < fields; field++) {
            values.add(row.getString(8 + field));
        }
        String told = row.getString(5);
        return new Local(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getLong(3),
                values,
                row.getString(4),
                told == null ? null : json.readValue(told, MEMBERS),
                row.getString(6),
                row.getInt(7));
    }

    private static Leaver leaver(ResultSet row) throws SQLException {
        return new Leaver(row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getInt(4));
    }
}
