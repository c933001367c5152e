package io.tenantry.changes.internal;

/**
 * Finds targets that would be left with a service plan whose own needs are not met, just as a change of one person's licences
 * refuses it. Most targets have the same licences as many others, so each combination is looked at once.
 */
final class PlanNeeds {
    /** What the targets named in {@code {targets}} would hold by all ways, and what of that is lacking. */
    private static final String LACKING = """
            WITH asked AS MATERIALIZED (
                SELECT t.organization_id, t.number, t.after -> 'licenses' AS wanted, (
                    SELECT jsonb_agg(DISTINCT jsonb_build_array(w.sku_id, w.disabled)) FROM (
                        SELECT p.sku_id, to_jsonb(coalesce(g.disabled_plans, p.disabled_plans)) AS disabled
                        FROM license_paths p LEFT JOIN group_licenses g ON g.organization_id = p.organization_id
                            AND g.group_id = p.via AND g.sku_id = p.sku_id
                        WHERE p.organization_id = t.organization_id AND p.user_id = t.target_id
                          AND NOT (p.via = t.target_id AND jsonb_exists(t.after -> 'licenses', p.sku_id::text))
                        UNION ALL
                        SELECT l.key::uuid, l.value FROM jsonb_each(t.after -> 'licenses') l WHERE l.value <> 'null') w) AS ways
                FROM {targets} AND jsonb_exists(t.after, 'licenses')),
            kinds AS MATERIALIZED (SELECT DISTINCT wanted, ways FROM asked WHERE ways IS NOT NULL),
            lacking AS MATERIALIZED (
                SELECT DISTINCT ON (k.wanted, k.ways) k.wanted, k.ways, 'The service plan ' || s.display_name || ' depends on '
                    || (SELECT string_agg(n.display_name, ' or ' ORDER BY n.display_name) FROM service_plans n
                        WHERE n.id = ANY (s.needs_one_of)) || ', which would not be enabled' AS reason
                FROM kinds k CROSS JOIN LATERAL (
                        SELECT array_agg(DISTINCT o.plan_id) AS plans
                        FROM jsonb_array_elements(k.ways) way JOIN sku_plans o ON o.sku_id = (way.value ->> 0)::uuid
                        WHERE NOT jsonb_exists(way.value -> 1, o.plan_id::text)) enabled
                    JOIN service_plans s ON s.id = ANY (enabled.plans) AND s.needs_one_of <> '{}'
                        AND NOT s.needs_one_of && enabled.plans
                WHERE EXISTS (
                    SELECT FROM jsonb_each(k.wanted) l JOIN sku_plans o ON o.sku_id = l.key::uuid
                    WHERE CASE WHEN l.value = 'null' OR jsonb_exists(l.value, o.plan_id::text)
                        THEN o.plan_id = ANY (s.needs_one_of) ELSE o.plan_id = s.id END)
                ORDER BY k.wanted, k.ways, s.display_name)
            """;

    /** Values: the plan, twice. */
    static final String BLOCK =
            LACKING.replace("{targets}", "change_targets t WHERE t.change_id = ? AND t.state = 'planned'") + """
            UPDATE change_targets t SET state = 'blocked', reason = x.reason FROM asked a
                JOIN lacking x ON x.wanted = a.wanted AND x.ways = a.ways
            WHERE t.organization_id = a.organization_id AND t.change_id = ? AND t.number = a.number
            """;

    /** What groups and others gave or took since may make a plan wrong that was right. */
    static final String JUDGE = LACKING.replace("{targets}", "chunk t WHERE t.state IS NULL") + """
            UPDATE chunk t SET state = 'conflict', reason = x.reason FROM asked a
                JOIN lacking x ON x.wanted = a.wanted AND x.ways = a.ways
            WHERE t.number = a.number
            """;

    private PlanNeeds() {}
}
