package io.tenantry.automation.internal;

import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * How many jobs have ended and how many are open. Hours that are over are counted once, in the table {@code command_jobs_by_hour};
 * only the jobs of the others are looked at when somebody asks.
 */
@Component
public final class JobCounts {
    /** One statement, so that the hour up to which jobs are counted is the same in all of its parts. */
    private static final String COUNT = """
            WITH period AS (SELECT began, date_trunc('hour', began, 'UTC') + interval '1 hour' AS next_hour
                FROM (SELECT now() - ? * interval '1 second' AS began) asked)
            SELECT coalesce(sum(completed), 0)::bigint, coalesce(sum(failed), 0)::bigint,
                (SELECT count(*) FROM (
                    SELECT block_id, read_action, is_parent FROM command_jobs WHERE status IN ('Pending', 'Queued')
                    UNION ALL
                    SELECT block_id, read_action, is_parent FROM command_jobs WHERE status = 'Running') open
                 WHERE NOT is_parent AND block_id = ANY (?) AND read_action = ANY (?))
            FROM (
                SELECT block_id, read_action, completed, failed
                FROM command_jobs_by_hour WHERE hour >= (SELECT next_hour FROM period)
                UNION ALL
                SELECT block_id, read_action, count(*) FILTER (WHERE status = 'Completed'), count(*) FILTER (WHERE status = 'Failed')
                FROM command_jobs WHERE NOT is_parent AND finished_at > (SELECT began FROM period)
                    AND finished_at < (SELECT least(next_hour, until) FROM period, command_jobs_counted) GROUP BY 1, 2
                UNION ALL
                SELECT block_id, read_action, count(*) FILTER (WHERE status = 'Completed'), count(*) FILTER (WHERE status = 'Failed')
                FROM command_jobs WHERE NOT is_parent
                    AND finished_at >= (SELECT until FROM command_jobs_counted) AND finished_at > (SELECT began FROM period)
                GROUP BY 1, 2) ended
            WHERE block_id = ANY (?) AND read_action = ANY (?)
            """;

    private final Database database;

    JobCounts(Database database) {
        this.database = database;
    }

    /** Jobs of some blocks: those that ended within the period until now, and those that are open. */
    record Counts(long completed, long failed, long open) {
        static final Counts NONE = new Counts(0, 0, 0);

        Counts and(Counts others) {
            return new Counts(completed + others.completed, failed + others.failed, open + others.open);
        }
    }

    Counts counts(Map<Reach, List<Permission>> visible, List<UUID> blocks, Duration period) {
        return visible.entrySet().stream()
                .map(part -> counts(part.getKey(), part.getValue(), blocks, period))
                .reduce(Counts.NONE, Counts::and);
    }

    private Counts counts(Reach reach, List<Permission> about, List<UUID> blocks, Duration period) {
        List<String> actions = about.stream().map(Permission::wireName).toList();
        return Objects.requireNonNull(database.first(
                reach,
                COUNT,
                row -> new Counts(row.getLong(1), row.getLong(2), row.getLong(3)),
                period.toSeconds(),
                blocks,
                actions,
                blocks,
                actions));
    }

    /** Counts the hours that are over by now. Any node may do it, several at once. */
    public void countHours() {
        database.list(new Reach.Everything(), "SELECT count_job_hours()", row -> true);
    }
}
