package io.tenantry.licensing.internal;

import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Subscriptions whose term, or whose days after it, are over. */
public final class RenewalRows {
    /** One at a time: two products' units must not be locked in an order that others do not keep. */
    private static final String NEXT = """
            WITH due AS (
                SELECT s.organization_id, s.id, s.status, s.status = 'active' AND s.auto_renew AS renews
                FROM subscriptions s JOIN organizations o ON o.organization_id = s.organization_id AND o.provider = 'local'
                WHERE s.status <> 'deleted' AND s.committed_until <= now() AND (
                    s.status = 'active'
                    OR s.status = 'expired' AND s.committed_until <= now() - interval '30 days'
                    OR s.status = 'disabled' AND s.committed_until <= now() - interval '120 days')
                ORDER BY s.committed_until, s.id LIMIT 1 FOR UPDATE OF s SKIP LOCKED)
            UPDATE subscriptions s SET
                status = CASE WHEN due.renews THEN s.status WHEN s.status = 'active' THEN 'expired'
                              WHEN s.status = 'expired' THEN 'disabled' ELSE 'deleted' END,
                started_at = CASE WHEN due.renews THEN s.committed_until ELSE s.started_at END,
                committed_until = CASE WHEN due.renews THEN s.committed_until + s.term::interval ELSE s.committed_until END
            FROM due WHERE s.organization_id = due.organization_id AND s.id = due.id
            RETURNING s.organization_id, s.id, s.friendly_name, due.status, s.status, due.renews, s.committed_until, s.version
            """;

    private RenewalRows() {}

    /**
     * A subscription that went a step further.
     *
     * @param before its status before
     * @param after its status now
     */
    public record Ended(
            OrganizationId organization,
            UUID id,
            String name,
            String before,
            String after,
            boolean isRenewed,
            Instant committedUntil,
            long version) {}

    /** Takes the one that is due longest, or tells null when none is. */
    public static @Nullable Ended next(Session session) {
        return session.first(
                NEXT,
                row -> new Ended(
                        new OrganizationId(row.getObject(1, UUID.class)),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getBoolean(6),
                        LicenseRows.instant(row, 7),
                        row.getLong(8)));
    }
}
