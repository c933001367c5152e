package io.tenantry.usage.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.SavingSetting;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements that look for savings. */
public final class SavingSearchSql {
    /**
     * Takes the organization, four lists about the rules, the organization, what is excluded, the organization twice, and the
     * moment. A seat's cost is in the organization's currency where it knows what others are worth.
     */
    private static final String FOUND = """
            WITH asked AS (SELECT ?::uuid AS organization, ?::timestamptz AS moment), rules AS (
                SELECT r.rule, r.days::integer, r.confidence::integer, r.at_least::numeric, r.rank
                FROM unnest(?::text[], ?::text[], ?::text[], ?::text[]) WITH ORDINALITY AS r (rule, days, confidence, at_least, rank)
            ), priced AS (
                SELECT p.id, p.application_id, p.sku_id, p.name, p.contract_end, p.seats, coalesce(g.currency, p.currency) AS currency,
                    p.price_per_month * coalesce((g.rates ->> p.currency)::numeric, 1) AS cost, y.name AS application_name, y.vendor
                FROM asked CROSS JOIN application_plans p
                    JOIN applications y ON y.organization_id = p.organization_id AND y.id = p.application_id
                    LEFT JOIN usage_settings g ON g.organization_id = p.organization_id
                WHERE p.organization_id = asked.organization AND p.price_per_month > 0
                  AND p.id <> ALL (?::uuid[]) AND (p.sku_id IS NULL OR p.sku_id <> ALL (?::uuid[]))
            ), seats AS (
                SELECT k.id AS subject, p.id AS plan_id, p.application_id, p.sku_id, p.cost, p.currency, p.contract_end,
                    k.account_id, a.person_id, coalesce(a.user_id, w.user_id) AS user_id, k.first_discovered_at,
                    coalesce(a.is_enabled, true) AS is_enabled, u.last_active_at, d.name AS source_name,
                    p.name AS plan_name, p.application_name, p.vendor, w.display_name AS person_name,
                    row_number() OVER (PARTITION BY a.person_id, k.plan_id ORDER BY a.last_active_at DESC NULLS LAST, k.id) AS copy
                FROM asked
                    JOIN account_plans k ON k.organization_id = asked.organization
                    JOIN priced p ON p.id = k.plan_id
                    JOIN app_accounts a ON a.organization_id = k.organization_id AND a.id = k.account_id AND a.gone_at IS NULL
                    JOIN people w ON w.organization_id = a.organization_id AND w.id = a.person_id AND w.removed_at IS NULL
                    JOIN discovery_sources d ON d.organization_id = a.organization_id AND d.id = a.source_id
                    LEFT JOIN person_applications u ON u.organization_id = a.organization_id AND u.person_id = a.person_id
                        AND u.application_id = p.application_id
                WHERE a.person_id <> ALL (?::uuid[])
            ), contents AS (
                SELECT x.sku_id, array_agg(x.plan_id) AS plans
                FROM sku_plans x JOIN service_plans v ON v.id = x.plan_id AND v.applies_to = 'User'
                WHERE x.sku_id IN (SELECT sku_id FROM priced) GROUP BY x.sku_id
            ), bigger AS (
                SELECT small.id AS plan_id, big.id AS bigger_id, big.name
                FROM priced small JOIN contents s ON s.sku_id = small.sku_id
                    JOIN contents b ON s.plans <@ b.plans AND cardinality(s.plans) < cardinality(b.plans)
                    JOIN priced big ON big.sku_id = b.sku_id
            ), contained AS (
                SELECT s.subject, min(b.name) AS name
                FROM seats s JOIN bigger b ON b.plan_id = s.plan_id
                    JOIN seats o ON o.person_id = s.person_id AND o.plan_id = b.bigger_id
                GROUP BY s.subject
            ), met AS (
                SELECT s.subject, min(c.name) AS contained_in, array_agg(r.rule ORDER BY r.rank) AS rules,
                    array_agg(r.confidence ORDER BY r.rank) AS confidences
                FROM asked CROSS JOIN seats s LEFT JOIN contained c ON c.subject = s.subject
                    JOIN rules r ON s.cost >= r.at_least AND CASE
                        WHEN r.rule = 'disabled-account' THEN NOT s.is_enabled
                        WHEN r.rule = 'never-used' THEN s.last_active_at IS NULL
                            AND s.first_discovered_at < asked.moment - make_interval(days => r.days)
                        WHEN r.rule = 'contained-in-bigger' THEN c.name IS NOT NULL
                        WHEN r.rule = 'duplicate-plan' THEN s.copy > 1
                        WHEN r.rule = 'unassigned-seats' THEN false
                        ELSE s.last_active_at < asked.moment - make_interval(days => r.days) END
                GROUP BY s.subject
            ), counted AS (
                SELECT p.*, coalesce(q.enabled, p.seats) AS bought, coalesce(n.units, (
                    SELECT count(*) FROM account_plans k
                        JOIN app_accounts a ON a.organization_id = k.organization_id AND a.id = k.account_id AND a.gone_at IS NULL
                    WHERE k.organization_id = asked.organization AND k.plan_id = p.id)) AS assigned
                FROM asked CROSS JOIN priced p
                    LEFT JOIN subscribed_skus q ON q.organization_id = asked.organization AND q.sku_id = p.sku_id
                    LEFT JOIN consumed_units n ON n.organization_id = asked.organization AND n.sku_id = p.sku_id
                WHERE EXISTS (SELECT FROM rules r WHERE r.rule = 'unassigned-seats')
            ), found AS MATERIALIZED (
                SELECT s.subject, m.rules[1] AS rule, m.rules[2:] AS also, s.plan_id, s.application_id, s.sku_id, s.account_id,
                    s.person_id, s.user_id, 1 AS seats, s.cost AS amount, s.currency,
                    jsonb_strip_nulls(jsonb_build_object('firstDiscovered', s.first_discovered_at, 'lastActivity', s.last_active_at,
                        'accountEnabled', s.is_enabled, 'containedIn', m.contained_in, 'source', s.source_name)) AS evidence,
                    m.confidences[1] AS confidence, s.contract_end, s.last_active_at, s.plan_name, s.application_name, s.vendor,
                    s.person_name
                FROM met m JOIN seats s ON s.subject = m.subject
                UNION ALL
                SELECT c.id, r.rule, '{}'::text[], c.id, c.application_id, c.sku_id, NULL, NULL, NULL, (c.bought - c.assigned)::integer,
                    c.cost * (c.bought - c.assigned), c.currency, jsonb_build_object('bought', c.bought, 'assigned', c.assigned),
                    r.confidence, c.contract_end, NULL, c.name, c.application_name, c.vendor, NULL
                FROM counted c JOIN rules r ON r.rule = 'unassigned-seats'
                    AND c.cost * (c.bought - c.assigned) >= greatest(r.at_least, 0.0001)
            )
            """;

    private static final String WRITE = FOUND + """
            , gone AS (
                DELETE FROM savings v USING asked WHERE v.organization_id = asked.organization
                  AND NOT EXISTS (SELECT FROM found f WHERE f.subject = v.subject)
            )
            INSERT INTO savings AS v (organization_id, id, subject, rule, also, plan_id, application_id, sku_id, account_id, person_id,
                user_id, seats, amount_per_month, currency, evidence, confidence, contract_end, last_active_at, plan_name,
                application_name, vendor, person_name)
            SELECT asked.organization, gen_random_uuid(), f.subject, f.rule, f.also, f.plan_id, f.application_id, f.sku_id,
                f.account_id, f.person_id, f.user_id, f.seats, round(f.amount, 4), f.currency, f.evidence, f.confidence,
                f.contract_end, f.last_active_at, f.plan_name, f.application_name, f.vendor, f.person_name
            FROM asked CROSS JOIN found f
            ON CONFLICT (organization_id, subject) DO UPDATE SET rule = excluded.rule, also = excluded.also,
                plan_id = excluded.plan_id, application_id = excluded.application_id, sku_id = excluded.sku_id,
                account_id = excluded.account_id, person_id = excluded.person_id, user_id = excluded.user_id,
                seats = excluded.seats, amount_per_month = excluded.amount_per_month, currency = excluded.currency,
                evidence = excluded.evidence, confidence = excluded.confidence, contract_end = excluded.contract_end,
                last_active_at = excluded.last_active_at, plan_name = excluded.plan_name,
                application_name = excluded.application_name, vendor = excluded.vendor, person_name = excluded.person_name
            WHERE (v.rule, v.also, v.plan_id, v.person_id, v.user_id, v.sku_id, v.seats, v.amount_per_month, v.currency, v.evidence,
                    v.confidence, v.contract_end, v.plan_name, v.application_name, v.vendor, v.person_name)
                IS DISTINCT FROM (excluded.rule, excluded.also, excluded.plan_id, excluded.person_id, excluded.user_id,
                    excluded.sku_id, excluded.seats, excluded.amount_per_month, excluded.currency, excluded.evidence,
                    excluded.confidence, excluded.contract_end, excluded.plan_name, excluded.application_name, excluded.vendor,
                    excluded.person_name)
            """;

    /** The first search waits until all accounts are somebody's: before that it would find next to nothing, and not look again for hours. */
    private static final String DUE = """
            SELECT o.organization_id FROM organizations o
                LEFT JOIN saving_searches s ON s.organization_id = o.organization_id
            WHERE o.deleted_at IS NULL AND (s.searched_at IS NULL OR s.searched_at < ?)
              AND EXISTS (SELECT FROM application_plans p WHERE p.organization_id = o.organization_id AND p.price_per_month > 0)
              AND (s.searched_at IS NOT NULL
                OR NOT EXISTS (SELECT FROM accounts_waiting w WHERE w.organization_id = o.organization_id)
                   AND NOT EXISTS (SELECT FROM people_waiting w WHERE w.organization_id = o.organization_id))
            ORDER BY s.searched_at NULLS FIRST LIMIT 1
            """;

    private static final String ABOVE = """
            WITH RECURSIVE above AS (
                SELECT organization_id, parent_id FROM organizations WHERE organization_id = ?
                UNION SELECT o.organization_id, o.parent_id FROM above JOIN organizations o ON o.organization_id = above.parent_id
            )
            SELECT x.kind, x.value FROM above JOIN saving_exclusions x ON x.organization_id = above.organization_id
            WHERE (x.until IS NULL OR x.until >= ?)
              AND (x.kind <> 'tag' OR EXISTS (
                SELECT FROM organizations o WHERE o.organization_id = ? AND x.value = ANY (o.tags)))
            """;

    private static final String FORGET_BELOW = """
            WITH RECURSIVE below AS (
                SELECT organization_id FROM organizations WHERE organization_id = ?
                UNION SELECT o.organization_id FROM below JOIN organizations o ON o.parent_id = below.organization_id
            )
            UPDATE saving_searches s SET searched_at = '-infinity' FROM below WHERE s.organization_id = below.organization_id
            """;

    private SavingSearchSql() {}

    /** What is not to be told of an organization; everything, where a tag of it says so. */
    public record Excluded(List<UUID> skus, List<UUID> plans, List<UUID> people, boolean everything) {}

    private record Rule(String kind, String value) {}

    /** An organization that nobody searched since then, or null. */
    public static @Nullable OrganizationId due(Database database, Reach reach, Instant since) {
        return database.first(reach, DUE, row -> new OrganizationId(row.getObject(1, UUID.class)), since);
    }

    /** Waits until nobody else searches the organization. Neither that nor the search may take longer than so many seconds. */
    public static void alone(Session session, OrganizationId organization, int seconds) {
        session.list("SELECT set_config('statement_timeout', ?, true)", row -> true, seconds + "s");
        session.list(
                "SELECT pg_advisory_xact_lock(hashtextextended('tenantry.savings.' || ?, 0))",
                row -> true,
                organization.toString());
    }

    /** What the organization and those above it have excluded. */
    public static Excluded excluded(Database database, Reach reach, OrganizationId organization, Instant now) {
        List<UUID> skus = new ArrayList<>();
        List<UUID> plans = new ArrayList<>();
        List<UUID> people = new ArrayList<>();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<Rule> all = database.list(
                reach,
                ABOVE,
                row -> new Rule(row.getString(1), row.getString(2)),
                organization.value(),
                today,
                organization.value());
        boolean everything = false;
        for (Rule each : all) {
            switch (each.kind()) {
                case "sku" -> skus.add(UUID.fromString(each.value()));
                case "subscription" -> plans.add(UUID.fromString(each.value()));
                case "person" -> people.add(UUID.fromString(each.value()));
                default -> everything = true;
            }
        }
        return new Excluded(skus, plans, people, everything);
    }

    /** Makes the organization's savings what is found now. */
    public static void search(
            Session session,
            OrganizationId organization,
            List<SavingSetting> settings,
            Excluded excluded,
            Instant now) {
        List<SavingSetting> used = excluded.everything()
                ? List.of()
                : settings.stream().filter(SavingSetting::enabled).toList();
        session.run(
                WRITE,
                organization.value(),
                now,
                used.stream().map(each -> each.rule().wireName()).toList(),
                used.stream()
                        .map(each -> each.days() == null ? "0" : each.days().toString())
                        .toList(),
                used.stream().map(each -> Integer.toString(each.confidence())).toList(),
                used.stream().map(each -> each.atLeast().toPlainString()).toList(),
                excluded.plans(),
                excluded.skus(),
                excluded.people());
        session.run(
                "INSERT INTO saving_searches VALUES (?, ?)"
                        + " ON CONFLICT (organization_id) DO UPDATE SET searched_at = excluded.searched_at",
                organization.value(),
                now);
    }

    /** Has an organization that was searched before searched again soon. */
    public static void forget(Database database, Reach reach, OrganizationId organization) {
        database.run(
                reach,
                "UPDATE saving_searches SET searched_at = '-infinity' WHERE organization_id = ?",
                organization.value());
    }

    /** The same for all below it too. */
    public static void forgetBelow(Database database, Reach reach, OrganizationId organization) {
        database.run(reach, FORGET_BELOW, organization.value());
    }
}
