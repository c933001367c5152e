package io.tenantry.federation.internal;

import io.tenantry.audit.AuditColumns;

/**
 * The statements that turn a directory's groups into groups of the hub, and their members into members. Members that somebody
 * added by hand stay: only people and groups of the same directory are taken out.
 */
final class GroupStatements {
    private GroupStatements() {}

    static final String STAGE = """
            CREATE TEMPORARY TABLE staged_groups (id uuid NOT NULL, external_id text NOT NULL, dn_key text COLLATE "C" NOT NULL,
                name text NOT NULL, description text) ON COMMIT DROP
            """;

    static final String COPY = "COPY staged_groups (id, external_id, dn_key, name, description) FROM STDIN";

    /** Values: organization, source. */
    static final String DECIDE = """
            CREATE TEMPORARY TABLE decided_groups ON COMMIT DROP AS
            SELECT s.id, g.group_id AS target, t.deleted_at IS NOT NULL AND g.gone_at IS NOT NULL AS is_restored,
                CASE WHEN g.group_id IS NULL THEN 'created' WHEN t.deleted_at IS NOT NULL AND g.gone_at IS NULL THEN 'left'
                    WHEN t.display_name <> s.name OR t.description IS DISTINCT FROM s.description
                        OR t.external_id IS DISTINCT FROM s.external_id OR t.deleted_at IS NOT NULL THEN 'changed'
                    ELSE 'unchanged' END AS result
            FROM staged_groups s
            LEFT JOIN directory_groups g ON g.organization_id = ? AND g.source_id = ? AND g.external_id = s.external_id
            LEFT JOIN groups t ON t.organization_id = g.organization_id AND t.id = g.group_id
            """;

    /** Values: the organization, then what {@link AuditColumns} binds. */
    static final String CREATE = """
            WITH made AS (
                INSERT INTO groups (organization_id, id, object_id, kind, display_name, description, external_id)
                SELECT ?, s.id, s.id, 'hub', s.name, s.description, s.external_id
                FROM staged_groups s JOIN decided_groups d USING (id) WHERE d.result = 'created'
                RETURNING id, display_name, version)
            INSERT INTO audit_events (%s)
            SELECT %s, 'group.create', 'group', m.id::text, m.display_name, m.version, 'done', NULL, jsonb_strip_nulls(
                jsonb_build_object('kind', 'hub', 'display_name', s.name, 'description', s.description,
                    'external_id', s.external_id))
            FROM made m JOIN staged_groups s USING (id)
            """.formatted(AuditColumns.NAMES, AuditColumns.VALUES);

    /** Values: the organization, then what {@link AuditColumns} binds, then the organization. */
    static final String UPDATE = """
            WITH made AS (
                UPDATE groups t SET display_name = s.name, description = s.description, external_id = s.external_id,
                    deleted_at = CASE WHEN d.is_restored THEN NULL ELSE t.deleted_at END
                FROM staged_groups s JOIN decided_groups d USING (id)
                WHERE t.organization_id = ? AND t.id = d.target AND d.result = 'changed'
                RETURNING t.id, t.display_name, t.version, s.id AS staged)
            INSERT INTO audit_events (%s)
            SELECT %s, CASE WHEN d.is_restored THEN 'group.restore' ELSE 'group.change' END, 'group', m.id::text, m.display_name,
                m.version, 'done', jsonb_build_object('display_name', t.display_name, 'description', t.description),
                jsonb_build_object('display_name', s.name, 'description', s.description)
            FROM made m JOIN staged_groups s ON s.id = m.staged JOIN decided_groups d ON d.id = s.id
                JOIN groups t ON t.organization_id = ? AND t.id = m.id
            """.formatted(AuditColumns.NAMES, AuditColumns.VALUES);

    /** Values: organization, source, run. */
    static final String KNOW = """
            INSERT INTO directory_groups AS g (organization_id, source_id, external_id, group_id, dn_key, seen_run)
            SELECT ?, ?, s.external_id, coalesce(d.target, s.id), s.dn_key, ? FROM staged_groups s JOIN decided_groups d USING (id)
            ON CONFLICT (organization_id, source_id, external_id)
                DO UPDATE SET dn_key = excluded.dn_key, seen_run = excluded.seen_run, gone_at = NULL
            """;

    static final String STAGE_MEMBERS = """
            CREATE TEMPORARY TABLE staged_members (id uuid NOT NULL, group_key text NOT NULL, member_key text COLLATE "C",
                login_key text COLLATE "C") ON COMMIT DROP
            """;

    static final String COPY_MEMBERS = "COPY staged_members (id, group_key, member_key, login_key) FROM STDIN";

    /** The groups of the page. Values: organization, source, the groups' external ids. */
    static final String AIM = """
            CREATE TEMPORARY TABLE aimed_groups ON COMMIT DROP AS
            SELECT g.external_id, g.group_id, t.display_name FROM directory_groups g
                JOIN groups t ON t.organization_id = g.organization_id AND t.id = g.group_id AND t.deleted_at IS NULL
            WHERE g.organization_id = ? AND g.source_id = ? AND g.external_id = ANY (?::text[])
            """;

    /** Values: organization and source, three times. */
    static final String WANT = """
            CREATE TEMPORARY TABLE wanted ON COMMIT DROP AS
            SELECT DISTINCT ON (group_id, member_id) w.* FROM (
                SELECT s.id, a.group_id, p.user_id AS member_id, 'user' AS kind, a.display_name
                FROM staged_members s JOIN aimed_groups a ON a.external_id = s.group_key
                JOIN directory_people p ON p.organization_id = ? AND p.source_id = ? AND p.dn_key = s.member_key
                WHERE p.gone_at IS NULL
                UNION ALL
                SELECT s.id, a.group_id, p.user_id, 'user', a.display_name
                FROM staged_members s JOIN aimed_groups a ON a.external_id = s.group_key
                JOIN directory_people p ON p.organization_id = ? AND p.source_id = ? AND p.login_key = s.login_key
                WHERE p.gone_at IS NULL
                UNION ALL
                SELECT s.id, a.group_id, g.group_id, 'group', a.display_name
                FROM staged_members s JOIN aimed_groups a ON a.external_id = s.group_key
                JOIN directory_groups g ON g.organization_id = ? AND g.source_id = ? AND g.dn_key = s.member_key
                WHERE g.gone_at IS NULL) w
            """;

    /** Values: the organization, the source, the source, the organization. */
    static final String SUPERFLUOUS = """
            SELECT m.group_id, m.member_id, m.member_kind, a.display_name,
                coalesce((SELECT u.display_name FROM users u WHERE u.organization_id = m.organization_id AND u.id = m.member_id),
                    (SELECT g.display_name FROM groups g WHERE g.organization_id = m.organization_id AND g.id = m.member_id), '')
            FROM aimed_groups a JOIN memberships m ON m.organization_id = ? AND m.group_id = a.group_id AND m.living
            WHERE (EXISTS (SELECT FROM directory_people p WHERE p.organization_id = m.organization_id AND p.source_id = ?
                       AND p.user_id = m.member_id)
                   OR EXISTS (SELECT FROM directory_groups g WHERE g.organization_id = m.organization_id AND g.source_id = ?
                       AND g.group_id = m.member_id))
              AND NOT EXISTS (SELECT FROM wanted w WHERE w.group_id = m.group_id AND w.member_id = m.member_id)
            """;

    /** Values: the organization, group ids, member ids. */
    static final String REMOVE = """
            DELETE FROM memberships m USING unnest(?::uuid[], ?::uuid[]) AS gone (group_id, member_id)
            WHERE m.organization_id = ? AND m.group_id = gone.group_id AND m.member_id = gone.member_id AND m.living
            """;

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
            SELECT %s, 'group.members.add', 'group', s.group_id::text, s.display_name, NULL, 'done', NULL,
                jsonb_build_object('member_id', s.member_id, 'member_kind', 'user', 'member_name', u.display_name)
            FROM made JOIN wanted s USING (group_id, member_id)
                JOIN users u ON u.organization_id = ? AND u.id = s.member_id
            """.formatted(AuditColumns.NAMES, AuditColumns.VALUES);

    /** Groups that are not members yet. Values: the organization. */
    static final String NEW_NESTING = """
            SELECT w.group_id, w.member_id, w.display_name, g.display_name FROM wanted w
                JOIN groups g ON g.organization_id = ? AND g.id = w.member_id AND g.deleted_at IS NULL
            WHERE w.kind = 'group' AND NOT EXISTS (
                SELECT FROM memberships m WHERE m.organization_id = g.organization_id AND m.group_id = w.group_id
                  AND m.member_id = w.member_id AND m.living)
            """;

    /** Values: organization, group, member, id. */
    static final String NEST = """
            INSERT INTO memberships AS m (organization_id, group_id, member_id, id, member_kind) VALUES (?, ?, ?, ?, 'group')
            ON CONFLICT (organization_id, group_id, member_id) DO UPDATE SET living = true WHERE NOT m.living
            """;
}
