package io.tenantry.microsoft.internal;

import io.tenantry.directory.UserField;
import io.tenantry.kernel.Ids;
import io.tenantry.microsoft.MirrorRun.Counts;
import io.tenantry.platform.database.Json;
import io.tenantry.platform.database.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Writes a page of Microsoft's users into the mirror, with a few statements however many they are. What Microsoft does not mention
 * of a user stays as it is. A page that is written twice changes nothing the second time.
 */
final class MirrorUsers {
    private static final Map<String, UserField> NAMES = GraphNames.USER;

    /** What is asked for, too: everything the mirror keeps. */
    static final String SELECT =
            String.join(",", NAMES.keySet()) + ",createdDateTime,assignedLicenses,licenseAssignmentStates";

    private static final String STAGE =
            "CREATE TEMPORARY TABLE staged_users (object_id uuid PRIMARY KEY, id uuid, item jsonb,"
                    + " gone boolean, restored boolean NOT NULL DEFAULT false, created_at timestamptz, "
                    + GraphNames.columns(NAMES)
                    + ") ON COMMIT DROP";

    /** Whoever stands twice in a page counts as the last time. */
    private static final String FILL = "INSERT INTO staged_users (object_id, id, item, gone, created_at, "
            + columns("")
            + ") SELECT DISTINCT ON (x.id) x.id, n.id, e.item, jsonb_exists(e.item, '@removed'), x.\"createdDateTime\", "
            + NAMES.keySet().stream().map(name -> "x.\"" + name + "\"").collect(Collectors.joining(", "))
            + " FROM jsonb_array_elements(?::jsonb) WITH ORDINALITY AS e (item, line)"
            + " JOIN unnest(?::uuid[]) WITH ORDINALITY AS n (id, line) ON n.line = e.line"
            + " CROSS JOIN LATERAL jsonb_to_record(e.item) AS x (id uuid, \"createdDateTime\" timestamptz, "
            + GraphNames.recorded(NAMES) + ") ORDER BY x.id, e.line DESC";

    /** Somebody else may still have a name that is given to somebody new; he is told of later. Values: the organization. */
    private static final String MAKE_WAY = """
            UPDATE users u SET upn = u.object_id || '@renamed.invalid' FROM staged_users s
            WHERE u.organization_id = ? AND u.deleted_at IS NULL AND NOT s.gone AND u.upn_ci = lower(s.upn)
              AND u.object_id <> s.object_id
            """;

    private static final String MAKE_WAY_FOR_NAMES = """
            UPDATE users u SET user_name = NULL FROM staged_users s
            WHERE u.organization_id = ? AND u.deleted_at IS NULL AND NOT s.gone AND u.user_name IS NOT NULL
              AND u.user_name_ci = lower(s.upn) AND u.object_id <> s.object_id
            """;

    private static final String RESTORED = """
            UPDATE staged_users s SET restored = true FROM users u
            WHERE u.organization_id = ? AND u.object_id = s.object_id AND NOT s.gone AND u.deleted_at IS NOT NULL
            """;

    private static final String UPDATE =
            "UPDATE users u SET deleted_at = NULL, former_upns = CASE WHEN jsonb_exists(s.item,"
                    + " 'userPrincipalName') AND u.upn_ci <> lower(s.upn) AND u.upn NOT LIKE '%@renamed.invalid'"
                    + " THEN (array_remove(u.former_upns, u.upn) || u.upn)[greatest(1, cardinality(u.former_upns) - 18):]"
                    + " ELSE u.former_upns END, "
                    + NAMES.entrySet().stream().map(MirrorUsers::assignment).collect(Collectors.joining(", "))
                    + " FROM staged_users s WHERE u.organization_id = ? AND u.object_id = s.object_id AND NOT s.gone AND (s.restored OR "
                    + NAMES.entrySet().stream().map(MirrorUsers::difference).collect(Collectors.joining(" OR "))
                    + ")";

    private static final String INSERT = "INSERT INTO users (organization_id, id, object_id, created_at, "
            + columns("")
            + ") SELECT ?, s.id, s.object_id, coalesce(s.created_at, transaction_timestamp()), "
            + NAMES.values().stream().map(MirrorUsers::value).collect(Collectors.joining(", "))
            + " FROM staged_users s WHERE NOT s.gone AND NOT EXISTS ("
            + "SELECT FROM users u WHERE u.organization_id = ? AND u.object_id = s.object_id)";

    private static final String REVIVE = """
            UPDATE memberships m SET living = true FROM staged_users s, users u, groups g
            WHERE s.restored AND u.organization_id = ? AND u.object_id = s.object_id AND m.organization_id = u.organization_id
              AND m.member_id = u.id AND NOT m.living AND g.organization_id = m.organization_id AND g.id = m.group_id
              AND g.deleted_at IS NULL
            """;

    private static final String SEEN = """
            INSERT INTO mirror_seen (organization_id, object_id, other_id)
            SELECT ?, object_id, object_id FROM staged_users WHERE NOT gone ON CONFLICT DO NOTHING
            """;

    /** Values: the organization, three times. Deletes whoever stands in removed_users. */
    private static final String REMOVE = """
            WITH resting AS (
                UPDATE memberships m SET living = false FROM removed_users r
                WHERE m.organization_id = ? AND m.member_id = r.id AND m.living),
            unnamed AS (DELETE FROM logon_names l USING removed_users r WHERE l.organization_id = ? AND l.user_id = r.id)
            UPDATE users u SET deleted_at = transaction_timestamp() FROM removed_users r
            WHERE u.organization_id = ? AND u.id = r.id
            """;

    private static final String REMOVED = "CREATE TEMPORARY TABLE removed_users (id uuid PRIMARY KEY) ON COMMIT DROP";

    private MirrorUsers() {}

    /** Writes the page, and tells what of it was news. */
    static Counts write(Session session, UUID organization, String page, int size, boolean full) {
        List<UUID> fresh = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            fresh.add(Ids.next());
        }
        session.run(STAGE);
        if (size > 0) {
            session.run(FILL, new Json(page), fresh);
            session.run("ANALYZE staged_users");
        }
        session.run(REMOVED);
        session.run(
                "INSERT INTO removed_users SELECT u.id FROM staged_users s JOIN users u ON u.organization_id = ?"
                        + " AND u.object_id = s.object_id WHERE s.gone AND u.deleted_at IS NULL",
                organization);
        int removed = session.run(REMOVE, organization, organization, organization);
        session.run(MAKE_WAY, organization);
        session.run(MAKE_WAY_FOR_NAMES, organization);
        session.run(RESTORED, organization);
        int changed = session.run(UPDATE, organization);
        session.run(REVIVE, organization);
        int created = session.run(INSERT, organization, organization);
        int licenses = MirrorLicenses.write(session, organization);
        session.run(
                "DELETE FROM mirror_waiting w USING staged_users s WHERE w.organization_id = ? AND s.gone"
                        + " AND w.member_object_id = s.object_id",
                organization);
        if (full) {
            session.run(SEEN, organization);
        }
        int joined = MirrorMembers.join(session, organization);
        return new Counts(1, size, created, changed, removed, 0, 0, 0, joined, 0, licenses, 0);
    }

    /** Deletes whom a full reading has not seen, unless he came or changed while it went on. */
    static Counts removeUnseen(Session session, UUID organization, UUID run) {
        session.run(REMOVED);
        session.run("""
                INSERT INTO removed_users SELECT u.id FROM users u
                WHERE u.organization_id = ? AND u.deleted_at IS NULL AND NOT u.is_system
                  AND u.valid_from < (SELECT started_at FROM mirror_runs WHERE organization_id = ? AND id = ?)
                  AND NOT EXISTS (SELECT FROM mirror_seen s
                      WHERE s.organization_id = u.organization_id AND s.object_id = u.object_id AND s.other_id = u.object_id)
                """, organization, organization, run);
        int removed = session.run(REMOVE, organization, organization, organization);
        return new Counts(0, 0, 0, 0, removed, 0, 0, 0, 0, 0, 0, 0);
    }

    private static String columns(String prefix) {
        return NAMES.values().stream().map(field -> prefix + field.column()).collect(Collectors.joining(", "));
    }

    private static String assignment(Map.Entry<String, UserField> entry) {
        UserField field = entry.getValue();
        return field.column() + " = CASE WHEN " + mentions(entry.getKey()) + " THEN " + value(field) + " ELSE u."
                + field.column() + " END";
    }

    private static String difference(Map.Entry<String, UserField> entry) {
        return mentions(entry.getKey()) + " AND u." + entry.getValue().column() + " IS DISTINCT FROM "
                + value(entry.getValue());
    }

    private static String mentions(String name) {
        return "jsonb_exists(s.item, '" + name + "')";
    }

    /** What is kept of a staged value: some properties are never without one. */
    private static String value(UserField field) {
        String column = "s." + field.column();
        return switch (field) {
            case UPN -> "coalesce(" + column + ", s.object_id || '@unnamed.invalid')";
            case DISPLAY_NAME -> "coalesce(" + column + ", s.upn, s.object_id::text)";
            case ACCOUNT_ENABLED -> "coalesce(" + column + ", true)";
            case USER_TYPE -> "CASE " + column + " WHEN 'Guest' THEN 'Guest' ELSE 'Member' END";
            case OTHER_MAILS, PROXY_ADDRESSES, BUSINESS_PHONES -> "coalesce(" + column + ", '{}')";
            default -> column;
        };
    }
}
