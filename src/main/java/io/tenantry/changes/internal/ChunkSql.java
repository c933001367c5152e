package io.tenantry.changes.internal;

import io.tenantry.changes.Subject;
import io.tenantry.directory.Property;
import io.tenantry.directory.UserField;
import java.util.Collection;
import java.util.Set;
import java.util.StringJoiner;

/** The statements that apply one piece of a plan, which lies in the temporary table {@code chunk} meanwhile. */
final class ChunkSql {
    /** Values: the change, the place after which to go on, organizations that live elsewhere, how many. */
    static final String TAKE = """
            CREATE TEMPORARY TABLE chunk ON COMMIT DROP AS
            SELECT organization_id, number, target_id, target_name, version, before, after, %1$s AS applied_version,
                NULL::text AS state, NULL::text AS reason
            FROM change_targets WHERE change_id = ? AND number > ? AND state = 'planned' AND organization_id <> ALL (?::uuid[])
            ORDER BY number LIMIT ?
            """.formatted("version + CASE WHEN jsonb_exists(after, 'created') THEN 1 ELSE 0 END");

    /** Those whose groups or licences are to be changed, where the rest has been done. Values: the change. */
    static final String TAKE_LINKED = """
            CREATE TEMPORARY TABLE chunk ON COMMIT DROP AS
            SELECT t.organization_id, t.number, t.target_id, t.target_name, t.version, t.before, t.after, NULL::bigint AS applied_version,
                NULL::text AS state, NULL::text AS reason
            FROM change_targets t JOIN prepared p ON p.line = t.number AND p.problem IS NULL
            WHERE t.change_id = ? AND t.state = 'planned' AND (jsonb_exists(t.after, 'groups') OR jsonb_exists(t.after, 'licenses'))
            """;

    static final String OVERTAKEN = "SELECT EXISTS (SELECT FROM chunk WHERE state IS NOT NULL)";

    static final String LOCK_GROUPS = """
            WITH held AS (
                SELECT g.id FROM groups g JOIN (
                    SELECT DISTINCT c.organization_id, l.key::uuid AS id
                    FROM chunk c CROSS JOIN LATERAL jsonb_each(c.after -> 'groups') l) named
                    ON named.organization_id = g.organization_id AND named.id = g.id
                ORDER BY g.id FOR SHARE OF g)
            SELECT count(*) FROM held
            """;

    static final String LOCK_UNITS = """
            WITH held AS (
                SELECT u.sku_id FROM consumed_units u JOIN (
                    SELECT DISTINCT c.organization_id, l.key::uuid AS sku_id
                    FROM chunk c CROSS JOIN LATERAL jsonb_each(c.after -> 'licenses') l WHERE c.state IS NULL) named
                    ON named.organization_id = u.organization_id AND named.sku_id = u.sku_id
                ORDER BY u.organization_id, u.sku_id FOR UPDATE OF u)
            SELECT count(*) FROM held
            """;

    /** Whether a target's groups are not, or no longer, as the plan has them before. */
    static final String GROUPS_DIFFER = """
            EXISTS (
                SELECT FROM jsonb_each(c.before -> 'groups') g
                WHERE (g.value = 'true') <> EXISTS (
                    SELECT FROM memberships m WHERE m.organization_id = c.organization_id AND m.group_id = g.key::uuid
                      AND m.member_id = c.target_id AND m.living)
                  OR NOT EXISTS (SELECT FROM groups r WHERE r.organization_id = c.organization_id AND r.id = g.key::uuid
                                   AND r.deleted_at IS NULL))
            """;

    /** The same of licences that are given directly. */
    static final String LICENSES_DIFFER = """
            EXISTS (
                SELECT FROM jsonb_each(c.before -> 'licenses') l LEFT JOIN license_paths p
                    ON p.organization_id = c.organization_id AND p.user_id = c.target_id AND p.sku_id = l.key::uuid
                    AND p.via = c.target_id
                WHERE CASE WHEN l.value = 'null' THEN p.user_id IS NOT NULL
                    ELSE p.user_id IS NULL OR to_jsonb(p.disabled_plans) <> l.value END)
            """;

    static final String GROUPS_CHANGED = "Its groups were changed by somebody else after the plan was made";
    static final String LICENSES_CHANGED = "Its licenses were changed by somebody else after the plan was made";

    /** Values: the reason. */
    static final String JUDGE_GROUPS =
            "UPDATE chunk c SET state = 'conflict', reason = ? WHERE c.state IS NULL AND " + GROUPS_DIFFER;

    static final String JUDGE_LICENSES =
            "UPDATE chunk c SET state = 'conflict', reason = ? WHERE c.state IS NULL AND " + LICENSES_DIFFER;

    static final String JUDGE_NEW = """
            UPDATE chunk c SET state = 'conflict', reason = 'Somebody else has the sign-in name by now' FROM users u
            WHERE c.state IS NULL AND jsonb_exists(c.after, 'created') AND u.organization_id = c.organization_id
              AND u.deleted_at IS NULL AND (u.upn_ci = lower(c.target_name) OR u.user_name_ci = lower(c.target_name))
            """;

    /** What every new person has anyway, whatever else is planned of him. */
    private static final Set<String> MADE = Set.of("object_id", "upn", "display_name");

    /** Sessions of those who sign in by their sign-in name go on under the new one; a user name of his own stays. */
    static final String RENAME = """
            UPDATE logon_names l SET name_ci = lower(c.after ->> 'upn') FROM chunk c
            WHERE c.state IS NULL AND c.after ->> 'upn' IS NOT NULL AND NOT jsonb_exists(c.after, 'created')
              AND l.organization_id = c.organization_id AND l.user_id = c.target_id AND l.name_ci <> lower(c.after ->> 'upn')
              AND NOT EXISTS (SELECT FROM users u WHERE u.organization_id = l.organization_id AND u.id = l.user_id
                AND lower(u.user_name) = l.name_ci)
            """;

    static final String OBJECT = "UPDATE chunk SET state = 'failed', reason = ? WHERE number = ?";

    static final String LEAVE_GROUPS = """
            DELETE FROM memberships m USING chunk c, jsonb_each(c.after -> 'groups') g
            WHERE c.state IS NULL AND g.value = 'false' AND m.organization_id = c.organization_id AND m.group_id = g.key::uuid
              AND m.member_id = c.target_id AND m.living
            """;

    /** A membership that rests, because its group or member was deleted, begins anew. Values: what kind of thing comes in. */
    static final String JOIN_GROUPS = """
            INSERT INTO memberships AS m (organization_id, group_id, member_id, id, member_kind)
            SELECT c.organization_id, g.key::uuid, c.target_id, time_ordered_id(), ?
            FROM chunk c CROSS JOIN LATERAL jsonb_each(c.after -> 'groups') g
            WHERE c.state IS NULL AND g.value = 'true' ORDER BY c.number
            ON CONFLICT (organization_id, group_id, member_id) DO UPDATE SET living = true WHERE NOT m.living
            """;

    static final String TAKE_LICENSES = """
            DELETE FROM license_paths p USING chunk c, jsonb_each(c.after -> 'licenses') l
            WHERE c.state IS NULL AND l.value = 'null' AND p.organization_id = c.organization_id AND p.user_id = c.target_id
              AND p.sku_id = l.key::uuid AND p.via = c.target_id
            """;

    /** Values: who gives them, by id and name. */
    static final String GIVE_LICENSES = """
            INSERT INTO license_paths AS p (organization_id, user_id, sku_id, via, disabled_plans, assigned_by_id, assigned_by)
            SELECT c.organization_id, c.target_id, l.key::uuid, c.target_id,
                ARRAY(SELECT plan::uuid FROM jsonb_array_elements_text(l.value) plan), ?::uuid, ?
            FROM chunk c CROSS JOIN LATERAL jsonb_each(c.after -> 'licenses') l
            WHERE c.state IS NULL AND l.value <> 'null' ORDER BY c.number
            ON CONFLICT (organization_id, user_id, sku_id, via) DO UPDATE
                SET disabled_plans = excluded.disabled_plans, assigned_by_id = excluded.assigned_by_id,
                    assigned_by = excluded.assigned_by
            """;

    /** The first of those given a licence who did not come to hold a unit of it. */
    static final String WITHOUT_UNIT = """
            SELECT k.display_name, h.problem FROM chunk c CROSS JOIN LATERAL jsonb_each(c.after -> 'licenses') l
                JOIN user_licenses h ON h.organization_id = c.organization_id AND h.user_id = c.target_id AND h.sku_id = l.key::uuid
                JOIN skus k ON k.id = h.sku_id
            WHERE c.state IS NULL AND l.value <> 'null' AND NOT h.held LIMIT 1
            """;

    static final String FORGET_FAILURES = """
            DELETE FROM logon_failures f USING chunk c
            WHERE c.state IS NULL AND c.after -> 'account_enabled' = 'true'
              AND f.organization_id = c.organization_id AND f.user_id = c.target_id
            """;

    static final String UNNAME = """
            DELETE FROM logon_names n USING chunk c
            WHERE c.state IS NULL AND c.after -> 'deleted' = 'true' AND n.organization_id = c.organization_id
              AND n.user_id = c.target_id
            """;

    static final String NAME = """
            INSERT INTO logon_names (name_ci, organization_id, user_id)
            SELECT DISTINCT name, u.organization_id, u.id FROM chunk c
                JOIN users u ON u.organization_id = c.organization_id AND u.id = c.target_id
                JOIN credentials k ON k.organization_id = u.organization_id AND k.user_id = u.id
                CROSS JOIN LATERAL unnest(ARRAY[u.upn_ci, u.user_name_ci]) name
            WHERE c.state IS NULL AND c.after -> 'deleted' = 'false' ON CONFLICT DO NOTHING
            """;

    static final String REST = """
            UPDATE memberships m SET living = false FROM chunk c
            WHERE c.state IS NULL AND c.after -> 'deleted' = 'true' AND m.organization_id = c.organization_id AND m.living AND\s""";

    static final String REVIVE = """
            UPDATE memberships m SET living = true FROM chunk c
            WHERE c.state IS NULL AND c.after -> 'deleted' = 'false' AND m.organization_id = c.organization_id AND NOT m.living
              AND (EXISTS (SELECT FROM users u WHERE u.organization_id = m.organization_id AND u.id = m.member_id
                             AND u.deleted_at IS NULL)
                OR EXISTS (SELECT FROM groups g WHERE g.organization_id = m.organization_id AND g.id = m.member_id
                             AND g.deleted_at IS NULL)
                OR m.member_kind = 'service account')
              AND EXISTS (SELECT FROM groups g WHERE g.organization_id = m.organization_id AND g.id = m.group_id
                            AND g.deleted_at IS NULL) AND\s""";

    /** In two statements, because memberships are found by an index for each end. */
    static final String BY_MEMBER = "m.member_id = c.target_id";

    static final String BY_GROUP = "m.group_id = c.target_id";

    static final String SETTLE = """
            UPDATE change_targets t SET state = coalesce(c.state, 'done'), reason = c.reason, applied_version = c.applied_version
            FROM chunk c WHERE t.organization_id = c.organization_id AND t.change_id = ? AND t.number = c.number
            """;

    static final String RESULT = "SELECT coalesce(max(number), 0), count(*) FILTER (WHERE state IS NULL),"
            + " count(*) FILTER (WHERE state = 'conflict'), count(*) FILTER (WHERE state = 'failed') FROM chunk";

    private static final String FORMER_NAMES = """
            former_upns = CASE WHEN c.after ->> 'upn' IS NULL OR lower(c.after ->> 'upn') = s.upn_ci THEN s.former_upns
                ELSE (array_remove(s.former_upns, s.upn) || s.upn)[greatest(1, cardinality(s.former_upns) - 18):] END""";

    private ChunkSql() {}

    /** Makes people, with these properties where they are planned. */
    static String make(Collection<String> members) {
        StringJoiner columns = new StringJoiner(", ", "organization_id, id, object_id, upn, display_name, ", "");
        StringJoiner values = new StringJoiner(
                ", ",
                "c.organization_id, c.target_id, coalesce((c.after ->> 'object_id')::uuid, c.target_id), c.target_name,"
                        + " c.after ->> 'display_name', ",
                "");
        columns.add("created_at");
        values.add("transaction_timestamp()");
        for (String member : members) {
            if (!MADE.contains(member)) {
                columns.add(member);
                values.add(initial(Subject.USER.property(member)));
            }
        }
        return """
                INSERT INTO users (%s) SELECT %s FROM chunk c
                WHERE c.state IS NULL AND jsonb_exists(c.after, 'created') ORDER BY c.number
                """.formatted(columns, values);
    }

    private static String initial(Property property) {
        String otherwise = property == UserField.ACCOUNT_ENABLED
                ? "true"
                : property == UserField.USER_TYPE
                        ? "'Member'"
                        : property.kind() == Property.Kind.LIST ? "'{}'" : "NULL";
        return "CASE WHEN c.after -> '%1$s' <> 'null' THEN %2$s ELSE %3$s END"
                .formatted(property.column(), planned(property), otherwise);
    }

    static String lock(Subject subject) {
        return """
                WITH held AS (
                    SELECT s.id FROM %s s JOIN chunk c ON c.organization_id = s.organization_id AND c.target_id = s.id
                    ORDER BY s.organization_id, s.id FOR UPDATE OF s)
                SELECT count(*) FROM held
                """.formatted(subject.table());
    }

    static String judge(Subject subject) {
        return """
                UPDATE chunk c SET state = 'conflict', reason = f.reason FROM (
                    SELECT x.number, CASE WHEN s.id IS NULL THEN 'It was purged after the plan was made'
                        WHEN s.version <> x.version THEN 'It was changed by somebody else after the plan was made' END AS reason
                    FROM chunk x LEFT JOIN %s s ON s.organization_id = x.organization_id AND s.id = x.target_id
                    WHERE NOT jsonb_exists(x.after, 'created')) f
                WHERE f.number = c.number AND f.reason IS NOT NULL
                """.formatted(subject.table());
    }

    /** Writes the properties, of which these are meant, and deletes or restores. */
    static String write(Subject subject, Collection<String> members) {
        StringJoiner columns = new StringJoiner(", ");
        members.forEach(member -> columns.add(assignment(subject.property(member))));
        if (subject == Subject.USER && members.contains(UserField.UPN.column())) {
            columns.add(FORMER_NAMES);
        }
        columns.add(
                "deleted_at = CASE c.after -> 'deleted' WHEN 'true' THEN transaction_timestamp() WHEN 'false' THEN NULL"
                        + " ELSE s.deleted_at END");
        return """
                WITH written AS (
                    UPDATE %s s SET %s FROM chunk c
                    WHERE c.state IS NULL AND c.after - 'groups' - 'licenses' <> '{}' AND NOT jsonb_exists(c.after, 'created')
                      AND s.organization_id = c.organization_id AND s.id = c.target_id
                    RETURNING s.organization_id, s.id, s.version)
                UPDATE chunk c SET applied_version = w.version FROM written w
                WHERE c.organization_id = w.organization_id AND c.target_id = w.id
                """.formatted(subject.table(), columns);
    }

    private static String assignment(Property property) {
        return "%1$s = CASE WHEN jsonb_exists(c.after, '%1$s') THEN %2$s ELSE s.%1$s END"
                .formatted(property.column(), planned(property));
    }

    private static String planned(Property property) {
        String column = property.column();
        return switch (property.kind()) {
            case TEXT -> "c.after ->> '" + column + "'";
            case LIST -> "ARRAY(SELECT jsonb_array_elements_text(c.after -> '" + column + "'))";
            case FLAG, UUID, INSTANT -> "(c.after ->> '" + column + "')::" + PlanSql.type(property);
        };
    }
}
