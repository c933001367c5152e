package io.tenantry;

import io.tenantry.platform.postgres.DatabaseLocation;
import io.tenantry.platform.postgres.EmbeddedPostgres;
import io.tenantry.platform.postgres.PostgresFailure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One real PostgreSQL server for all tests of a run: the embedded one, unless they are told to use an installed one. The
 * embedded server's files stay in the build folder, so only the first run pays for making them; the databases are new in every
 * run.
 */
public final class TestPostgres {
    private static final int PARALLEL_RUNS = 8;

    /** Names the folder with the programs of an installed PostgreSQL, when the tests shall run on that one. */
    private static final String INSTALLED = "tenantry.test.postgres";

    private TestPostgres() {}

    /** The database that all tests of this run share. */
    public static DatabaseLocation shared() {
        return Shared.DATABASE;
    }

    /** An empty database for a test that must not see what others do. */
    public static DatabaseLocation fresh(String name) {
        return Shared.SERVER.apply("test_" + name);
    }

    /** Opens a connection as the owner. */
    public static Connection connect(DatabaseLocation location) throws SQLException {
        return DriverManager.getConnection(location.url(), location.user(), location.password());
    }

    /** Starts the server and tells how it makes databases. */
    private static Function<String, DatabaseLocation> start() {
        String programs = System.getProperty(INSTALLED);
        if (programs != null) {
            InstalledPostgres server = InstalledPostgres.start(Path.of(programs));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return server::createDatabase;
        }
        EmbeddedPostgres server = embedded();
        dropOldDatabases(server);
        return server::createDatabase;
    }

    private static EmbeddedPostgres embedded() {
        PostgresFailure last = null;
        // Two runs in the same folder at once, such as a build and an editor, each get a server of their own.
        for (int run = 1; run <= PARALLEL_RUNS; run++) {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.start(Path.of("target", "test-postgres-" + run));
                Runtime.getRuntime().addShutdownHook(new Thread(server::close));
                return server;
            } catch (PostgresFailure failure) {
                last = failure;
            }
        }
        throw new AssertionError("No PostgreSQL for the tests", last);
    }

    private static void dropOldDatabases(EmbeddedPostgres server) {
        try (Connection connection = connect(server.location());
                Statement statement = connection.createStatement()) {
            List<String> old = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("SELECT datname FROM pg_database WHERE datname ~ '^test_'")) {
                while (rows.next()) {
                    old.add(rows.getString(1));
                }
            }
            for (String name : old) {
                statement.execute("DROP DATABASE " + name);
            }
        } catch (SQLException failure) {
            throw new AssertionError("The databases of the last run cannot be dropped", failure);
        }
    }

    /** Started at the first use, so that tests without a database do not wait for one. */
    private static final class Shared {
        static final Function<String, DatabaseLocation> SERVER = start();
        static final DatabaseLocation DATABASE = SERVER.apply("test_shared");
    }
}
