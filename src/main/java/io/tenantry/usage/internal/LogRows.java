package io.tenantry.usage.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.DiscoverySource;
import io.tenantry.usage.ReportedProduct;
import io.tenantry.usage.UseLog.Use;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The tables {@code discovery_logs} and {@code reported_use}. */
final class LogRows {
    private static final JsonMapper JSON = JsonMapper.shared();

    private LogRows() {}

    /** When a log was last read to its end, or null when it never was. */
    static @Nullable Instant readAt(Database database, Reach reach, DiscoverySource source, String log) {
        return database.first(
                reach,
                "SELECT read_at FROM discovery_logs WHERE organization_id = ? AND source_id = ? AND log = ?",
                row -> PersonRows.instant(row, 1),
                source.organization().value(),
                source.id(),
                log);
    }

    /** A source that was removed meanwhile has no logs. */
    static void note(Database database, Reach reach, DiscoverySource source, String log, Instant at) {
        database.run(reach, """
                INSERT INTO discovery_logs (organization_id, source_id, log, read_at)
                SELECT organization_id, id, ?, ?::timestamptz FROM discovery_sources WHERE organization_id = ? AND id = ?
                ON CONFLICT (organization_id, source_id, log) DO UPDATE SET read_at = excluded.read_at
                """, log, at, source.organization().value(), source.id());
    }

    /** Whoever is not known here is left out. */
    static void take(Session session, OrganizationId organization, List<Use> some, Instant at) {
        session.run(
                """
                INSERT INTO reported_use (organization_id, user_id, used, reported_at)
                SELECT DISTINCT ON (u.id) u.organization_id, u.id, x.used::jsonb, ?::timestamptz
                FROM unnest(?::text[], ?::text[]) x (upn, used)
                    JOIN users u ON u.organization_id = ? AND u.upn_ci = lower(x.upn) AND u.deleted_at IS NULL
                ON CONFLICT (organization_id, user_id) DO UPDATE SET used = excluded.used, reported_at = excluded.reported_at
                """,
                at,
                some.stream().map(Use::upn).toList(),
                some.stream().map(LogRows::written).toList(),
                organization.value());
    }

    /** Of whom nothing was reported since then is nothing known any more. */
    static void forgetUse(Session session, OrganizationId organization, Instant since) {
        session.run(
                "DELETE FROM reported_use WHERE organization_id = ? AND reported_at < ?::timestamptz",
                organization.value(),
                since);
    }

    /** By application, the last day or an empty text. */
    private static String written(Use use) {
        Map<String, String> used = new TreeMap<>();
        for (ReportedProduct product : ReportedProduct.values()) {
            LocalDate lastOn = use.lastOn().get(product);
            if (lastOn != null || use.licensed().contains(product)) {
                used.put(product.application(), lastOn == null ? "" : lastOn.toString());
            }
        }
        return JSON.writeValueAsString(used);
    }
}
