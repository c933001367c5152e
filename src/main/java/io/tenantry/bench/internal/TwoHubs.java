package io.tenantry.bench.internal;

import io.tenantry.platform.postgres.DatabaseLocation;
import io.tenantry.platform.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A hub that stands in for Microsoft and a hub that mirrors it, each a process with a database of its own. */
public final class TwoHubs implements AutoCloseable {
    static final int PAGE = 500;

    private final Path launcher;
    private final EmbeddedPostgres postgres;
    private final Side emulator;
    private final Side reader;

    private TwoHubs(Path launcher, EmbeddedPostgres postgres, Path folder) throws IOException, InterruptedException {
        this.launcher = launcher;
        this.postgres = postgres;
        emulator = new Side(folder.resolve("emulator"), postgres.createDatabase("emulator"));
        reader = new Side(folder.resolve("reader"), postgres.createDatabase("reader"));
        emulator.hub = start(emulator);
        reader.hub = start(reader);
    }

    /** One of the two. */
    private static final class Side {
        private final Path folder;
        private final DatabaseLocation database;
        private HubProcess hub;

        @SuppressWarnings("NullAway.Init") // its hub is started at once
        Side(Path folder, DatabaseLocation database) {
            this.folder = folder;
            this.database = database;
        }

        SignIn signIn() throws IOException {
            return SignIn.read(folder.resolve("demo.env"));
        }

        Connection owner() throws SQLException {
            return DriverManager.getConnection(database.url(), database.user(), database.password());
        }
    }

    /** Starts both with nothing but the demo's accounts and people in them. */
    public static TwoHubs start(Path launcher, Path folder) throws IOException, InterruptedException {
        Path databases = folder.resolve("postgres");
        if (Files.exists(databases)) {
            EmbeddedPostgres.erase(databases);
        }
        for (String side : List.of("emulator", "reader")) {
            Files.deleteIfExists(folder.resolve(side).resolve("demo.env"));
            Files.deleteIfExists(folder.resolve(side).resolve("demo.made"));
        }
        EmbeddedPostgres postgres = EmbeddedPostgres.start(databases);
        try {
            return new TwoHubs(launcher, postgres, folder);
        } catch (IOException | InterruptedException | RuntimeException failure) {
            postgres.close();
            throw failure;
        }
    }

    private HubProcess start(Side side) throws IOException, InterruptedException {
        List<String> options = List.of(
                "--demo",
                "--data-dir",
                side.folder.toString(),
                "--database-url",
                side.database.url(),
                "--database-user",
                side.database.user());
        Map<String, String> environment = Map.of(
                "TENANTRY_DATABASE_PASSWORD",
                side.database.password(),
                "TENANTRY_MICROSOFT_HOSTS",
                "127.0.0.1",
                "TENANTRY_MICROSOFT_PAGESIZE",
                Integer.toString(PAGE));
        return HubProcess.start(launcher, options, environment, Path.of(side.folder + ".log"));
    }

    /** The database of the hub that stands in for Microsoft. */
    Connection emulatorsOwner() throws SQLException {
        return emulator.owner();
    }

    Connection readersOwner() throws SQLException {
        return reader.owner();
    }

    /** A new organization of the emulator, and another of the reader. */
    UUID tenant() throws IOException, SQLException {
        return organization(emulator);
    }

    UUID mirror() throws IOException, SQLException {
        return organization(reader);
    }

    private static UUID organization(Side side) throws IOException, SQLException {
        try (Connection owner = side.owner()) {
            return side(side).organization(owner);
        }
    }

    /** A client of the reader that runs now. */
    MirrorClient client() throws IOException, InterruptedException {
        return new MirrorClient(reader.hub.url(), reader.signIn());
    }

    void connect(UUID mirror, UUID tenant) throws IOException, InterruptedException {
        try (MirrorClient client = client()) {
            if (!client.connect(mirror, tenant, emulator.hub.url(), emulator.signIn())) {
                throw new IOException("The reader may not call the emulator");
            }
        }
    }

    /** How fast the one mirrors the other when nothing goes wrong. */
    void race(Report report, int people) throws Exception {
        new MirrorRace(side(emulator), side(reader), report).run(people);
    }

    private static MirrorRace.Side side(Side side) throws IOException {
        return new MirrorRace.Side(side.database, side.hub.url(), side.signIn());
    }

    /** Kills the reader as a power cut would, and starts another in its place. */
    void killReader() throws IOException, InterruptedException {
        reader.hub.kill();
        reader.hub = start(reader);
    }

    /** Where the emulator writes down what it was asked. */
    Path requests() {
        return emulator.folder.resolve("access-log");
    }

    @Override
    public void close() {
        reader.hub.close();
        emulator.hub.close();
        postgres.close();
    }
}
