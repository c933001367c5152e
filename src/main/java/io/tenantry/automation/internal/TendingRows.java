package io.tenantry.automation.internal;

import io.tenantry.access.Reach;
import io.tenantry.automation.AutomationSettings;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import org.springframework.stereotype.Component;

/** Statements over all organizations that keep jobs going. */
@Component
public final class TendingRows {
    private static final Reach EVERYTHING = new Reach.Everything();

    /** Walks from one organization with waiting jobs to the next, so that a million jobs of one cost no more than one job. */
    private static final String WAKE = """
            WITH RECURSIVE waiting AS (
                (SELECT organization_id FROM command_jobs WHERE status IN ('Pending', 'Queued') ORDER BY organization_id LIMIT 1)
                UNION ALL
                SELECT (SELECT j.organization_id FROM command_jobs j
                        WHERE j.status IN ('Pending', 'Queued') AND j.organization_id > w.organization_id
                        ORDER BY j.organization_id LIMIT 1)
                FROM waiting w WHERE w.organization_id IS NOT NULL),
            wanted AS (
                SELECT w.organization_id, lane FROM waiting w, generate_series(0, ?::int - 1) lane
                WHERE EXISTS (SELECT FROM command_jobs j WHERE j.organization_id = w.organization_id
                              AND j.status IN ('Pending', 'Queued') AND j.due_at <= now())
                UNION
                SELECT organization_id, lane FROM command_jobs WHERE status = 'Running' AND lane IS NOT NULL)
            INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
            SELECT ?, organization_id || '/' || lane, clock_timestamp(), false, 1 FROM wanted
            WHERE NOT EXISTS (SELECT FROM scheduled_tasks t
                              WHERE t.task_name = ? AND t.task_instance = organization_id || '/' || lane)
            ON CONFLICT DO NOTHING
            """;

    private static final String END_PARENTS = endingParents("");
    private static final String END_PARENTS_OF = endingParents("p.organization_id = ? AND");

    private final Database database;
    private final LaneConnections connections;
    private final AutomationSettings settings;

    TendingRows(Database database, LaneConnections connections, AutomationSettings settings) {
        this.database = database;
        this.connections = connections;
        this.settings = settings;
    }

    /** Makes lanes for jobs that are due and for those whose lane is not there any more. */
    public void wakeLanes() {
        database.run(EVERYTHING, WAKE, settings.lanesPerOrganization(), Lanes.TASK, Lanes.TASK);
    }

    /** Ends jobs for many whose parts have all ended. */
    public void endParents() {
        database.run(EVERYTHING, END_PARENTS);
    }

    /** The same in one organization, as soon as a lane finds nothing more to do there. */
    void endParents(OrganizationId organization) {
        connections.database().run(LaneRows.within(organization), END_PARENTS_OF, organization.value());
    }

    /**
     * Ends jobs for many of which no part is open any more. Most of the time there is none, which is found out without looking
     * at what has ended: that is what the OFFSET is for, which keeps the question from being answered for all jobs at once.
     *
     * @param where in which organizations
     */
    private static String endingParents(String where) {
        return "WITH closed AS MATERIALIZED (SELECT p.organization_id, p.id FROM command_jobs p WHERE " + where + """
                     p.is_parent AND p.status = 'Running' AND p.lane IS NULL
                     AND NOT EXISTS (SELECT FROM command_jobs w WHERE w.organization_id = p.organization_id
                                     AND w.parent_id = p.id AND w.status IN ('Pending', 'Queued', 'Running') OFFSET 0))
                UPDATE command_jobs p SET finished_at = clock_timestamp(),
                    status = CASE WHEN parts.failed > 0 THEN 'Failed' WHEN parts.cancelled > 0 THEN 'Cancelled' ELSE 'Completed' END,
                    error_code = CASE WHEN parts.failed > 0 THEN 'PartsFailed' END,
                    error_message = CASE WHEN parts.failed > 0
                        THEN parts.failed || ' of ' || (parts.failed + parts.cancelled + parts.completed) || ' jobs failed' END
                FROM closed CROSS JOIN LATERAL (
                    SELECT count(*) FILTER (WHERE c.status = 'Failed') AS failed,
                        count(*) FILTER (WHERE c.status = 'Cancelled') AS cancelled,
                        count(*) FILTER (WHERE c.status = 'Completed') AS completed
                    FROM command_jobs c WHERE c.organization_id = closed.organization_id AND c.parent_id = closed.id) parts
                WHERE p.organization_id = closed.organization_id AND p.id = closed.id AND p.status = 'Running'
                """;
    }
}
