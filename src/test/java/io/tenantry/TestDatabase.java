package io.tenantry;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.postgres.DatabaseLocation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** A migrated database of a test's own, reached as requests reach it and as its owner. */
public final class TestDatabase implements AutoCloseable {
    private final DatabaseLocation location;
    private final HikariDataSource requests;

    public TestDatabase(String name) {
        location = TestPostgres.fresh(name);
        Flyway.configure()
                .dataSource(location.url(), location.user(), location.password())
                .load()
                .migrate();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(location.url());
        config.setUsername(location.user());
        config.setPassword(location.password());
        config.setMaximumPoolSize(4);
        config.setConnectionInitSql("SET ROLE tenantry_request");
        requests = new HikariDataSource(config);
    }

    /** Where it is, for code that connects by itself. */
    public DatabaseLocation location() {
        return location;
    }

    /** The database as the request role. */
    public Database database() {
        return new Database(requests);
    }

    /** A new connection as the owner, whom no wall holds. */
    public Connection owner() throws SQLException {
        return TestPostgres.connect(location);
    }

    /** Runs a statement as the owner. */
    public void run(String sql, Object... values) throws SQLException {
        try (Connection connection = owner();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int at = 0; at < values.length; at++) {
                statement.setObject(at + 1, values[at]);
            }
            statement.execute();
        }
    }

    /** The first column of the first row, asked for as the owner. */
    public @Nullable String ask(String sql) throws SQLException {
        try (Connection connection = owner();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    @Override
    public void close() {
        requests.close();
    }
}
