package io.tenantry.microsoft.internal;

import io.tenantry.directory.GroupField;
import io.tenantry.kernel.Ids;
import io.tenantry.microsoft.MirrorRun.Counts;
import io.tenantry.platform.database.Json;
import io.tenantry.platform.database.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Writes a page of Microsoft's groups, and who came to and left them, into the mirror, as {@link MirrorUsers} does users. */
final class MirrorGroups {
    private static final Map<String, GroupField> NAMES = GraphNames.GROUP;

    static final String SELECT = String.join(",", NAMES.keySet()) + ",createdDateTime,renewedDateTime,members";

    private static final String STAGE =
            "CREATE TEMPORARY TABLE staged_groups (object_id uuid PRIMARY KEY, id uuid, item jsonb,"
                    + " gone boolean, restored boolean NOT NULL DEFAULT false, created_at timestamptz, renewed_at timestamptz, "
                    + GraphNames.columns(NAMES)
                    + ") ON COMMIT DROP";

    private static final String FILL = "INSERT INTO staged_groups (object_id, id, item, gone, created_at, renewed_at, "
            + NAMES.values().stream().map(GroupField::column).collect(Collectors.joining(", "))
            + ") SELECT DISTINCT ON (x.id) x.id, n.id, e.item, jsonb_exists(e.item, '@removed'), x.\"createdDateTime\","
            + " x.\"renewedDateTime\", "
            + NAMES.keySet().stream().map(name -> "x.\"" + name + "\"").collect(Collectors.joining(", "))
            + " FROM jsonb_array_elements(?::jsonb) WITH ORDINALITY AS e (item, line)"
            + " JOIN unnest(?::uuid[]) WITH ORDINALITY AS n (id, line) ON n.line = e.line"
            + " CROSS JOIN LATERAL jsonb_to_record(e.item) AS x (id uuid, \"createdDateTime\" timestamptz,"
            + " \"renewedDateTime\" timestamptz, " + GraphNames.recorded(NAMES) + ") ORDER BY x.id, e.line DESC";

    private static final String STAGE_MEMBERS = """
            CREATE TEMPORARY TABLE staged_members (group_object uuid, member_object uuid, gone boolean,
                PRIMARY KEY (group_object, member_object)) ON COMMIT DROP""";

    /** Devices and other things that can be members are none of the hub's. */
    private static final String FILL_MEMBERS = """
            INSERT INTO staged_members
            SELECT DISTINCT ON (1, 2) (e.item ->> 'id')::uuid, (m.item ->> 'id')::uuid, jsonb_exists(m.item, '@removed')
            FROM jsonb_array_elements(?::jsonb) WITH ORDINALITY AS e (item, line)
                CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(e.item -> 'members@delta')
                    WHEN 'array' THEN e.item -> 'members@delta' ELSE '[]' END) WITH ORDINALITY AS m (item, line)
            WHERE coalesce(m.item ->> '@odata.type', '#microsoft.graph.user')
                IN ('#microsoft.graph.user', '#microsoft.graph.group')
            ORDER BY 1, 2, e.line DESC, m.line DESC
            """;

    private static final String RESTORED = """
            UPDATE staged_groups s SET restored = true FROM groups g
            WHERE g.organization_id = ? AND g.object_id = s.object_id AND NOT s.gone AND g.deleted_at IS NOT NULL
            """;

    private static final String MAKE_WAY = """
            UPDATE groups g SET mail_nickname = NULL FROM staged_groups s
            WHERE g.organization_id = ? AND g.deleted_at IS NULL AND g.kind = 'microsoft365' AND NOT s.gone
              AND g.mail_nickname_ci = lower(s.mail_nickname) AND g.object_id <> s.object_id
            """;

    private static final String KIND =
            "CASE WHEN 'Unified' = ANY (coalesce(s.group_types, '{}')) THEN 'microsoft365' ELSE 'security' END";

    private static final String UPDATE =
            "UPDATE groups g SET deleted_at = NULL, kind = CASE WHEN jsonb_exists(s.item, 'groupTypes') THEN " + KIND
                    + " ELSE g.kind END, "
                    + NAMES.entrySet().stream().map(MirrorGroups::assignment).collect(Collectors.joining(", "))
                    + " FROM staged_groups s WHERE g.organization_id = ? AND g.object_id = s.object_id AND NOT s.gone"
                    + " AND (s.restored OR "
                    + NAMES.entrySet().stream().map(MirrorGroups::difference).collect(Collectors.joining(" OR "))
                    + ")";

    /** One of which only the members changed is told without a name, and is there already. */
    private static final String INSERT =
            "INSERT INTO groups (organization_id, id, object_id, kind, created_at, renewed_at, "
                    + NAMES.values().stream().map(GroupField::column).collect(Collectors.joining(", "))
                    + ") SELECT ?, s.id, s.object_id, " + KIND
                    + ", coalesce(s.created_at, transaction_timestamp()), coalesce(s.renewed_at, s.created_at,"
                    + " transaction_timestamp()), "
                    + NAMES.values().stream().map(MirrorGroups::value).collect(Collectors.joining(", "))
                    + " FROM staged_groups s WHERE NOT s.gone AND jsonb_exists(s.item, 'displayName') AND NOT EXISTS ("
                    + "SELECT FROM groups g WHERE g.organization_id = ? AND g.object_id = s.object_id)";

    private static final String REVIVE = """
            UPDATE memberships m SET living = true FROM staged_groups s, groups g
            WHERE s.restored AND g.organization_id = ? AND g.object_id = s.object_id AND m.organization_id = g.organization_id
              AND m.group_id = g.id AND m.member_kind = 'user' AND NOT m.living
              AND EXISTS (SELECT FROM users u WHERE u.organization_id = m.organization_id AND u.id = m.member_id
                  AND u.deleted_at IS NULL)
            """;

    private static final String LEAVE = """
            DELETE FROM memberships m USING staged_members s, groups g
            WHERE s.gone AND g.organization_id = ? AND g.object_id = s.group_object AND m.organization_id = g.organization_id
              AND m.group_id = g.id AND m.member_id IN (
                  SELECT u.id FROM users u WHERE u.organization_id = g.organization_id AND u.object_id = s.member_object
                  UNION ALL
                  SELECT i.id FROM groups i WHERE i.organization_id = g.organization_id AND i.object_id = s.member_object)
            """;

    private static final String REMOVED = "CREATE TEMPORARY TABLE removed_groups (id uuid PRIMARY KEY) ON COMMIT DROP";

    /** Values: the organization, twice. Deletes what stands in removed_groups. */
    private static final String REMOVE = """
            WITH resting AS (
                UPDATE memberships m SET living = false FROM removed_groups r
                WHERE m.organization_id = ? AND m.living AND (m.group_id = r.id OR m.member_id = r.id))
            UPDATE groups g SET deleted_at = transaction_timestamp() FROM removed_groups r
            WHERE g.organization_id = ? AND g.id = r.id
            """;

    private MirrorGroups() {}

    /** Writes the page, and tells what of it was news. */
    static Counts write(Session session, UUID organization, String page, int size, boolean full) {
        List<UUID> fresh = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            fresh.add(Ids.next());
        }
        session.run(STAGE);
        session.run(STAGE_MEMBERS);
        if (size > 0) {
            session.run(FILL, new Json(page), fresh);
            session.run(FILL_MEMBERS, new Json(page));
            session.run("ANALYZE staged_groups");
            session.run("ANALYZE staged_members");
        }
        session.run(RESTORED, organization);
        session.run(MAKE_WAY, organization);
        int changed = session.run(UPDATE, organization) + session.run(INSERT, organization, organization);
        session.run(REVIVE, organization);
        MirrorLicenses.meet(session, organization);
        int left = session.run(LEAVE, organization);
        session.run(REMOVED);
        session.run(
                "INSERT INTO removed_groups SELECT g.id FROM staged_groups s JOIN groups g ON g.organization_id = ?"
                        + " AND g.object_id = s.object_id WHERE s.gone AND g.deleted_at IS NULL",
                organization);
        int removed = session.run(REMOVE, organization, organization);
        forgetWaiting(session, organization);
        session.run(
                "INSERT INTO mirror_waiting SELECT ?, group_object, member_object FROM staged_members WHERE NOT gone"
                        + " ON CONFLICT DO NOTHING",
                organization);
        if (full) {
            session.run(
                    "INSERT INTO mirror_seen SELECT ?, object_id, object_id FROM staged_groups WHERE NOT gone"
                            + " UNION SELECT ?, group_object, member_object FROM staged_members WHERE NOT gone"
                            + " ON CONFLICT DO NOTHING",
                    organization,
                    organization);
        }
        int joined = MirrorMembers.join(session, organization);
        return new Counts(1, 0, 0, 0, 0, size, changed, removed, joined, left, 0, 0);
    }

    private static void forgetWaiting(Session session, UUID organization) {
        session.run(
                "DELETE FROM mirror_waiting w USING staged_members s WHERE w.organization_id = ? AND s.gone"
                        + " AND w.group_object_id = s.group_object AND w.member_object_id = s.member_object",
                organization);
        session.run(
                "DELETE FROM mirror_waiting w USING staged_groups s WHERE w.organization_id = ? AND s.gone"
                        + " AND s.object_id IN (w.group_object_id, w.member_object_id)",
                organization);
    }

    /** Deletes groups and memberships that a full reading has not seen, unless they came while it went on. */
    static Counts removeUnseen(Session session, UUID organization, UUID run) {
        String began = "(SELECT started_at FROM mirror_runs WHERE organization_id = ? AND id = ?)";
        session.run(REMOVED);
        session.run(
                "INSERT INTO removed_groups SELECT g.id FROM groups g WHERE g.organization_id = ? AND g.deleted_at IS NULL"
                        + " AND g.kind <> 'hub' AND g.valid_from < " + began
                        + " AND NOT EXISTS (SELECT FROM mirror_seen s WHERE s.organization_id = g.organization_id"
                        + " AND s.object_id = g.object_id AND s.other_id = g.object_id)",
                organization,
                organization,
                run);
        int removed = session.run(REMOVE, organization, organization);
        int left = session.run(
                "DELETE FROM memberships m USING groups g WHERE m.organization_id = ? AND g.organization_id = m.organization_id"
                        + " AND g.id = m.group_id AND g.kind <> 'hub' AND m.living AND m.valid_from < " + began
                        + """
                         AND NOT EXISTS (
                            SELECT FROM mirror_seen s WHERE s.organization_id = m.organization_id AND s.object_id = g.object_id
                            AND s.other_id = coalesce(
                                (SELECT u.object_id FROM users u WHERE u.organization_id = m.organization_id AND u.id = m.member_id),
                                (SELECT i.object_id FROM groups i WHERE i.organization_id = m.organization_id AND i.id = m.member_id)))
                        """,
                organization,
                organization,
                run);
        session.run("DELETE FROM mirror_seen WHERE organization_id = ?", organization);
        return new Counts(0, 0, 0, 0, 0, 0, 0, removed, 0, left, 0, 0);
    }

    private static String assignment(Map.Entry<String, GroupField> entry) {
        GroupField field = entry.getValue();
        return field.column() + " = CASE WHEN jsonb_exists(s.item, '" + entry.getKey() + "') THEN " + value(field)
                + " ELSE g." + field.column() + " END";
    }

    private static String difference(Map.Entry<String, GroupField> entry) {
        return "jsonb_exists(s.item, '" + entry.getKey() + "') AND g."
                + entry.getValue().column() + " IS DISTINCT FROM " + value(entry.getValue());
    }

    private static String value(GroupField field) {
        String column = "s." + field.column();
        return switch (field) {
            case DISPLAY_NAME -> "left(coalesce(nullif(" + column + ", ''), s.object_id::text), 256)";
            case MAIL_ENABLED -> "coalesce(" + column + ", false)";
            case SECURITY_ENABLED -> "coalesce(" + column + ", true)";
            case GROUP_TYPES -> "coalesce(" + column + ", '{}')";
            default -> column;
        };
    }
}
