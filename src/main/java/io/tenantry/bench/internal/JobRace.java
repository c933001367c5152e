package io.tenantry.bench.internal;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import io.tenantry.platform.postgres.DatabaseLocation;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How fast jobs of command blocks are taken on and done, beside tasks of the bare library that do nothing; what an offboarding of
 * many costs; and what lists and statistics cost when very many jobs are there.
 */
final class JobRace {
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern STATUS = Pattern.compile("\"status\"\\s*:\\s*\"([^\"]+)\"");
    private static final int THREADS = 4;
    private static final int MANY = 1_000_000;
    private static final int PAGES = 200;
    private static final int LOOK_MILLIS = 20;

    private final DatabaseLocation location;
    private final Connection owner;
    private final URI hub;
    private final String token;
    private final Targets targets;
    private final Report report;

    JobRace(DatabaseLocation location, Connection owner, URI hub, SignIn signIn, Targets targets, Report report)
            throws Exception {
        this.location = location;
        this.owner = owner;
        this.hub = hub;
        this.token = signIn.token(hub);
        this.targets = targets;
        this.report = report;
    }

    void run() throws SQLException, IOException, InterruptedException {
        run("INSERT INTO change_rules (organization_id, rules) VALUES ('" + targets.organization() + "', '[]')"
                + " ON CONFLICT (organization_id) DO UPDATE SET rules = '[]'");
        try (HttpLink link = new HttpLink(hub, token)) {
            throughput(link);
            offboarding(link);
            lists(link);
        } finally {
            run("DELETE FROM change_rules WHERE organization_id = '" + targets.organization() + "'");
        }
    }

    private void throughput(HttpLink link) throws SQLException, IOException, InterruptedException {
        jobs(link, "getuser");
        Taken taken = jobs(link, "getuser");
        double bare = bare(targets.users().size());
        report.say(String.format(
                Locale.ROOT, "jobs taken on: %.0f a second", targets.users().size() / taken.accepted()));
        double done = targets.users().size() / taken.done();
        report.atLeast(
                "jobs of a block that reads, share of bare db-scheduler",
                done / bare,
                0.5,
                String.format(Locale.ROOT, "(%.0f of %.0f a second, one node, %d threads)", done, bare, THREADS));
    }

    private void offboarding(HttpLink link) throws SQLException, IOException, InterruptedException {
        Taken taken = jobs(link, "offboard");
        int people = targets.users().size();
        report.say(String.format(
                Locale.ROOT,
                "offboarding of %d people, each of a dozen blocks: %.1f s, %.0f people a second",
                people,
                taken.done(),
                people / taken.done()));
    }

    /** How long a job for many took to be taken on, and to be done. */
    private record Taken(double accepted, double done) {}

    private Taken jobs(HttpLink link, String block) throws IOException, InterruptedException {
        String people = targets.users().stream()
                .map(user -> "\"" + user.id() + "\"")
                .collect(Collectors.joining(", ", "[", "]"));
        String path = "/api/v1/organizations/" + targets.organization() + "/command-jobs";
        long began = System.nanoTime();
        require(link, 202, link.post(path, "{\"block\": \"" + block + "\", \"people\": " + people + "}"));
        double accepted = (System.nanoTime() - began) / 1e9;
        String job = path + "/" + first(ID, link.body());
        String status = "";
        while (!List.of("Completed", "Failed").contains(status)) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            require(link, 200, link.get(job));
            status = first(STATUS, link.body());
        }
        return new Taken(accepted, (System.nanoTime() - began) / 1e9);
    }

    /** Tasks a second of the library by itself, with nothing to do in them. */
    private double bare(int tasks) throws SQLException, InterruptedException {
        run("DROP TABLE IF EXISTS bench_tasks");
        run("CREATE TABLE bench_tasks (LIKE scheduled_tasks INCLUDING ALL)");
        CountDownLatch left = new CountDownLatch(tasks);
        OneTimeTask<Void> nothing = Tasks.oneTime("nothing").execute((instance, context) -> left.countDown());
        try (HikariDataSource connections = new HikariDataSource()) {
            connections.setJdbcUrl(location.url());
            connections.setUsername(location.user());
            connections.setPassword(location.password());
            connections.setMaximumPoolSize(THREADS + 2);
            Scheduler scheduler = Scheduler.create(connections, nothing)
                    .tableName("bench_tasks")
                    .threads(THREADS)
                    .pollingInterval(Duration.ofMillis(100))
                    .pollUsingLockAndFetch(0.5, 4.0)
                    .build();
            List<TaskInstance<?>> all = new ArrayList<>();
            for (int i = 0; i < tasks; i++) {
                all.add(nothing.instance(Integer.toString(i)));
            }
            scheduler.scheduleBatch(all, Instant.now());
            long began = System.nanoTime();
            scheduler.start();
            left.await();
            double seconds = (System.nanoTime() - began) / 1e9;
            scheduler.stop();
            return tasks / seconds;
        } finally {
            run("DROP TABLE bench_tasks");
        }
    }

    private void lists(HttpLink link) throws SQLException, IOException {
        run("""
                INSERT INTO command_jobs (organization_id, id, block_id, block_identifier, block_version, read_action, target_kind,
                    user_id, user_upn, organization_name, actor_id, actor_name, client, status, due_at, created_at, started_at,
                    finished_at)
                SELECT '%s', time_ordered_id(), 'b9b05dc8-3e6c-52af-bbb0-088029b66afe', 'blocksignin', 1, 'command.user.read', 'User',
                    gen_random_uuid(), 'bench@example.com', 'Bench', gen_random_uuid(), 'bench', 'bench', 'Completed', now(), now(),
                    now(), now() - (number || ' seconds')::interval
                FROM generate_series(1, %d) number
                """.formatted(targets.organization(), MANY));
        run("VACUUM ANALYZE command_jobs");
        String page = "/api/v1/command-jobs?limit=100&filter=organizationId%20eq%20" + targets.organization();
        pages(link, page);
        double served = pages(link, page);
        double bare = bare("SELECT * FROM command_jobs WHERE organization_id = '" + targets.organization()
                + "' ORDER BY id DESC LIMIT 100");
        report.say(String.format(
                Locale.ROOT,
                "page of jobs among %d: %.2f ms over HTTP, %.2f ms the SELECT alone",
                MANY,
                1_000 / served,
                1_000 / bare));
        run("DELETE FROM command_jobs WHERE client = 'bench'");
    }

    private static double pages(HttpLink link, String path) throws IOException {
        long began = System.nanoTime();
        for (int i = 0; i < PAGES; i++) {
            require(link, 200, link.get(path));
        }
        return PAGES / ((System.nanoTime() - began) / 1e9);
    }

    private double bare(String sql) throws SQLException {
        long began = System.nanoTime();
        try (Statement statement = owner.createStatement()) {
            for (int i = 0; i < PAGES; i++) {
                try (ResultSet rows = statement.executeQuery(sql)) {
                    while (rows.next()) {
                        rows.getString(2);
                    }
                }
            }
        }
        return PAGES / ((System.nanoTime() - began) / 1e9);
    }

    private static void require(HttpLink link, int expected, int status) throws IOException {
        if (status != expected) {
            throw new IOException("The hub answered " + status + ": " + link.body());
        }
    }

    private static String first(Pattern pattern, String text) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("The hub's answer is unknown: " + text);
        }
        return matcher.group(1);
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
