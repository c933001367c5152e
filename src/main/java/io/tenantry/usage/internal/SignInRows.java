package io.tenantry.usage.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.SignInLog.SignIn;
import io.tenantry.usage.SignIns.Day;
import io.tenantry.usage.SignIns.Place;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables {@code sign_in_days} and {@code user_activity}. */
public final class SignInRows {
    private SignInRows() {}

    /** Days on which people signed in, and the moment of their last time. */
    public static List<Day> list(
            Database database,
            Reach reach,
            OrganizationId organization,
            Instant since,
            @Nullable Place after,
            int most) {
        return database.list(
                reach,
                """
                SELECT object_id, upn, display_name, at FROM (
                    SELECT u.object_id, u.upn, u.display_name,
                        CASE WHEN (a.signed_in_at AT TIME ZONE 'UTC')::date = d.day THEN a.signed_in_at
                            ELSE (d.day + time '12:00') AT TIME ZONE 'UTC' END AS at
                    FROM sign_in_days d
                        JOIN users u ON u.organization_id = d.organization_id AND u.id = d.user_id AND u.deleted_at IS NULL
                        LEFT JOIN user_activity a ON a.organization_id = d.organization_id AND a.user_id = d.user_id
                    WHERE d.organization_id = ? AND d.day >= (?::timestamptz AT TIME ZONE 'UTC')::date) told
                WHERE at >= ?::timestamptz AND (at, object_id) > (?::timestamptz, ?::uuid)
                ORDER BY at, object_id LIMIT ?
                """,
                row -> new Day(
                        row.getObject(1, UUID.class), row.getString(2), row.getString(3), PersonRows.instant(row, 4)),
                organization.value(),
                since,
                since,
                after == null ? Instant.EPOCH : after.at(),
                after == null ? new UUID(0, 0) : after.objectId(),
                most);
    }

    /**
     * Notes down when people signed in elsewhere; whoever is not known here is left out. Days from before a source was last read
     * make it look there again.
     */
    static void take(Session session, OrganizationId organization, List<SignIn> some) {
        List<UUID> people = some.stream().map(SignIn::objectId).toList();
        List<String> moments = some.stream().map(one -> one.at().toString()).toList();
        session.run("""
                WITH added AS (
                    INSERT INTO sign_in_days (organization_id, user_id, day)
                    SELECT DISTINCT u.organization_id, u.id, (x.at::timestamptz AT TIME ZONE 'UTC')::date
                    FROM unnest(?::uuid[], ?::text[]) x (object_id, at)
                        JOIN users u ON u.organization_id = ? AND u.object_id = x.object_id AND u.deleted_at IS NULL
                    ON CONFLICT DO NOTHING RETURNING day),
                earliest AS (SELECT min(day)::timestamp AT TIME ZONE 'UTC' AS at FROM added)
                UPDATE discovery_sources s SET read_until = e.at FROM earliest e
                WHERE s.organization_id = ? AND s.kind IN ('hub', 'microsoft') AND s.read_until > e.at
                """, people, moments, organization.value(), organization.value());
        session.run("""
                INSERT INTO user_activity AS a (organization_id, user_id, signed_in_at)
                SELECT u.organization_id, u.id, max(x.at::timestamptz)
                FROM unnest(?::uuid[], ?::text[]) x (object_id, at)
                    JOIN users u ON u.organization_id = ? AND u.object_id = x.object_id AND u.deleted_at IS NULL
                GROUP BY u.organization_id, u.id
                ON CONFLICT (organization_id, user_id) DO UPDATE SET signed_in_at = excluded.signed_in_at
                WHERE a.signed_in_at < excluded.signed_in_at
                """, people, moments, organization.value());
    }

    /** When each of these people last signed in, by the id of his directory; whoever never did is missing. */
    public static Map<UUID, Instant> last(
            Database database, Reach reach, OrganizationId organization, Collection<UUID> objectIds) {
        Map<UUID, Instant> last = new HashMap<>();
        database.list(
                        reach,
                        """
                        SELECT u.object_id, a.signed_in_at FROM users u
                            JOIN user_activity a ON a.organization_id = u.organization_id AND a.user_id = u.id
                        WHERE u.organization_id = ? AND u.object_id = ANY (?::uuid[]) AND a.signed_in_at IS NOT NULL
                        """,
                        row -> Map.entry(row.getObject(1, UUID.class), PersonRows.instant(row, 2)),
                        organization.value(),
                        List.copyOf(objectIds))
                .forEach(one -> last.put(one.getKey(), one.getValue()));
        return last;
    }
}
