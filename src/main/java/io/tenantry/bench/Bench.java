package io.tenantry.bench;

import io.tenantry.bench.internal.HubProcess;
import io.tenantry.bench.internal.Measuring;
import io.tenantry.bench.internal.Report;
import io.tenantry.bench.internal.SignIn;
import io.tenantry.bench.internal.StartUp;
import io.tenantry.estate.EstateSize;
import io.tenantry.estate.Estates;
import io.tenantry.platform.postgres.DatabaseLocation;
import io.tenantry.platform.postgres.EmbeddedPostgres;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** Measures a hub: its own on a generated estate, or one that runs already. */
public final class Bench {
    private static final long SEED = 1;
    private static final int MEMBERSHIPS_EACH = 3;
    private static final double SHARE_OF_LARGEST = 0.92;
    private static final double SHARE_OF_GROUP = 0.9;

    private final BenchPlan plan;
    private final Report report;

    public Bench(BenchPlan plan, PrintWriter out) {
        this.plan = plan;
        report = new Report(out);
    }

    /** Makes an estate unless the folder has one of this size, starts a hub on it, and measures both. */
    public void run() throws Exception {
        Path log = plan.folder().resolve("hub.log");
        Files.createDirectories(plan.folder());
        Path postgres = plan.folder().resolve("postgres");
        try (EmbeddedPostgres database = EmbeddedPostgres.start(postgres)) {
            DatabaseLocation location = database.location();
            fill(location);
            List<String> options = List.of(
                    "--demo",
                    "--data-dir",
                    plan.folder().toString(),
                    "--database-url",
                    location.url(),
                    "--database-user",
                    location.user());
            Map<String, String> secret = Map.of(
                    "TENANTRY_DATABASE_PASSWORD",
                    location.password(),
                    // One organization of the hub stands in for a tenant that another is a mirror of.
                    "TENANTRY_MICROSOFT_HOSTS",
                    "127.0.0.1,localhost",
                    // A receiver of events is measured on this machine.
                    "TENANTRY_EVENTS_NETWORKS",
                    "127.0.0.1");
            Measuring measuring = new Measuring(plan, location, report, () -> another(options, secret));
            try (HubProcess hub = HubProcess.start(plan.launcher(), options, secret, log)) {
                measuring.measure(hub.url(), signIn());
                if (plan.has(Part.START)) {
                    StartUp.reportMemory(hub, report);
                }
            }
            if (!plan.has(Part.START)) {
                return;
            }
            try (HubProcess restarted = HubProcess.start(plan.launcher(), options, secret, log)) {
                measuring.measureRestarted(restarted.url(), signIn());
            }
        }
        StartUp.measure(plan, log, report);
    }

    /** Another node of the hub that runs on the estate. */
    private HubProcess another(List<String> options, Map<String, String> secret) throws Exception {
        Path files = plan.folder().resolve("another-node");
        List<String> others = new ArrayList<>(options);
        others.remove("--demo");
        others.set(others.indexOf("--data-dir") + 1, files.toString());
        Map<String, String> environment = new HashMap<>(secret);
        // Nodes of one database share its master key.
        environment.put(
                "TENANTRY_MASTER_KEY",
                Files.readString(plan.folder().resolve("master.key")).strip());
        return HubProcess.start(
                plan.launcher(), others, environment, plan.folder().resolve("another-node.log"));
    }

    /** Measures a hub that runs already. Start-up and memory are its operator's to look at. */
    public void run(URI hub, Path signIn, DatabaseLocation location) throws Exception {
        new Measuring(plan, location, report, null).measure(hub, SignIn.read(signIn));
    }

    private SignIn signIn() throws Exception {
        return SignIn.read(plan.folder().resolve("demo.env"));
    }

    private void fill(DatabaseLocation location) throws Exception {
        LoggingSystem.get(Bench.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        Flyway.configure()
                .dataSource(location.url(), location.user(), location.password())
                .load()
                .migrate();
        Path made = plan.folder().resolve("estate.made");
        if (Files.exists(made)) {
            if (!Files.readString(made).equals(Integer.toString(plan.users()))) {
                throw new IllegalStateException("The folder " + plan.folder() + " has an estate of "
                        + Files.readString(made) + " people. Remove it, or choose another with --data-dir");
            }
            return;
        }
        report.say("making an estate of " + plan.users() + " people in " + plan.folder());
        long before = System.nanoTime();
        try (Connection owner = DriverManager.getConnection(location.url(), location.user(), location.password())) {
            Estates.fill(owner, size(), organization -> {});
        }
        Files.writeString(plan.folder().resolve("demo.made"), "");
        Files.writeString(made, Integer.toString(plan.users()));
        report.say(String.format(
                Locale.ROOT, "made in %.0f s, indexes and triggers included", (System.nanoTime() - before) / 1e9));
    }

    /** Most people are in one organization, so that a walk through it is a long one. */
    private EstateSize size() {
        int organizations = Math.clamp(plan.users() / 2_000, 4, 100);
        return new EstateSize(
                SEED,
                organizations,
                plan.users(),
                Math.max(200, plan.users() / 100),
                (long) plan.users() * MEMBERSHIPS_EACH,
                (int) (plan.users() * SHARE_OF_LARGEST),
                (int) (plan.users() * SHARE_OF_GROUP));
    }
}
