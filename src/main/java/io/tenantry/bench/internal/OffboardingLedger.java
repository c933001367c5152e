package io.tenantry.bench.internal;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What the tables of jobs, of people and of the audit trail say about a trial, each by itself. */
public final class OffboardingLedger {
    private static final String JOBS =
            "SELECT count(*) FROM command_jobs WHERE NOT is_parent AND organization_id = ANY (?) ";

    /** Whoever is there still and is not as an offboarding leaves him: what was lost. */
    private static final String NOT_DONE = """
            SELECT count(*) FROM users u LEFT JOIN mailboxes m ON m.organization_id = u.organization_id AND m.user_id = u.id
            WHERE u.organization_id = ANY (?) AND u.display_name = 'Leaver' AND u.deleted_at IS NULL AND (
                u.account_enabled OR m.kind IS DISTINCT FROM 'shared' OR NOT coalesce(m.is_hidden, false)
                OR NOT coalesce(m.replies, false)
                OR EXISTS (SELECT FROM memberships s WHERE s.organization_id = u.organization_id AND s.member_id = u.id)
                OR EXISTS (SELECT FROM devices d WHERE d.organization_id = u.organization_id AND d.owner_id = u.id
                    AND d.state <> 'retired')
                OR u.manager_id IS NOT NULL AND (SELECT count(*) FROM delegations d
                    WHERE d.organization_id = u.organization_id AND d.user_id = u.id) <> 2)
            """;

    /** The same change of the same thing twice: what was doubled. */
    private static final String DOUBLED = """
            SELECT count(*) FROM (SELECT FROM audit_events WHERE organization_id = ANY (?) AND outcome = 'done' AND action IN (
                'user.change', 'mailbox.change', 'delegation.add', 'device.change', 'group.members.remove')
                GROUP BY organization_id, action, target_kind, target_id, before, after HAVING count(*) > 1) twice
            """;

    private final TwoNodes nodes;
    private final List<UUID> asked = new ArrayList<>();
    private final List<UUID> lived = new ArrayList<>();
    private final UUID tenant;

    OffboardingLedger(TwoNodes nodes, List<UUID> local, UUID mirror, UUID tenant) {
        this.nodes = nodes;
        this.tenant = tenant;
        asked.addAll(local);
        asked.add(mirror);
        lived.addAll(local);
        lived.add(tenant);
    }

    long jobs() throws SQLException {
        return count(JOBS, asked);
    }

    long over() throws SQLException {
        return count(JOBS + "AND status IN ('Completed', 'Failed')", asked);
    }

    long running() throws SQLException {
        return count(JOBS + "AND status = 'Running'", asked);
    }

    /** Prints it; whether nothing was lost, nothing doubled, and nothing failed but what had to. */
    public boolean tell(Report report) throws SQLException {
        lines(report, "jobs:", """
                SELECT status || coalesce(' ' || error_code, '') || ': ' || count(*) FROM command_jobs
                WHERE NOT is_parent AND organization_id = ANY (?) GROUP BY status, error_code ORDER BY 1
                """, asked);
        lines(report, "steps:", """
                SELECT rpad(operation, 26) || ' ' || state || ': ' || count(*) || ', tried more than once: '
                    || count(*) FILTER (WHERE attempts > 1)
                FROM command_job_steps WHERE organization_id = ANY (?) GROUP BY operation, state ORDER BY 1
                """, asked);
        lines(report, "faults of the tenant:", """
                SELECT kind || ': ' || hits || ' hits at ' || percent || ' %' FROM emulated_faults
                WHERE organization_id = ANY (?) ORDER BY 1
                """, List.of(tenant));
        long gone = count(
                "SELECT count(*) FROM users WHERE organization_id = ANY (?) AND display_name = 'Leaver'"
                        + " AND deleted_at IS NOT NULL",
                asked);
        long completed = count(JOBS + "AND status = 'Completed'", asked);
        long missing = jobs() - gone - completed;
        // Nobody may change whoever is not there any more, so whom the mirror has lost stays in his tenant as he was.
        long lost = count(NOT_DONE, lived) - goneFromMirror();
        long doubled = count(DOUBLED, lived);
        report.say("people who were not there any more: " + gone);
        report.say("offboardings that failed without need: " + missing);
        report.say("people who are not as they should be: " + lost);
        report.say("changes that were made twice: " + doubled);
        return missing == 0 && lost == 0 && doubled == 0;
    }

    private long goneFromMirror() throws SQLException {
        return count(
                "SELECT count(*) FROM users WHERE organization_id = ANY (?) AND display_name = 'Leaver'"
                        + " AND deleted_at IS NOT NULL",
                List.of(asked.getLast()));
    }

    private void lines(Report report, String heading, String sql, List<UUID> organizations) throws SQLException {
        report.say(heading);
        try (Connection owner = nodes.owner();
                PreparedStatement statement = prepared(owner, sql, organizations);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                report.say("  " + rows.getString(1));
            }
        }
    }

    private long count(String sql, List<UUID> organizations) throws SQLException {
        try (Connection owner = nodes.owner();
                PreparedStatement statement = prepared(owner, sql, organizations);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static PreparedStatement prepared(Connection owner, String sql, List<UUID> organizations)
            throws SQLException {
        PreparedStatement statement = owner.prepareStatement(sql);
        Array array = owner.createArrayOf("uuid", organizations.toArray());
        statement.setArray(1, array);
        return statement;
    }
}
