package io.tenantry.usage.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.query.Sql;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.DailyActivity;
import io.tenantry.usage.KpiSubject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Today's figures, from what is kept of people. */
@Component
public class LiveRows {
    /** Counts kept by day of last activity; of the first day only those who were active late enough on it. */
    private static final String EVERYONE = """
            WITH kept AS (
                SELECT subject, sum(total) AS people FROM (
                    SELECT subject, total FROM counts WHERE %1$s (subject = 'people' OR subject LIKE 'seen %%')
                    UNION ALL
                    SELECT subject, change FROM count_changes WHERE %1$s (subject = 'people' OR subject LIKE 'seen %%')) c
                GROUP BY subject),
            sums AS (
                SELECT coalesce(sum(people) FILTER (WHERE subject = 'people'), 0) AS total,
                    coalesce(sum(people) FILTER (WHERE subject = 'seen never'), 0) AS never,
                    coalesce(sum(people) FILTER (WHERE subject LIKE 'seen 2%%' AND subject > 'seen ' || since.day), 0)
                        + (SELECT count(*) FROM people p WHERE %2$s p.removed_at IS NULL
                           AND p.last_active_at >= since.moment AND p.last_active_at < since.next) AS active
                FROM (SELECT m AS moment, (m AT TIME ZONE 'UTC')::date::text AS day,
                          ((m AT TIME ZONE 'UTC')::date + 1)::timestamp AT TIME ZONE 'UTC' AS next
                      FROM (SELECT ?::timestamptz AS m) given) since LEFT JOIN kept ON true
                GROUP BY since.moment, since.day, since.next)
            SELECT total, active, never,
                (SELECT count(*) FROM people p WHERE %2$s p.removed_at IS NULL AND p.created_at >= ?::timestamptz),
                (SELECT count(*) FROM people p WHERE %2$s p.removed_at >= ?::timestamptz)
            FROM sums
            """;

    private static final String DEPARTMENT = """
            SELECT count(*) FILTER (WHERE p.removed_at IS NULL),
                count(*) FILTER (WHERE p.removed_at IS NULL AND p.last_active_at >= ?::timestamptz),
                count(*) FILTER (WHERE p.removed_at IS NULL AND p.last_active_at IS NULL),
                count(*) FILTER (WHERE p.removed_at IS NULL AND p.created_at >= day.start),
                count(*) FILTER (WHERE p.removed_at >= day.start)
            FROM (SELECT ?::timestamptz AS start) day LEFT JOIN people p ON %s p.department_ci = lower(?)
                AND (p.removed_at IS NULL OR p.removed_at >= day.start)
            """;

    private static final String APPLICATION = """
            SELECT count(*) FILTER (WHERE u.removed_at IS NULL),
                count(*) FILTER (WHERE u.removed_at IS NULL AND u.last_active_at >= ?::timestamptz),
                count(*) FILTER (WHERE u.removed_at IS NULL AND u.last_active_at IS NULL),
                count(*) FILTER (WHERE u.removed_at IS NULL AND u.first_discovered_at >= day.start),
                count(*) FILTER (WHERE u.removed_at >= day.start)
            FROM (SELECT ?::timestamptz AS start) day LEFT JOIN person_applications u ON %s u.application_id = ?
                AND (u.removed_at IS NULL OR u.removed_at >= day.start)
            """;

    private final Database database;

    LiveRows(Database database) {
        this.database = database;
    }

    /** The figures of today as they are now. */
    public DailyActivity of(
            Reach reach,
            @Nullable OrganizationId organization,
            KpiSubject subject,
            Instant activeSince,
            LocalDate today) {
        Instant start = today.atStartOfDay(ZoneOffset.UTC).toInstant();
        Sql sql = switch (subject) {
            case KpiSubject.Everyone() -> everyone(organization, activeSince, start);
            case KpiSubject.Department(String name) ->
                part(DEPARTMENT, "p.organization_id = ? AND", organization, activeSince, start, name);
            case KpiSubject.InApplication(UUID id) ->
                part(APPLICATION, "u.organization_id = ? AND", organization, activeSince, start, id);
        };
        DailyActivity live = database.first(
                reach,
                sql.text(),
                row -> {
                    long total = row.getLong(1);
                    long active = row.getLong(2);
                    long never = row.getLong(3);
                    return new DailyActivity(
                            today, total, active, total - active - never, never, row.getLong(4), row.getLong(5));
                },
                sql.values().toArray());
        return live == null ? DailyActivity.none(today) : live;
    }

    private static Sql everyone(@Nullable OrganizationId organization, Instant activeSince, Instant start) {
        if (organization == null) {
            return Sql.of(EVERYONE.formatted("", ""), activeSince, start, start);
        }
        UUID id = organization.value();
        return Sql.of(
                EVERYONE.formatted("organization_id = ? AND", "p.organization_id = ? AND"),
                id,
                id,
                id,
                activeSince,
                id,
                start,
                id,
                start);
    }

    /** A question with a place for the organization, whose other values are two moments before that and one behind. */
    private static Sql part(
            String text,
            String within,
            @Nullable OrganizationId organization,
            Instant since,
            Instant start,
            Object key) {
        return organization == null
                ? Sql.of(text.formatted(""), since, start, key)
                : Sql.of(text.formatted(within), since, start, organization.value(), key);
    }
}
