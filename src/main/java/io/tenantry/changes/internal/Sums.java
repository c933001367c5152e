package io.tenantry.changes.internal;

import io.tenantry.changes.Change;
import io.tenantry.changes.ChangeRule;
import io.tenantry.platform.database.Session;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the targets of a plan come to: how many, which hash, at what cost. */
final class Sums {
    private static final String PARTS = """
            SELECT t.organization_id, count(*) FILTER (WHERE t.state <> 'blocked'), count(*) FILTER (WHERE t.state = 'blocked'),
                count(*) FILTER (WHERE t.is_privileged), o.tags,
                count(*) FILTER (WHERE t.is_privileged AND t.state = 'planned')
            FROM change_targets t JOIN organizations o ON o.organization_id = t.organization_id
            WHERE t.change_id = ? GROUP BY t.organization_id, o.tags ORDER BY t.organization_id
            """;

    private static final String HASH = """
            SELECT encode(sha256(coalesce(string_agg(sha256(convert_to(
                concat_ws('|', organization_id, target_id, version, state, before, after), 'UTF8')), ''::bytea ORDER BY number),
                ''::bytea)), 'hex')
            FROM change_targets WHERE change_id = ?
            """;

    /** A licence costs what the organization pays a month for a unit of it, by the subscription that runs longest. */
    private static final String COST = """
            WITH asked AS (
                SELECT t.organization_id, l.key::uuid AS sku_id,
                    sum((l.value <> 'null')::int - (t.before -> 'licenses' -> l.key <> 'null')::int) AS units
                FROM change_targets t CROSS JOIN LATERAL jsonb_each(t.after -> 'licenses') l
                WHERE t.change_id = ? AND t.state = 'planned' GROUP BY t.organization_id, l.key),
            priced AS (
                SELECT a.units, p.currency, p.monthly FROM asked a LEFT JOIN LATERAL (
                    SELECT s.currency, s.unit_price / CASE s.billing_cycle
                        WHEN 'monthly' THEN 1 WHEN 'annual' THEN 12 ELSE 36 END AS monthly
                    FROM subscriptions s WHERE s.organization_id = a.organization_id AND s.sku_id = a.sku_id
                      AND s.status = 'active' AND s.unit_price IS NOT NULL
                    ORDER BY s.committed_until DESC, s.id LIMIT 1) p ON true
                WHERE a.units <> 0)
            SELECT currency, round(sum(units * monthly), 2), sum(abs(units)) FILTER (WHERE monthly IS NULL)
            FROM priced GROUP BY currency ORDER BY currency
            """;

    private Sums() {}

    /** What is planned in one organization. */
    record Part(
            UUID organization, long planned, long blocked, long privileged, Set<String> tags, long privilegedPlanned) {
        ChangeRule.Part judged() {
            return new ChangeRule.Part(planned, privilegedPlanned, tags);
        }
    }

    static List<Part> parts(Session session, UUID change) {
        return session.list(
                PARTS,
                row -> new Part(
                        row.getObject(1, UUID.class),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        Set.of((String[]) row.getArray(5).getArray()),
                        row.getLong(6)),
                change);
    }

    static String hash(Session session, UUID change) {
        return Objects.requireNonNull(session.first(HASH, row -> row.getString(1), change));
    }

    /** What licences will cost more. */
    static Change.Cost cost(Session session, UUID change) {
        Map<String, BigDecimal> perMonth = new LinkedHashMap<>();
        Map<String, Long> unpriced = new HashMap<>();
        session.walk(
                COST,
                row -> {
                    @Nullable String currency = row.getString(1);
                    if (currency == null) {
                        unpriced.put("", row.getLong(3));
                    } else {
                        perMonth.put(currency, row.getBigDecimal(2));
                    }
                },
                change);
        return new Change.Cost(perMonth, unpriced.getOrDefault("", 0L));
    }
}
