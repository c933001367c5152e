package io.tenantry.bench.internal;

import io.tenantry.platform.postgres.DatabaseLocation;
import io.tenantry.platform.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two nodes of one hub on a database of their own. The first stays; the second is killed and started again. */
public final class TwoNodes implements AutoCloseable {
    private final Path launcher;
    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final DatabaseLocation database;
    private final HubProcess first;
    private HubProcess second;
    private int starts;

    private TwoNodes(Path launcher, EmbeddedPostgres postgres, Path folder) throws IOException, InterruptedException {
        this.launcher = launcher;
        this.folder = folder;
        this.postgres = postgres;
        database = postgres.createDatabase("hub");
        first = start("first", "first", true);
        second = startSecond();
    }

    /** Starts both with nothing but the demo's accounts and people in them. */
    public static TwoNodes start(Path launcher, Path folder) throws IOException, InterruptedException {
        Path databases = folder.resolve("postgres");
        if (Files.exists(databases)) {
            EmbeddedPostgres.erase(databases);
        }
        Files.deleteIfExists(folder.resolve("first").resolve("demo.env"));
        Files.deleteIfExists(folder.resolve("first").resolve("demo.made"));
        EmbeddedPostgres postgres = EmbeddedPostgres.start(databases);
        try {
            return new TwoNodes(launcher, postgres, folder);
        } catch (IOException | InterruptedException | RuntimeException failure) {
            postgres.close();
            throw failure;
        }
    }

    private HubProcess startSecond() throws IOException, InterruptedException {
        starts++;
        return start("second", secondName(), false);
    }

    private HubProcess start(String side, String name, boolean hasDemo) throws IOException, InterruptedException {
        Path files = folder.resolve(side);
        List<String> options = new ArrayList<>(List.of(
                "--data-dir", files.toString(), "--database-url", database.url(), "--database-user", database.user()));
        Map<String, String> environment = new HashMap<>(Map.of(
                "TENANTRY_DATABASE_PASSWORD",
                database.password(),
                // The hub stands in for the tenant of one of its organizations.
                "TENANTRY_MICROSOFT_HOSTS",
                "127.0.0.1",
                "TENANTRY_AUTOMATION_NODE",
                name));
        if (hasDemo) {
            options.add("--demo");
        } else {
            // Nodes of one database share its master key.
            environment.put(
                    "TENANTRY_MASTER_KEY",
                    Files.readString(folder.resolve("first").resolve("master.key"))
                            .strip());
        }
        return HubProcess.start(launcher, options, environment, Path.of(files + ".log"));
    }

    Connection owner() throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    SignIn signIn() throws IOException {
        return SignIn.read(folder.resolve("first").resolve("demo.env")).asPartner();
    }

    /** The node that stays. */
    URI url() {
        return first.url();
    }

    /** What the second node is called among those that share the work; another name each time it is started. */
    String secondName() {
        return "second-" + starts;
    }

    /** Kills the second node as a power cut would, and starts another in its place. */
    void killSecond() throws IOException, InterruptedException {
        second.kill();
        second = startSecond();
    }

    @Override
    public void close() {
        second.close();
        first.close();
        postgres.close();
    }
}
