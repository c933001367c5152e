package io.tenantry.microsoft.internal;

import io.tenantry.platform.database.Json;
import io.tenantry.platform.database.Session;
import java.util.UUID;

/** Writes what an organization has bought at Microsoft into the mirror. */
final class MirrorSubscriptions {
    /**
     * Partner Center names what was bought by an offer, and Graph the product. Graph tells both names of a subscription; where it
     * does not, the offer may be the product, or called like it. What is no licence, such as an Azure plan, is nobody's product and
     * is left out. Values: Partner Center's subscriptions, Graph's, the organization.
     */
    private static final String STAGE = """
            CREATE TEMPORARY TABLE staged_subscriptions ON COMMIT DROP AS
            SELECT DISTINCT ON (s.id) s.id, k.sku_id, s.entitlement_id, s.order_id, s.friendly_name, s.quantity, s.status, s.term,
                s.billing_cycle, s.auto_renew, s.created_at, coalesce(s.started_at, s.created_at) AS started_at,
                coalesce(s.committed_until, coalesce(s.started_at, s.created_at) + s.term::interval) AS committed_until
            FROM (SELECT (x.item ->> 'id')::uuid AS id,
                    stand_in_id(coalesce(nullif(x.item ->> 'entitlementId', ''), x.item ->> 'id')) AS entitlement_id,
                    stand_in_id(coalesce(nullif(x.item ->> 'orderId', ''), x.item ->> 'id')) AS order_id,
                    left(coalesce(nullif(x.item ->> 'friendlyName', ''), nullif(x.item ->> 'offerName', ''), x.item ->> 'id'), 256)
                        AS friendly_name,
                    (x.item ->> 'quantity')::integer AS quantity,
                    CASE WHEN x.item ->> 'status' IN ('active', 'pending', 'suspended', 'expired', 'disabled', 'deleted')
                        THEN x.item ->> 'status' ELSE 'pending' END AS status,
                    CASE WHEN x.item ->> 'termDuration' IN ('P1M', 'P1Y', 'P3Y') THEN x.item ->> 'termDuration' ELSE 'P1Y' END
                        AS term,
                    CASE WHEN x.item ->> 'billingCycle' IN ('monthly', 'annual', 'triennial') THEN x.item ->> 'billingCycle'
                        ELSE 'annual' END AS billing_cycle,
                    coalesce((x.item ->> 'autoRenewEnabled')::boolean, false) AS auto_renew,
                    coalesce((x.item ->> 'creationDate')::timestamptz, transaction_timestamp()) AS created_at,
                    (x.item ->> 'effectiveStartDate')::timestamptz AS started_at,
                    (x.item ->> 'commitmentEndDate')::timestamptz AS committed_until, x.item
                FROM jsonb_array_elements(?::jsonb) AS x (item)
                WHERE x.item ->> 'id' ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' AND (x.item ->> 'quantity')::integer > 0) s
            CROSS JOIN LATERAL (
                SELECT (g ->> 'skuId')::uuid AS sku_id, 1 AS rank FROM jsonb_array_elements(?::jsonb) g
                WHERE s.id::text IN (lower(g ->> 'commerceSubscriptionId'), lower(g ->> 'id'))
                UNION ALL
                SELECT b.sku_id, CASE WHEN b.sku_id::text = lower(s.item ->> 'offerId') THEN 2 ELSE 3 END
                FROM subscribed_skus b LEFT JOIN skus k ON k.id = b.sku_id
                WHERE b.organization_id = ? AND (b.sku_id::text = lower(s.item ->> 'offerId')
                    OR k.display_name_ci IN (lower(s.item ->> 'offerName'), lower(s.item ->> 'friendlyName')))
                ORDER BY rank LIMIT 1) k
            """;

    private static final String WRITE = """
            INSERT INTO subscriptions AS b (organization_id, id, sku_id, entitlement_id, order_id, friendly_name, quantity, status,
                term, billing_cycle, auto_renew, created_at, started_at, committed_until)
            SELECT ?, id, sku_id, entitlement_id, order_id, friendly_name, quantity, status, term, billing_cycle, auto_renew,
                created_at, started_at, committed_until FROM staged_subscriptions
            ON CONFLICT (organization_id, id) DO UPDATE SET sku_id = excluded.sku_id, entitlement_id = excluded.entitlement_id,
                order_id = excluded.order_id, friendly_name = excluded.friendly_name, quantity = excluded.quantity,
                status = excluded.status, term = excluded.term, billing_cycle = excluded.billing_cycle,
                auto_renew = excluded.auto_renew, started_at = excluded.started_at, committed_until = excluded.committed_until
                WHERE (b.sku_id, b.entitlement_id, b.order_id, b.friendly_name, b.quantity, b.status, b.term, b.billing_cycle,
                        b.auto_renew, b.started_at, b.committed_until) IS DISTINCT FROM
                    (excluded.sku_id, excluded.entitlement_id, excluded.order_id, excluded.friendly_name, excluded.quantity,
                        excluded.status, excluded.term, excluded.billing_cycle, excluded.auto_renew, excluded.started_at,
                        excluded.committed_until)
            """;

    private static final String FORMER = """
            UPDATE subscriptions b SET status = 'deleted' WHERE b.organization_id = ? AND b.status <> 'deleted'
              AND NOT EXISTS (SELECT FROM staged_subscriptions s WHERE s.id = b.id)
            """;

    private MirrorSubscriptions() {}

    /**
     * Writes all of an organization's subscriptions, and tells how many are new, other or over.
     *
     * @param bought as Partner Center tells of them
     * @param known as Graph does
     */
    static int write(Session session, UUID organization, Json bought, Json known) {
        session.run(STAGE, bought, known, organization);
        return session.run(WRITE, organization) + session.run(FORMER, organization);
    }
}
