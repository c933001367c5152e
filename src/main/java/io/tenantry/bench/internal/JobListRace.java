package io.tenantry.bench.internal;

import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What a page of jobs and the statistics of a day cost when very many jobs are there, beside the SQL alone. */
final class JobListRace {
    private static final int TURNS = 7;
    private static final int TIMES = 100;
    private static final String CATEGORY = "c2216cd5-9175-5b2d-9828-1827e57e2fe0";
    private static final String BLOCK_SIGN_IN = "b9b05dc8-3e6c-52af-bbb0-088029b66afe";

    private final Connection owner;
    private final URI hub;
    private final String token;
    private final Targets targets;
    private final Report report;
    private final double warmUp;

    JobListRace(Connection owner, URI hub, String token, Targets targets, Report report, double warmUp) {
        this.owner = owner;
        this.hub = hub;
        this.token = token;
        this.targets = targets;
        this.report = report;
        this.warmUp = warmUp;
    }

    void run(int jobs) throws SQLException, IOException {
        UUID organization = targets.organization();
        MadeTenant.run(owner, """
                INSERT INTO command_jobs (organization_id, id, block_id, block_identifier, block_version, read_action, target_kind,
                    user_id, user_upn, organization_name, actor_id, actor_name, client, status, due_at, created_at, started_at,
                    finished_at)
                SELECT ?, time_ordered_id(), ?::uuid, 'blocksignin', 1, 'command.user.read', 'User',
                    gen_random_uuid(), 'bench@example.com', 'Bench', gen_random_uuid(), 'bench', 'bench',
                    CASE WHEN number % 100 = 0 THEN 'Failed' ELSE 'Completed' END, now(), now(), now(), now() - (number || ' seconds')::interval
                FROM generate_series(1, ?) number
                """, organization, BLOCK_SIGN_IN, jobs);
        MadeTenant.run(owner, "VACUUM ANALYZE command_jobs");
        try (HttpLink link = new HttpLink(hub, token)) {
            String page = "/api/v1/command-jobs?limit=100&filter=organizationId%20eq%20" + organization;
            List<String> newest =
                    List.of("SELECT * FROM command_jobs WHERE organization_id = ? ORDER BY id DESC LIMIT 100");
            race("page of jobs", jobs, () -> ask(link, page), newest);
            race(
                    "page of jobs of which one has changed each time",
                    jobs,
                    () -> ask(link, page),
                    newest,
                    this::changeOne);
            String failed = "/command/v1/organizations/" + organization
                    + "/commandblocks/jobs?$filter=status%20eq%20'Failed'&$count=true&$top=100";
            race(
                    "those that failed, and how many,",
                    jobs,
                    () -> ask(link, failed),
                    List.of(
                            "SELECT count(*), 0 FROM command_jobs WHERE organization_id = ? AND status = 'Failed'",
                            "SELECT * FROM command_jobs WHERE organization_id = ? AND status = 'Failed'"
                                    + " ORDER BY id DESC LIMIT 100"));
            String stats = "/command/v1/categories/" + CATEGORY + "/commandblocks/JobStats()";
            race("statistics of a day", jobs, () -> ask(link, stats), List.of("""
                    SELECT count(*) FILTER (WHERE status = 'Completed'), count(*) FILTER (WHERE status = 'Failed')
                    FROM command_jobs WHERE organization_id = ? AND finished_at > now() - interval '1 day' AND NOT is_parent
                    """));
        } finally {
            MadeTenant.run(owner, "DELETE FROM command_jobs WHERE client = 'bench'");
        }
    }

    /** The medians of many questions of both kinds, asked in turns after both have been asked for a while. */
    private void race(String what, int jobs, Question hub, List<String> sql) throws SQLException, IOException {
        race(what, jobs, hub, sql, () -> {});
    }

    /** The same where something else happens before each question, which does not count. */
    private void race(String what, int jobs, Question hub, List<String> sql, Question before)
            throws SQLException, IOException {
        List<PreparedStatement> statements = new ArrayList<>();
        try {
            for (String text : sql) {
                PreparedStatement statement = owner.prepareStatement(text);
                statements.add(statement);
                statement.setObject(1, targets.organization());
            }
            Question alone = () -> read(statements);
            long warm = System.nanoTime() + (long) (warmUp * 1e9);
            while (System.nanoTime() < warm) {
                before.ask();
                hub.ask();
                alone.ask();
            }
            List<Double> served = new ArrayList<>();
            List<Double> direct = new ArrayList<>();
            for (int turn = 0; turn < TURNS; turn++) {
                times(hub, before, served);
                times(alone, before, direct);
            }
            double ours = median(served);
            double theirs = median(direct);
            report.atMost(
                    what + " among " + jobs + " jobs, times the SQL",
                    ours / theirs,
                    1.3,
                    String.format(Locale.ROOT, "(%.2f ms over HTTP, %.2f ms the SQL alone)", ours, theirs));
        } finally {
            for (PreparedStatement statement : statements) {
                statement.close();
            }
        }
    }

    /** As when a job is worked on. */
    private void changeOne() throws SQLException {
        MadeTenant.run(owner, """
                UPDATE command_jobs SET started_at = now()
                WHERE organization_id = ? AND id = (SELECT id FROM command_jobs WHERE organization_id = ? ORDER BY id DESC LIMIT 1)
                """, targets.organization(), targets.organization());
    }

    private static void ask(HttpLink link, String path) throws IOException {
        int status = link.get(path);
        if (status != 200) {
            throw new IOException("The hub answered " + status + ": " + link.body());
        }
    }

    private static void read(List<PreparedStatement> statements) throws SQLException {
        for (PreparedStatement statement : statements) {
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    rows.getString(2);
                }
            }
        }
    }

    /** Adds how many milliseconds each of some questions takes. */
    private static void times(Question question, Question before, List<Double> times) throws SQLException, IOException {
        for (int i = 0; i < TIMES; i++) {
            before.ask();
            long began = System.nanoTime();
            question.ask();
            times.add((System.nanoTime() - began) / 1e6);
        }
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    /** One question, by whatever way. */
    @FunctionalInterface
    private interface Question {
        void ask() throws SQLException, IOException;
    }
}
