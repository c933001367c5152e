package io.tenantry.changes.internal;

/** The statements that work out a plan from the rows of a file, each of which may want something else. */
final class RowSql {
    static final String TABLE = """
            CREATE TEMPORARY TABLE wished (line bigint PRIMARY KEY, id uuid, name text, members jsonb NOT NULL,
                links jsonb NOT NULL, problem text, new_id uuid) ON COMMIT DROP
            """;

    static final String ADD = "INSERT INTO wished VALUES (?, ?::uuid, ?, ?::jsonb, ?::jsonb, ?,"
            + " CASE WHEN ? THEN time_ordered_id() END)";

    static final String MAKES = "SELECT EXISTS (SELECT FROM change_targets WHERE change_id = ? AND state = 'planned'"
            + " AND jsonb_exists(after, 'created'))";

    /** Values: the organization. */
    static final String LINK_GROUPS = """
            CREATE TEMPORARY TABLE linked_groups ON COMMIT DROP AS
            SELECT w.line, n.name, k.kind = 'addTo' AS wanted, g.id, count(*) OVER (PARTITION BY w.line, k.kind, n.name) AS matches
            FROM wished w CROSS JOIN (VALUES ('addTo'), ('removeFrom')) k (kind)
                CROSS JOIN LATERAL jsonb_array_elements_text(w.links -> k.kind) n (name)
                LEFT JOIN groups g ON g.organization_id = ? AND g.deleted_at IS NULL
                    AND (g.id::text = lower(n.name) OR g.display_name_ci = lower(n.name))
            """;

    static final String LINK_LICENSES = """
            CREATE TEMPORARY TABLE linked_licenses ON COMMIT DROP AS
            SELECT w.line, n.name, k.kind = 'assign' AS wanted, s.id, count(*) OVER (PARTITION BY w.line, k.kind, n.name) AS matches
            FROM wished w CROSS JOIN (VALUES ('assign'), ('unassign')) k (kind)
                CROSS JOIN LATERAL jsonb_array_elements_text(w.links -> k.kind) n (name)
                LEFT JOIN skus s ON s.applies_to = 'User'
                    AND (s.id::text = lower(n.name) OR s.part_number_ci = lower(n.name) OR s.display_name_ci = lower(n.name))
            """;

    static final String DOUBT_GROUPS = """
            UPDATE wished w SET problem = CASE WHEN l.id IS NULL THEN 'There is no group ' ELSE 'Several groups are called ' END
                || l.name
            FROM linked_groups l WHERE w.problem IS NULL AND l.line = w.line AND (l.id IS NULL OR l.matches > 1)
            """;

    static final String DOUBT_LICENSES = """
            UPDATE wished w SET problem = CASE WHEN l.id IS NULL THEN 'There is no product ' ELSE 'Several products are called ' END
                || l.name
            FROM linked_licenses l WHERE w.problem IS NULL AND l.line = w.line AND (l.id IS NULL OR l.matches > 1)
            """;

    /** What the rows {@code m} change about groups and licences, as {@code g} and {@code l}. Values: the organization, twice. */
    static final String LINKED = """
            LEFT JOIN LATERAL (
                SELECT jsonb_build_object('groups', jsonb_object_agg(k.id::text, NOT k.wanted)) AS before,
                    jsonb_build_object('groups', jsonb_object_agg(k.id::text, k.wanted)) AS after
                FROM linked_groups k WHERE k.line = m.line AND k.id IS NOT NULL AND k.wanted <> EXISTS (
                    SELECT FROM memberships s WHERE s.organization_id = ? AND s.group_id = k.id AND s.member_id = m.id
                      AND s.living)
                HAVING count(*) > 0) g ON m.problem IS NULL
            LEFT JOIN LATERAL (
                SELECT jsonb_build_object('licenses', jsonb_object_agg(k.id::text, to_jsonb(d.disabled_plans))) AS before,
                    jsonb_build_object('licenses', jsonb_object_agg(k.id::text, CASE WHEN k.wanted THEN '[]'::jsonb END)) AS after
                FROM linked_licenses k LEFT JOIN license_paths d ON d.organization_id = ?
                    AND d.user_id = m.id AND d.sku_id = k.id AND d.via = m.id
                WHERE k.line = m.line AND k.id IS NOT NULL AND k.wanted <> (d.user_id IS NOT NULL)
                HAVING count(*) > 0) l ON m.problem IS NULL
            """;

    /** Values: the organization, three times, the organization, the change. Answers how many rows differ from what is. */
    static final String INSERT = """
            WITH here AS (SELECT ?::uuid AS id),
            met AS (
                SELECT w.line, w.name, w.members, coalesce(u.id, w.new_id) AS id, u.id IS NULL AND w.new_id IS NOT NULL AS is_new, coalesce(u.upn, w.name) AS upn,
                    u.version, to_jsonb(u) AS now,
                    coalesce(w.problem, CASE WHEN u.id IS NULL AND w.new_id IS NULL THEN 'There is no such person'
                        WHEN min(w.line) OVER (PARTITION BY coalesce(u.id::text, lower(w.name))) < w.line THEN
                            'Line ' || min(w.line) OVER (PARTITION BY coalesce(u.id::text, lower(w.name))) || ' is about the same person'
                        WHEN u.is_system THEN 'What belongs to the hub itself cannot be changed'
                        WHEN u.id IS NOT NULL THEN NULL
                        WHEN NOT jsonb_exists(w.members, 'display_name') THEN 'A person who is not there is made with a displayName'
                        WHEN w.name !~ '^[^@[:space:]]+@[^@[:space:]]+$' THEN 'This is not a sign-in name'
                        WHEN EXISTS (SELECT FROM domains WHERE organization_id = h.id) AND NOT EXISTS (
                            SELECT FROM domains d WHERE d.organization_id = h.id AND d.is_verified
                              AND d.name = split_part(lower(w.name), '@', 2))
                            THEN 'The domain of the sign-in name is not a verified domain of the organization'
                        WHEN EXISTS (SELECT FROM users o WHERE o.organization_id = h.id AND o.deleted_at IS NULL
                                       AND o.user_name_ci = lower(w.name)) THEN 'Somebody else has the sign-in name' END) AS problem
                FROM here h CROSS JOIN wished w LEFT JOIN users u ON u.organization_id = h.id AND u.deleted_at IS NULL
                    AND (u.id = w.id OR u.upn_ci = lower(w.name))),
            worked AS (
                SELECT m.*, '{}'::jsonb || coalesce(p.before, '{}') || coalesce(g.before, '{}') || coalesce(l.before, '{}') AS before,
                    CASE WHEN m.is_new THEN '{"created": true}' ELSE '{}' END::jsonb || coalesce(p.after, '{}') || coalesce(g.after, '{}') || coalesce(l.after, '{}') AS after
                FROM met m
                LEFT JOIN LATERAL (
                    SELECT jsonb_object_agg(o.key, o.before) AS before, jsonb_object_agg(o.key, o.after) AS after FROM (
                        SELECT e.key, m.now -> e.key AS before, e.value AS after FROM jsonb_each(m.members) e
                        WHERE m.now -> e.key IS DISTINCT FROM e.value
                        UNION ALL
                        SELECT 'inactive_reason', m.now -> 'inactive_reason',
                            CASE WHEN m.members -> 'account_enabled' = 'true' THEN 'null' ELSE '"manual"' END::jsonb
                        WHERE m.members -> 'account_enabled' <> m.now -> 'account_enabled') o) p ON m.problem IS NULL
            """ + LINKED + "),\n" + """
            kept AS (
                INSERT INTO change_targets (organization_id, change_id, number, target_id, target_name, version, before, after, state,
                    reason)
                SELECT ?, ?, row_number() OVER (ORDER BY line), coalesce(id, '00000000-0000-0000-0000-000000000000'),
                    coalesce(upn, name, '?'), coalesce(version, 0), before, after,
                    CASE WHEN problem IS NULL THEN 'planned' ELSE 'blocked' END, 'Line ' || line || ': ' || problem
                FROM worked WHERE problem IS NOT NULL OR after <> '{}' RETURNING number)
            SELECT count(*) FROM kept
            """;

    private RowSql() {}
}
