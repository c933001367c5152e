package io.tenantry.bench.internal;

import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;

/** What a page of jobs and the statistics of a day cost when very many jobs are there, beside the SQL alone. */
final class JobListRace {
    private static final int TIMES = 100;
    private static final long WARM_UP_NANOS = 5_000_000_000L;
    private static final String CATEGORY = "c2216cd5-9175-5b2d-9828-1827e57e2fe0";
    private static final String BLOCK_SIGN_IN = "b9b05dc8-3e6c-52af-bbb0-088029b66afe";

    private final Connection owner;
    private final URI hub;
    private final String token;
    private final Targets targets;
    private final Report report;

    JobListRace(Connection owner, URI hub, String token, Targets targets, Report report) {
        this.owner = owner;
        this.hub = hub;
        this.token = token;
        this.targets = targets;
        this.report = report;
    }

    void run(int jobs) throws SQLException, IOException {
        UUID organization = targets.organization();
        MadeTenant.run(owner, """
                INSERT INTO command_jobs (organization_id, id, block_id, block_identifier, block_version, read_action, target_kind,
                    user_id, user_upn, organization_name, actor_id, actor_name, client, status, due_at, created_at, started_at,
                    finished_at)
                SELECT ?, time_ordered_id(), ?::uuid, 'blocksignin', 1, 'command.user.read', 'User',
                    gen_random_uuid(), 'bench@example.com', 'Bench', gen_random_uuid(), 'bench', 'bench', 'Completed', now(), now(),
                    now(), now() - (number || ' seconds')::interval
                FROM generate_series(1, ?) number
                """, organization, BLOCK_SIGN_IN, jobs);
        MadeTenant.run(owner, "VACUUM ANALYZE command_jobs");
        try (HttpLink link = new HttpLink(hub, token)) {
            String page = "/api/v1/command-jobs?limit=100&filter=organizationId%20eq%20" + organization;
            tell(
                    "page of jobs",
                    jobs,
                    asked(link, page),
                    alone(
                            "SELECT * FROM command_jobs WHERE organization_id = ? ORDER BY id DESC LIMIT 100",
                            organization));
            String stats = "/command/v1/categories/" + CATEGORY + "/commandblocks/JobStats()";
            tell("statistics of a day", jobs, asked(link, stats), alone("""
                    SELECT count(*) FILTER (WHERE status = 'Completed'), count(*) FILTER (WHERE status = 'Failed')
                    FROM command_jobs WHERE organization_id = ? AND finished_at > now() - interval '1 day' AND NOT is_parent
                    """, organization));
        } finally {
            MadeTenant.run(owner, "DELETE FROM command_jobs WHERE client = 'bench'");
        }
    }

    private void tell(String what, int jobs, double served, double alone) {
        report.atMost(
                what + " among " + jobs + " jobs, times the SQL",
                served / alone,
                1.3,
                String.format(Locale.ROOT, "(%.2f ms over HTTP, %.2f ms the SQL alone)", served, alone));
    }

    private static double asked(HttpLink link, String path) throws IOException, SQLException {
        return millis(() -> {
            int status = link.get(path);
            if (status != 200) {
                throw new IOException("The hub answered " + status + ": " + link.body());
            }
        });
    }

    private double alone(String sql, UUID organization) throws SQLException, IOException {
        try (PreparedStatement statement = owner.prepareStatement(sql)) {
            statement.setObject(1, organization);
            return millis(() -> {
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        rows.getString(2);
                    }
                }
            });
        }
    }

    /** One question, by whatever way. */
    @FunctionalInterface
    private interface Question {
        void ask() throws SQLException, IOException;
    }

    /** Milliseconds an answer, after some seconds of the same that do not count. */
    private static double millis(Question question) throws SQLException, IOException {
        long warm = System.nanoTime() + WARM_UP_NANOS;
        while (System.nanoTime() < warm) {
            question.ask();
        }
        long began = System.nanoTime();
        for (int i = 0; i < TIMES; i++) {
            question.ask();
        }
        return (System.nanoTime() - began) / 1e6 / TIMES;
    }
}
