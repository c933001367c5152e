package io.tenantry.microsoft.internal;

import io.tenantry.platform.database.Json;
import io.tenantry.platform.database.Session;
import java.util.UUID;

/**
 * Writes products, units and licences into the mirror. Microsoft tells which licences people hold, mostly also through which
 * groups; what it could not give, for want of a unit for example, is left out.
 */
final class MirrorLicenses {
    private static final String STAGE = """
            CREATE TEMPORARY TABLE staged_licenses (user_id uuid, sku_id uuid, via uuid, disabled_plans uuid[], since timestamptz,
                PRIMARY KEY (user_id, sku_id, via)) ON COMMIT DROP""";

    private static final String PLANS = """
            ARRAY(SELECT plan::uuid FROM jsonb_array_elements_text(
                CASE jsonb_typeof(l -> 'disabledPlans') WHEN 'array' THEN l -> 'disabledPlans' ELSE '[]' END) plan ORDER BY 1)""";

    /** A group that has not come yet is called by Microsoft's name for it until it does. */
    private static final String FILL = """
            INSERT INTO staged_licenses
            SELECT u.id, (l ->> 'skuId')::uuid, coalesce(g.id, (l ->> 'assignedByGroup')::uuid, u.id), %s,
                (l ->> 'lastUpdatedDateTime')::timestamptz
            FROM staged_users s JOIN users u ON u.organization_id = ? AND u.object_id = s.object_id
                CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(s.item -> 'licenseAssignmentStates')
                    WHEN 'array' THEN s.item -> 'licenseAssignmentStates' ELSE '[]' END) l
                LEFT JOIN groups g ON g.organization_id = u.organization_id AND g.object_id = (l ->> 'assignedByGroup')::uuid
            WHERE NOT s.gone AND coalesce(l ->> 'state', 'Active') <> 'Error'
            ON CONFLICT DO NOTHING
            """.formatted(PLANS);

    /** Where Microsoft tells what is held and not why, the ways that are known stay, and what is new is direct. */
    private static final String FILL_UP = """
            INSERT INTO staged_licenses
            SELECT u.id, (l ->> 'skuId')::uuid, coalesce(p.via, u.id), %s, NULL
            FROM staged_users s JOIN users u ON u.organization_id = ? AND u.object_id = s.object_id
                CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(s.item -> 'assignedLicenses')
                    WHEN 'array' THEN s.item -> 'assignedLicenses' ELSE '[]' END) l
                LEFT JOIN license_paths p ON p.organization_id = u.organization_id AND p.user_id = u.id
                    AND p.sku_id = (l ->> 'skuId')::uuid AND NOT jsonb_exists(s.item, 'licenseAssignmentStates')
            WHERE NOT s.gone AND NOT EXISTS (
                SELECT FROM staged_licenses k WHERE k.user_id = u.id AND k.sku_id = (l ->> 'skuId')::uuid)
            ON CONFLICT DO NOTHING
            """.formatted(PLANS);

    private static final String TAKE = """
            DELETE FROM license_paths p USING staged_users s, users u
            WHERE jsonb_exists_any(s.item, ARRAY['assignedLicenses', 'licenseAssignmentStates']) AND NOT s.gone
              AND u.organization_id = ? AND u.object_id = s.object_id
              AND p.organization_id = u.organization_id AND p.user_id = u.id
              AND NOT EXISTS (SELECT FROM staged_licenses l
                  WHERE l.user_id = p.user_id AND l.sku_id = p.sku_id AND l.via = p.via)
            """;

    private static final String GIVE = """
            INSERT INTO license_paths AS p (organization_id, user_id, sku_id, via, disabled_plans, assigned_by, created_at)
            SELECT ?, user_id, sku_id, via, disabled_plans, 'Microsoft', coalesce(since, transaction_timestamp())
            FROM staged_licenses ORDER BY sku_id, user_id, via
            ON CONFLICT (organization_id, user_id, sku_id, via) DO UPDATE SET disabled_plans = excluded.disabled_plans
                WHERE NOT (p.disabled_plans @> excluded.disabled_plans AND p.disabled_plans <@ excluded.disabled_plans)
            """;

    /** Licences that came before the group they come through get to know it. */
    private static final String MEET = """
            UPDATE license_paths p SET via = g.id
            FROM staged_groups s JOIN groups g ON g.organization_id = ? AND g.object_id = s.object_id
            WHERE p.organization_id = g.organization_id AND p.via = s.object_id AND p.via <> p.user_id AND g.id <> s.object_id
            """;

    private static final String HOLD = """
            SELECT hold_mirrored_licenses(?, ARRAY(
                SELECT u.id FROM staged_users s JOIN users u ON u.organization_id = ? AND u.object_id = s.object_id
                WHERE NOT s.gone))
            """;

    private static final String NEW_PLANS = """
            INSERT INTO service_plans (id, name, display_name, applies_to)
            SELECT DISTINCT ON (1) (p ->> 'servicePlanId')::uuid, p ->> 'servicePlanName', p ->> 'servicePlanName',
                CASE p ->> 'appliesTo' WHEN 'Company' THEN 'Company' ELSE 'User' END
            FROM jsonb_array_elements(?::jsonb) s CROSS JOIN LATERAL jsonb_array_elements(s -> 'servicePlans') p
            WHERE NOT EXISTS (SELECT FROM service_plans k WHERE k.id = (p ->> 'servicePlanId')::uuid)
            ON CONFLICT DO NOTHING
            """;

    /** Products that the list does not know yet go by their part number. */
    private static final String NEW_SKUS = """
            WITH made AS (
                INSERT INTO skus (id, part_number, display_name, applies_to)
                SELECT DISTINCT ON (1) (s ->> 'skuId')::uuid, s ->> 'skuPartNumber', s ->> 'skuPartNumber',
                    CASE s ->> 'appliesTo' WHEN 'Company' THEN 'Company' ELSE 'User' END
                FROM jsonb_array_elements(?::jsonb) s
                WHERE NOT EXISTS (SELECT FROM skus k WHERE k.id = (s ->> 'skuId')::uuid)
                ON CONFLICT DO NOTHING RETURNING id)
            INSERT INTO sku_plans (sku_id, plan_id)
            SELECT DISTINCT made.id, (p ->> 'servicePlanId')::uuid
            FROM made JOIN jsonb_array_elements(?::jsonb) s ON (s ->> 'skuId')::uuid = made.id
                CROSS JOIN LATERAL jsonb_array_elements(s -> 'servicePlans') p
            ON CONFLICT DO NOTHING
            """;

    private static final String UNITS = """
            INSERT INTO subscribed_skus AS k (organization_id, sku_id, enabled, warning, suspended, locked_out)
            SELECT ?, x."skuId", u.enabled, u.warning, u.suspended, u."lockedOut"
            FROM (SELECT DISTINCT ON (s ->> 'skuId') (s ->> 'skuId')::uuid AS "skuId", s -> 'prepaidUnits' AS units
                  FROM jsonb_array_elements(?::jsonb) s) x
                CROSS JOIN LATERAL (SELECT coalesce((x.units ->> 'enabled')::integer, 0) AS enabled,
                    coalesce((x.units ->> 'warning')::integer, 0) AS warning,
                    coalesce((x.units ->> 'suspended')::integer, 0) AS suspended,
                    coalesce((x.units ->> 'lockedOut')::integer, 0) AS "lockedOut") u
            ORDER BY 2
            ON CONFLICT (organization_id, sku_id) DO UPDATE SET enabled = excluded.enabled, warning = excluded.warning,
                suspended = excluded.suspended, locked_out = excluded.locked_out
                WHERE (k.enabled, k.warning, k.suspended, k.locked_out)
                    IS DISTINCT FROM (excluded.enabled, excluded.warning, excluded.suspended, excluded.locked_out)
            """;

    private static final String FORMER_UNITS = """
            DELETE FROM subscribed_skus k WHERE k.organization_id = ? AND k.sku_id NOT IN (
                SELECT (s ->> 'skuId')::uuid FROM jsonb_array_elements(?::jsonb) s)
            """;

    private MirrorLicenses() {}

    /** Licences of the people in staged_users; how many came, went or changed. */
    static int write(Session session, UUID organization) {
        session.run(STAGE);
        session.run(FILL, organization);
        session.run(FILL_UP, organization);
        // In this order, so that who gets by another way what he has keeps it.
        int given = session.run(GIVE, organization);
        int taken = session.run(TAKE, organization);
        session.list(HOLD, row -> true, organization, organization);
        return taken + given;
    }

    /** The groups in staged_groups have come. */
    static void meet(Session session, UUID organization) {
        session.run(MEET, organization);
    }

    /** What Microsoft calls {@code subscribedSkus}. */
    static void units(Session session, UUID organization, Json skus) {
        session.run(NEW_PLANS, skus);
        session.run(NEW_SKUS, skus, skus);
        session.run(UNITS, organization, skus);
        session.run(FORMER_UNITS, organization, skus);
    }
}
