package io.tenantry.usage.internal;

import io.tenantry.platform.database.Session;
import io.tenantry.usage.DiscoverySource;
import io.tenantry.usage.SourceKind;

/**
 * Tells of an organization's people as this hub knows them, whether they live here or are mirrored from Microsoft: each has an
 * account in the directory, and one in the application of every licence he holds. He uses them on the days on which he signs in.
 * What Microsoft reports of the applications of Microsoft 365 comes along, each an application of its own.
 */
final class HubCollector {
    /** Values: the organization four times, the source, the organization and whether it is a mirror, the directory's application and vendor, and the discovery type three times. */
    private static final String COLLECT = """
            WITH people AS MATERIALIZED (
                SELECT u.id, u.object_id, coalesce(u.mail, CASE WHEN u.upn LIKE '%_@_%' THEN u.upn END) AS mail, u.upn,
                    u.employee_id, u.display_name, u.account_enabled, coalesce(u.country, u.usage_location) AS country,
                    u.department, u.created_at
                FROM users u WHERE u.organization_id = ? AND u.deleted_at IS NULL AND NOT u.is_system),
            held AS (
                SELECT l.user_id, k.application, array_agg(k.display_name ORDER BY k.id) AS plans,
                    array_agg(k.id::text ORDER BY k.id) AS skus
                FROM user_licenses l JOIN (SELECT id, display_name, application_of_sku(display_name) AS application FROM skus) k
                    ON k.id = l.sku_id
                WHERE l.organization_id = ? AND l.held GROUP BY l.user_id, k.application),
            signed_in AS (
                SELECT d.user_id, array_agg(CASE WHEN a.signed_in_at >= d.day::timestamp AT TIME ZONE 'UTC'
                        AND a.signed_in_at < (d.day + 1)::timestamp AT TIME ZONE 'UTC' THEN a.signed_in_at
                    ELSE (d.day + time '12:00') AT TIME ZONE 'UTC' END::text) AS activity
                FROM sign_in_days d
                    LEFT JOIN user_activity a ON a.organization_id = d.organization_id AND a.user_id = d.user_id
                WHERE d.organization_id = ? AND d.day >= coalesce(
                    (SELECT (read_until AT TIME ZONE 'UTC')::date - 1 FROM discovery_sources WHERE organization_id = ? AND id = ?),
                    '-infinity')
                GROUP BY d.user_id),
            reported AS (
                SELECT r.user_id, e.key AS application,
                    ((nullif(e.value, '')::date + time '12:00') AT TIME ZONE 'UTC')::text AS used_at
                FROM reported_use r CROSS JOIN LATERAL jsonb_each_text(r.used) e WHERE r.organization_id = ? AND ?),
            used AS (SELECT user_id, array_agg(DISTINCT used_at) AS activity FROM reported WHERE used_at IS NOT NULL GROUP BY user_id),
            told AS (
                SELECT p.id, g.application, g.vendor, g.discovery_type, '{}'::text[] AS plans, '{}'::text[] AS skus,
                    coalesce(s.activity, '{}') AS activity
                FROM people p CROSS JOIN (SELECT ?::text AS application, ?::text AS vendor, ?::integer AS discovery_type) g
                    LEFT JOIN signed_in s ON s.user_id = p.id
                UNION ALL
                SELECT h.user_id, h.application, 'Microsoft', ?::integer, h.plans, h.skus, coalesce(s.activity, '{}')
                    || CASE h.application WHEN 'Microsoft 365' THEN coalesce(u.activity, '{}') ELSE '{}' END
                FROM held h LEFT JOIN signed_in s ON s.user_id = h.user_id LEFT JOIN used u ON u.user_id = h.user_id
                UNION ALL
                SELECT r.user_id, r.application, 'Microsoft', ?::integer, '{}', '{}', array_remove(ARRAY[r.used_at], NULL)
                FROM reported r)
            INSERT INTO staged (line, application, vendor, external_id, discovery_type, user_id, email, upn, person_key, display_name,
                is_enabled, country, department, first_discovered_at, plans, skus, activity)
            SELECT row_number() OVER (), t.application, t.vendor, p.object_id::text, t.discovery_type, p.id, p.mail, p.upn,
                p.employee_id, p.display_name, p.account_enabled, p.country, p.department, p.created_at, t.plans, t.skus, t.activity
            FROM told t JOIN people p ON p.id = t.id
            """;

    /** What the organization pays for its licences, by the subscription that runs longest. Prices set by hand stay where it has none. */
    private static final String PRICE = """
            UPDATE application_plans p SET price = n.price, currency = n.currency, billing_period = n.billing_period,
                contract_end = n.contract_end, seats = n.seats, version = p.version + 1
            FROM (SELECT x.id, coalesce(CASE s.billing_cycle WHEN 'triennial' THEN s.unit_price / 3 ELSE s.unit_price END, x.price)
                    AS price, coalesce(s.currency, x.currency) AS currency,
                    CASE WHEN s.unit_price IS NULL THEN x.billing_period WHEN s.billing_cycle = 'monthly' THEN 'monthly'
                        ELSE 'yearly' END AS billing_period,
                    coalesce(s.committed_until::date, x.contract_end) AS contract_end, k.enabled + k.warning AS seats
                  FROM application_plans x
                      JOIN subscribed_skus k ON k.organization_id = x.organization_id AND k.sku_id = x.sku_id
                      LEFT JOIN LATERAL (
                          SELECT * FROM subscriptions b WHERE b.organization_id = x.organization_id AND b.sku_id = x.sku_id
                            AND b.status = 'active' ORDER BY b.unit_price IS NULL, b.committed_until DESC, b.id LIMIT 1) s ON true
                  WHERE x.organization_id = ?) n
            WHERE p.organization_id = ? AND p.id = n.id AND (p.price, p.currency, p.billing_period, p.contract_end, p.seats)
                IS DISTINCT FROM (n.price, n.currency, n.billing_period, n.contract_end, n.seats)
            """;

    private static final String READ_UNTIL =
            "UPDATE discovery_sources SET read_until = transaction_timestamp() WHERE organization_id = ? AND id = ?";

    private HubCollector() {}

    static void collect(Session session, DiscoverySource source) {
        Object organization = source.organization().value();
        boolean microsoft = source.kind() == SourceKind.MICROSOFT;
        int type = source.settings().type().number();
        session.run(
                COLLECT,
                organization,
                organization,
                organization,
                organization,
                source.id(),
                organization,
                microsoft,
                microsoft ? "Microsoft Entra ID" : "Tenantry",
                microsoft ? "Microsoft" : "Tenantry",
                type,
                type,
                type);
        session.run(READ_UNTIL, organization, source.id());
    }

    static void price(Session session, DiscoverySource source) {
        session.run(PRICE, source.organization().value(), source.organization().value());
    }
}
