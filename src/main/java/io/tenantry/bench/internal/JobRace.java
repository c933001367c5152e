package io.tenantry.bench.internal;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How fast jobs of command blocks are taken on and done by one node and by two, beside tasks of the bare library that do nothing; and
 * what an offboarding of many costs. The jobs are those of several organizations, since one of them may not take a whole node.
 */
final class JobRace {
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern STATUS = Pattern.compile("\"status\"\\s*:\\s*\"([^\"]+)\"");

    /** How many threads a node has for jobs, when nobody says so. */
    private static final int THREADS = 4;

    private static final int ORGANIZATIONS = 8;
    private static final int PEOPLE_EACH = 500;
    private static final int LOOK_MILLIS = 20;
    private static final int WARM_UPS = 4;
    private static final int ROUNDS = 3;

    private final MirrorRace.Side side;
    private final Connection owner;
    private final Report report;
    private final Measuring.@Nullable AnotherNode another;
    private final Map<UUID, List<UUID>> crowd = new LinkedHashMap<>();

    JobRace(MirrorRace.Side side, Connection owner, Report report, Measuring.@Nullable AnotherNode another) {
        this.side = side;
        this.owner = owner;
        this.report = report;
        this.another = another;
    }

    void run() throws Exception {
        gather();
        for (UUID organization : crowd.keySet()) {
            // Without rules, nobody else has to agree to a job for many.
            MadeTenant.run(
                    owner,
                    "INSERT INTO change_rules (organization_id, rules) VALUES (?, '[]')"
                            + " ON CONFLICT (organization_id) DO UPDATE SET rules = '[]'",
                    organization);
        }
        try (HttpLink link = new HttpLink(side.hub(), side.signIn().asPartner().token(side.hub()))) {
            throughput(link);
            offboarding(link);
        } finally {
            for (UUID organization : crowd.keySet()) {
                MadeTenant.run(owner, "DELETE FROM change_rules WHERE organization_id = ?", organization);
            }
        }
    }

    /** Some people of each of some organizations. */
    private void gather() throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement("""
                SELECT o.organization_id, u.id FROM (SELECT organization_id FROM organizations
                    WHERE kind = 'customer' AND deleted_at IS NULL ORDER BY organization_id LIMIT ?) o
                CROSS JOIN LATERAL (SELECT id FROM users WHERE users.organization_id = o.organization_id
                    AND deleted_at IS NULL AND NOT is_system ORDER BY id LIMIT ?) u
                """)) {
            statement.setInt(1, ORGANIZATIONS);
            statement.setInt(2, PEOPLE_EACH);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    crowd.computeIfAbsent(rows.getObject(1, UUID.class), key -> new ArrayList<>())
                            .add(rows.getObject(2, UUID.class));
                }
            }
        }
    }

    private int people() {
        return crowd.values().stream().mapToInt(List::size).sum();
    }

    /** The second node is started before anything is measured, and both have worked for a while before anything counts. */
    private void throughput(HttpLink link) throws Exception {
        if (another == null) {
            report.say("jobs on two nodes are not measured: the hub was not started here");
        } else {
            try (HubProcess second = another.start()) {
                tell("two nodes, the other at " + second.url(), measured(link).done(), bare(2 * THREADS));
            }
        }
        Taken one = measured(link);
        report.say(String.format(Locale.ROOT, "jobs taken on: %.0f a second", one.accepted()));
        tell("one node", one.done(), bare(THREADS));
    }

    /** How many jobs a second, over some rounds. */
    private Taken measured(HttpLink link) throws IOException, InterruptedException {
        for (int i = 0; i < WARM_UPS; i++) {
            jobs(link, "getuser");
        }
        double accepted = 0;
        double done = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Taken taken = jobs(link, "getuser");
            accepted += taken.accepted();
            done += taken.done();
        }
        double jobs = (double) ROUNDS * people();
        return new Taken(jobs / accepted, jobs / done);
    }

    private void tell(String where, double done, double bare) {
        report.atLeast(
                "jobs of a block that reads, share of bare db-scheduler",
                done / bare,
                0.5,
                String.format(Locale.ROOT, "(%.0f of %.0f a second, %s)", done, bare, where));
    }

    private void offboarding(HttpLink link) throws IOException, InterruptedException {
        Taken taken = jobs(link, "offboard");
        report.say(String.format(
                Locale.ROOT,
                "offboarding of %d people, each of a dozen blocks: %.1f s, %.0f people a second",
                people(),
                taken.done(),
                people() / taken.done()));
    }

    /** How long jobs for many took to be taken on, and to be done; or how many of them there were a second. */
    private record Taken(double accepted, double done) {}

    private Taken jobs(HttpLink link, String block) throws IOException, InterruptedException {
        List<String> jobs = new ArrayList<>();
        long began = System.nanoTime();
        for (Map.Entry<UUID, List<UUID>> some : crowd.entrySet()) {
            String people = some.getValue().stream()
                    .map(user -> "\"" + user + "\"")
                    .collect(Collectors.joining(", ", "[", "]"));
            String path = "/api/v1/organizations/" + some.getKey() + "/command-jobs";
            link.require(202, link.post(path, "{\"block\": \"" + block + "\", \"people\": " + people + "}"));
            jobs.add(path + "/" + link.first(ID));
        }
        double accepted = (System.nanoTime() - began) / 1e9;
        for (String job : jobs) {
            String status = "";
            while (!List.of("Completed", "Failed").contains(status)) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                link.require(200, link.get(job));
                status = link.first(STATUS);
            }
        }
        return new Taken(accepted, (System.nanoTime() - began) / 1e9);
    }

    /** Tasks a second of the library by itself, with nothing to do in them; from their being handed over on, like jobs. */
    private double bare(int threads) throws SQLException, InterruptedException {
        run("DROP TABLE IF EXISTS bench_tasks");
        run("CREATE TABLE bench_tasks (LIKE scheduled_tasks INCLUDING ALL)");
        try (HikariDataSource connections = new HikariDataSource()) {
            connections.setJdbcUrl(side.location().url());
            connections.setUsername(side.location().user());
            connections.setPassword(side.location().password());
            connections.setMaximumPoolSize(threads + 2);
            for (int i = 0; i < WARM_UPS; i++) {
                bare(connections, threads);
            }
            double seconds = 0;
            for (int i = 0; i < ROUNDS; i++) {
                seconds += bare(connections, threads);
            }
            return (double) ROUNDS * people() / seconds;
        } finally {
            run("DROP TABLE bench_tasks");
        }
    }

    private double bare(HikariDataSource connections, int threads) throws InterruptedException {
        CountDownLatch left = new CountDownLatch(people());
        OneTimeTask<Void> nothing = Tasks.oneTime("nothing").execute((instance, context) -> left.countDown());
        Scheduler scheduler = Scheduler.create(connections, nothing)
                .tableName("bench_tasks")
                .threads(threads)
                .pollingInterval(Duration.ofMillis(100))
                .pollUsingLockAndFetch(0.5, 4.0)
                .build();
        List<TaskInstance<?>> all = new ArrayList<>();
        for (int i = 0; i < people(); i++) {
            all.add(nothing.instance(Integer.toString(i)));
        }
        long began = System.nanoTime();
        scheduler.scheduleBatch(all, Instant.now());
        scheduler.start();
        left.await();
        double seconds = (System.nanoTime() - began) / 1e9;
        scheduler.stop();
        return seconds;
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
