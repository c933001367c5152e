package io.tenantry.imports.internal;

import io.tenantry.audit.AuditColumns;
import io.tenantry.changes.PreparedChanges;

/** The statements that bring groups and memberships of another system in, and whom sign-in providers know people as. */
final class MoveInStatements {
    private MoveInStatements() {}

    static final String STAGE = """
            CREATE TEMPORARY TABLE staged_groups (id uuid NOT NULL, key text COLLATE "C" NOT NULL, object_id uuid NOT NULL,
                name text NOT NULL, description text) ON COMMIT DROP;
            CREATE TEMPORARY TABLE staged_members (id uuid NOT NULL, group_key text COLLATE "C" NOT NULL,
                member_key text COLLATE "C" NOT NULL) ON COMMIT DROP;
            CREATE TEMPORARY TABLE staged_keys (key text COLLATE "C" NOT NULL, line bigint NOT NULL) ON COMMIT DROP;
            CREATE TEMPORARY TABLE staged_links (line bigint NOT NULL, provider text NOT NULL, subject text NOT NULL)
                ON COMMIT DROP;
            """;

    static final String COPY_GROUPS = "COPY staged_groups (id, key, object_id, name, description) FROM STDIN";
    static final String COPY_MEMBERS = "COPY staged_members (id, group_key, member_key) FROM STDIN";
    static final String COPY_KEYS = "COPY staged_keys (key, line) FROM STDIN";
    static final String COPY_LINKS = "COPY staged_links (line, provider, subject) FROM STDIN";

    /** Who each person of the file is here. */
    static final String KNOW = """
            CREATE TEMPORARY TABLE arrived ON COMMIT DROP AS
            SELECT DISTINCT ON (k.key) k.key, k.line, coalesce(d.target, s.id) AS id, d.target IS NOT NULL AS was_there
            FROM staged_keys k JOIN decided d USING (line) JOIN staged s USING (line)
            WHERE d.result <> 'FAILED' ORDER BY k.key, k.line
            """;

    /** Those of them who were there before and may hold roles. Values: the organization, three times. */
    static final String MAY_HOLD_ROLES = """
            WITH holders AS (SELECT principal_id AS id FROM role_assignments WHERE organization_id = ?),
            privileged AS (
                SELECT id FROM holders
                UNION SELECT n.inner_id FROM group_nesting n JOIN holders h ON h.id = n.outer_id WHERE n.organization_id = ?)
            SELECT DISTINCT a.id FROM arrived a WHERE a.was_there AND a.id IN (
                SELECT id FROM privileged
                UNION SELECT m.member_id FROM memberships m JOIN privileged p ON p.id = m.group_id
                    WHERE m.organization_id = ? AND m.living)
            """;

    static final String BAR = "DELETE FROM arrived WHERE id = ANY (?::uuid[])";

    /** Values: the organization. */
    static final String DECIDE = """
            CREATE TEMPORARY TABLE decided_groups ON COMMIT DROP AS
            SELECT DISTINCT ON (s.key) s.key, s.id AS staged, coalesce(t.id, s.id) AS id, t.id AS target, s.name,
                CASE WHEN t.id IS NULL THEN 'CREATED'
                    WHEN t.deleted_at IS NOT NULL OR t.is_system THEN 'FAILED'
                    WHEN t.display_name <> s.name OR s.description IS NOT NULL AND t.description IS DISTINCT FROM s.description
                        THEN 'UPDATED'
                    ELSE 'UNCHANGED' END AS result
            FROM staged_groups s LEFT JOIN groups t ON t.organization_id = ? AND t.object_id = s.object_id
            ORDER BY s.key, s.id
            """;

    /** Groups that were there before. */
    static final String OLD_GROUPS = "SELECT id FROM decided_groups WHERE target IS NOT NULL AND result <> 'FAILED'";

    static final String BAR_GROUP = "UPDATE decided_groups SET result = 'FAILED' WHERE id = ?";

    /** Values: the organization, then what {@link AuditColumns} binds. */
    static final String CREATE = """
            WITH made AS (
                INSERT INTO groups (organization_id, id, object_id, kind, display_name, description)
                SELECT ?, s.id, s.object_id, 'security', s.name, s.description
                FROM decided_groups d JOIN staged_groups s ON s.id = d.staged WHERE d.result = 'CREATED' ORDER BY s.id
                RETURNING id, display_name, version)
            INSERT INTO audit_events (%s)
            SELECT %s, 'group.create', 'group', m.id::text, m.display_name, m.version, 'done', NULL, jsonb_strip_nulls(
                jsonb_build_object('kind', 'security', 'display_name', s.name, 'description', s.description))
            FROM made m JOIN staged_groups s USING (id)
            """.formatted(AuditColumns.NAMES, AuditColumns.VALUES);

    /** Values: the organization, then what {@link AuditColumns} binds, then the organization. */
    static final String UPDATE = """
            WITH made AS (
                UPDATE groups t SET display_name = s.name, description = coalesce(s.description, t.description)
                FROM decided_groups d JOIN staged_groups s ON s.id = d.staged
                WHERE t.organization_id = ? AND t.id = d.target AND d.result = 'UPDATED'
                RETURNING t.id, t.display_name, t.version, s.id AS staged)
            INSERT INTO audit_events (%s)
            SELECT %s, 'group.change', 'group', m.id::text, m.display_name, m.version, 'done',
                jsonb_build_object('display_name', t.display_name, 'description', t.description),
                jsonb_strip_nulls(jsonb_build_object('display_name', s.name, 'description', s.description))
            FROM made m JOIN staged_groups s ON s.id = m.staged JOIN groups t ON t.organization_id = ? AND t.id = m.id
            """.formatted(AuditColumns.NAMES, AuditColumns.VALUES);

    /** Memberships that are not there yet. Values: the organization. */
    static final String WANT = """
            CREATE TEMPORARY TABLE wanted ON COMMIT DROP AS
            SELECT DISTINCT ON (w.group_id, w.member_id) w.* FROM (
                SELECT s.id, g.id AS group_id, a.id AS member_id, 'user' AS kind, g.name
                FROM staged_members s
                JOIN decided_groups g ON g.key = s.group_key AND g.result <> 'FAILED'
                JOIN arrived a ON a.key = s.member_key
                UNION ALL
                SELECT s.id, g.id, i.id, 'group', g.name
                FROM staged_members s
                JOIN decided_groups g ON g.key = s.group_key AND g.result <> 'FAILED'
                JOIN decided_groups i ON i.key = s.member_key AND i.result <> 'FAILED'
                WHERE g.id <> i.id) w
            WHERE NOT EXISTS (SELECT FROM memberships m WHERE m.organization_id = ? AND m.group_id = w.group_id
                AND m.member_id = w.member_id AND m.living)
            """;

    static final String COUNT_WANTED = "SELECT count(*) FROM wanted";

    static final String COUNT_UNKNOWN = """
            SELECT count(*) FROM staged_members s
            WHERE NOT EXISTS (SELECT FROM staged_keys k WHERE k.key = s.member_key)
              AND NOT EXISTS (SELECT FROM decided_groups g WHERE g.key = s.member_key)
            """;

    static final String COUNT_GROUPS =
            "SELECT count(*) FILTER (WHERE result = 'CREATED'), count(*) FILTER (WHERE result = 'UPDATED'),"
                    + " count(*) FILTER (WHERE result = 'UNCHANGED'), count(*) FILTER (WHERE result = 'FAILED')"
                    + " FROM decided_groups";

    static final String FAILED_GROUPS =
            "SELECT name FROM decided_groups WHERE result = 'FAILED' ORDER BY name LIMIT 20";

    /** Values: the organization, the organization, then what {@link AuditColumns} binds, then the organization. */
    static final String ADD_PEOPLE = """
            WITH made AS (
                INSERT INTO memberships AS m (organization_id, group_id, member_id, id, member_kind)
                SELECT ?, w.group_id, w.member_id, w.id, 'user' FROM wanted w
                    JOIN users u ON u.organization_id = ? AND u.id = w.member_id AND u.deleted_at IS NULL
                WHERE w.kind = 'user'
                ON CONFLICT (organization_id, group_id, member_id) DO UPDATE SET living = true WHERE NOT m.living
                RETURNING group_id, member_id)
            INSERT INTO audit_events (%s)
            SELECT %s, 'group.members.add', 'group', s.group_id::text, s.name, NULL, 'done', NULL,
                jsonb_build_object('member_id', s.member_id, 'member_kind', 'user', 'member_name', u.display_name)
            FROM made JOIN wanted s USING (group_id, member_id)
                JOIN users u ON u.organization_id = ? AND u.id = s.member_id
            """.formatted(AuditColumns.NAMES, AuditColumns.VALUES);

    static final String NESTING = "SELECT w.id, w.group_id, w.member_id, w.name, g.name FROM wanted w"
            + " JOIN decided_groups g ON g.id = w.member_id WHERE w.kind = 'group' ORDER BY w.id";

    /** Values: organization, group, member, id. */
    static final String NEST = """
            INSERT INTO memberships AS m (organization_id, group_id, member_id, id, member_kind) VALUES (?, ?, ?, ?, 'group')
            ON CONFLICT (organization_id, group_id, member_id) DO UPDATE SET living = true WHERE NOT m.living
            """;

    private static final String DIFFERING = """
            CASE WHEN t.display_name <> s.name THEN jsonb_build_object('display_name', %1$s) ELSE '{}' END
                || CASE WHEN s.description IS NOT NULL AND t.description IS DISTINCT FROM s.description
                    THEN jsonb_build_object('description', %2$s) ELSE '{}' END""";

    /** What is about to be done to groups, before it is. Values: the organization. */
    static final String TELL_GROUPS = """
            CREATE TEMPORARY TABLE told_groups ON COMMIT DROP AS
            SELECT d.id, coalesce(t.version, 0) AS version,
                CASE WHEN t.id IS NULL THEN '{}' ELSE %s END AS before,
                CASE WHEN t.id IS NULL THEN jsonb_strip_nulls(
                    jsonb_build_object('created', true, 'display_name', s.name, 'description', s.description)) ELSE %s END AS after
            FROM decided_groups d JOIN staged_groups s ON s.id = d.staged LEFT JOIN groups t ON t.organization_id = ? AND t.id = d.target
            WHERE d.result IN ('CREATED', 'UPDATED')
            """.formatted(
            DIFFERING.formatted("t.display_name", "t.description"), DIFFERING.formatted("s.name", "s.description"));

    /** Into what groups somebody came. Values: the organization. */
    private static final String JOINED = """
            (SELECT w.member_id AS id, jsonb_build_object('groups', jsonb_object_agg(w.group_id, false)) AS was,
                jsonb_build_object('groups', jsonb_object_agg(w.group_id, true)) AS becomes
            FROM wanted w WHERE w.kind = '%s' AND EXISTS (
                SELECT FROM memberships m WHERE m.organization_id = ? AND m.group_id = w.group_id AND m.member_id = w.member_id
                  AND m.living)
            GROUP BY w.member_id) j""";

    /** Adds that to what was prepared of people. Values: the organization. */
    static final String TELL_JOINED =
            "UPDATE prepared p SET before = p.before || j.was, after = p.after || j.becomes FROM "
                    + JOINED.formatted("user") + " WHERE p.target_id = j.id AND p.problem IS NULL";

    /** Those of whom nothing else is told. Values: the organization, twice. */
    static final String TELL_JOINED_ONLY = """
            INSERT INTO %s
            SELECT a.line, u.id, u.upn, u.version, j.was, j.becomes, NULL, NULL
            FROM %s JOIN users u ON u.organization_id = ? AND u.id = j.id
                JOIN (SELECT id, min(line) AS line FROM arrived GROUP BY id) a ON a.id = j.id
            WHERE NOT EXISTS (SELECT FROM prepared p WHERE p.target_id = u.id AND p.problem IS NULL)
            """.formatted(PreparedChanges.TABLE, JOINED.formatted("user"));

    /** The same of groups, in a table that is like that of the people. Values: the organization, twice. */
    static final String PREPARE_GROUPS = """
            CREATE TEMPORARY TABLE %s ON COMMIT DROP AS
            SELECT row_number() OVER (ORDER BY g.id), g.id, g.display_name, coalesce(t.version, g.version),
                coalesce(t.before, '{}') || coalesce(j.was, '{}'), coalesce(t.after, '{}') || coalesce(j.becomes, '{}'),
                NULL::jsonb, NULL::text
            FROM groups g LEFT JOIN told_groups t ON t.id = g.id LEFT JOIN %s ON j.id = g.id
            WHERE g.organization_id = ? AND (t.id IS NOT NULL OR j.id IS NOT NULL)
            """.formatted(PreparedChanges.TABLE, JOINED.formatted("group"));

    /** New people whose short name is somebody else's of the installation. Values: the organization. */
    static final String NAMES_TAKEN = """
            SELECT count(*) FROM staged s JOIN decided d USING (line)
            WHERE d.result = 'CREATED' AND s.has_hash AND s.user_name IS NOT NULL AND NOT EXISTS (
                SELECT FROM logon_names l WHERE l.name_ci = s.user_name_ci AND l.organization_id = ? AND l.user_id = s.id)
            """;

    /** Whom providers know people as, together with who they are here; a line has one key at least. */
    static final String LINKS = """
            SELECT DISTINCT a.id, l.provider, l.subject FROM staged_links l JOIN arrived a USING (line)
            """;

    static final String PROVIDERS =
            "SELECT provider, count(*) FROM staged_links GROUP BY provider ORDER BY provider LIMIT 50";
}
