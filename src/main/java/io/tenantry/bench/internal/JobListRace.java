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

    /** How much of the warm-up both sides are asked in turns as well, before it counts. */
    private static final double IN_TURNS = 0.2;

    private static final String CATEGORY = "c2216cd5-9175-5b2d-9828-1827e57e2fe0";
    private static final String BLOCK_SIGN_IN = "b9b05dc8-3e6c-52af-bbb0-088029b66afe";

    private final Connection owner;
    private final URI hub;
    private final String token;
    private final Targets targets;
    private final Load load;
    private final Report report;

    JobListRace(Connection owner, URI hub, String token, Targets targets, Load load, Report report) {
        this.owner = owner;
        this.hub = hub;
        this.token = token;
        this.targets = targets;
        this.load = load;
        this.report = report;
    }

    /**
     * Runs all of them.
     *
     * @param jobs how many jobs are there
     * @param warmUp seconds for which many clients ask each question before it counts
     */
    void run(int jobs, double warmUp) throws Exception {
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
        try {
            String page = "/api/v1/command-jobs?limit=100&filter=organizationId%20eq%20" + organization;
            List<String> newest =
                    List.of("SELECT * FROM command_jobs WHERE organization_id = ? ORDER BY id DESC LIMIT 100");
            String failed = "/command/v1/organizations/" + organization
                    + "/commandblocks/jobs?$filter=status%20eq%20'Failed'&$count=true&$top=100";
            String stats = "/command/v1/categories/" + CATEGORY + "/commandblocks/JobStats()";
            List<Entry> entries = List.of(
                    new Entry("page of jobs", page, newest, () -> {}),
                    new Entry("page of jobs of which one has changed each time", page, newest, this::changeOne),
                    new Entry(
                            "those that failed, and how many,",
                            failed,
                            List.of(
                                    "SELECT count(*), 0 FROM command_jobs WHERE organization_id = ? AND status = 'Failed'",
                                    "SELECT * FROM command_jobs WHERE organization_id = ? AND status = 'Failed'"
                                            + " ORDER BY id DESC LIMIT 100"),
                            () -> {}),
                    new Entry("statistics of a day", stats, List.of("""
                    SELECT count(*) FILTER (WHERE status = 'Completed'), count(*) FILTER (WHERE status = 'Failed')
                    FROM command_jobs WHERE organization_id = ? AND finished_at > now() - interval '1 day' AND NOT is_parent
                    """), () -> {}));
            for (Entry entry : entries) {
                load.run(HttpStep.opening(hub, token, (link, dice) -> askAmongMany(link, entry)), warmUp);
                race(entry, jobs, warmUp * IN_TURNS);
            }
        } finally {
            MadeTenant.run(owner, "DELETE FROM command_jobs WHERE client = 'bench'");
        }
    }

    /** One of the many clients that make the hub warm; they share the one connection to the database. */
    private int askAmongMany(HttpLink link, Entry entry) throws IOException {
        try {
            synchronized (owner) {
                entry.before().ask();
            }
        } catch (SQLException failure) {
            throw new IOException(failure);
        }
        return link.get(entry.path());
    }

    /** The medians of many questions of both kinds, asked in turns after both have been asked in turns for a while. */
    private void race(Entry entry, int jobs, double warmUp) throws SQLException, IOException {
        List<PreparedStatement> statements = new ArrayList<>();
        try (HttpLink link = new HttpLink(hub, token)) {
            for (String text : entry.sql()) {
                PreparedStatement statement = owner.prepareStatement(text);
                statements.add(statement);
                statement.setObject(1, targets.organization());
            }
            Question served = () -> ask(link, entry.path());
            Question alone = () -> read(statements);
            long warm = System.nanoTime() + (long) (warmUp * 1e9);
            while (System.nanoTime() < warm) {
                entry.before().ask();
                served.ask();
                alone.ask();
            }
            List<Double> ours = new ArrayList<>();
            List<Double> theirs = new ArrayList<>();
            for (int turn = 0; turn < TURNS; turn++) {
                times(served, entry.before(), ours);
                times(alone, entry.before(), theirs);
            }
            report.atMost(
                    entry.what() + " among " + jobs + " jobs, times the SQL",
                    median(ours) / median(theirs),
                    1.3,
                    String.format(
                            Locale.ROOT, "(%.2f ms over HTTP, %.2f ms the SQL alone)", median(ours), median(theirs)));
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

    /**
     * What is raced.
     *
     * @param path of the hub
     * @param sql the same, asked of the database
     * @param before happens before each question, and does not count
     */
    private record Entry(String what, String path, List<String> sql, Question before) {}

    /** One question, by whatever way. */
    @FunctionalInterface
    private interface Question {
        void ask() throws SQLException, IOException;
    }
}
