package io.tenantry.changes.internal;

import io.tenantry.changes.Subject;

/** The statements that turn a plan round. Where a target was changed since, it stays as it is unless that is forced. */
final class UndoSql {
    /**
     * Who was made is deleted again. Values: what was changed since and is to be undone all the same, the new plan, the plan that is undone.
     */
    private static final String TURN = """
            WITH forced AS (SELECT unnest(?::uuid[]) AS id)
            INSERT INTO change_targets (organization_id, change_id, number, target_id, target_name, version, before, after, state,
                reason)
            SELECT t.organization_id, ?, row_number() OVER (ORDER BY t.number), t.target_id, t.target_name,
                coalesce(s.version, t.applied_version),
                CASE WHEN jsonb_exists(t.after, 'created') THEN '{"deleted": false}'::jsonb
                    WHEN s.version <> t.applied_version AND f.id IS NOT NULL THEN (
                    SELECT jsonb_object_agg(m.key, CASE m.key
                        WHEN 'deleted' THEN to_jsonb(s.deleted_at IS NOT NULL)
                        WHEN 'groups' THEN (
                            SELECT jsonb_object_agg(g.key, EXISTS (
                                SELECT FROM memberships l WHERE l.organization_id = t.organization_id
                                  AND l.group_id = g.key::uuid AND l.member_id = t.target_id AND l.living))
                            FROM jsonb_each(m.value) g)
                        WHEN 'licenses' THEN (
                            SELECT jsonb_object_agg(l.key, to_jsonb(p.disabled_plans)) FROM jsonb_each(m.value) l
                                LEFT JOIN license_paths p ON p.organization_id = t.organization_id
                                AND p.user_id = t.target_id AND p.sku_id = l.key::uuid AND p.via = t.target_id)
                        ELSE to_jsonb(s) -> m.key END)
                    FROM jsonb_each(t.after) m) ELSE t.after END,
                CASE WHEN jsonb_exists(t.after, 'created') THEN '{"deleted": true}'::jsonb ELSE t.before END,
                CASE WHEN s.id IS NULL OR (s.version <> t.applied_version AND f.id IS NULL) THEN 'blocked' ELSE 'planned' END,
                CASE WHEN s.id IS NULL THEN 'It was purged, with its password; nothing brings it back'
                    WHEN s.version <> t.applied_version AND f.id IS NULL THEN 'It was changed by somebody else since' END
            FROM change_targets t
                LEFT JOIN {things} s ON s.organization_id = t.organization_id AND s.id = t.target_id
                LEFT JOIN forced f ON f.id = t.target_id
            WHERE t.change_id = ? AND t.state = 'done'
            """;

    /** Links are told by no version, so they are compared themselves. Values: the reason, the plan. */
    static final String BLOCK_GROUPS = "UPDATE change_targets c SET state = 'blocked', reason = ? WHERE c.change_id = ?"
            + " AND c.state = 'planned' AND " + ChunkSql.GROUPS_DIFFER;

    static final String BLOCK_LICENSES =
            "UPDATE change_targets c SET state = 'blocked', reason = ? WHERE c.change_id = ?"
                    + " AND c.state = 'planned' AND " + ChunkSql.LICENSES_DIFFER;

    /** No version tells who came into a group. Values: the plan, what is forced, the plan that is undone. */
    static final String BLOCK_JOINED = """
            UPDATE change_targets c SET state = 'blocked', reason = 'Somebody came into the group since'
            WHERE c.change_id = ? AND c.state = 'planned' AND c.after -> 'deleted' = 'true' AND c.target_id <> ALL (?::uuid[])
              AND EXISTS (SELECT FROM memberships m JOIN changes u ON u.id = ?
                WHERE m.organization_id = c.organization_id AND m.group_id = c.target_id AND m.living
                  AND m.valid_from > u.finished_at)
            """;

    static final String LINKS_CHANGED_SINCE = "Its groups or licenses were changed by somebody else since";

    private UndoSql() {}

    static String turn(Subject subject) {
        return TURN.replace("{things}", subject.table());
    }
}
