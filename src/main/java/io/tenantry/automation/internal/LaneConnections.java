package io.tenantry.automation.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tenantry.automation.AutomationSettings;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.DatabaseSettings;
import io.tenantry.platform.postgres.DatabaseLocation;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The connections by which lanes hold on to jobs, one for each lane that a node works on at once. They are not those of requests:
 * whoever holds one of these needs one of those for what the jobs do, and nobody may wait for a connection with one in his hands.
 */
@Component
final class LaneConnections implements DisposableBean {
    private final HikariDataSource connections;
    private final Database database;

    LaneConnections(DatabaseLocation location, DatabaseSettings common, AutomationSettings settings) {
        // A node that vanished without a word holds its jobs no longer than it takes to be taken for dead.
        long silence = settings.heartbeat().multipliedBy(Engine.SILENCES).toMillis();
        HikariConfig config = config(
                location,
                "lanes",
                Math.max(1, settings.threads()),
                "SET ROLE tenantry_request; SET jit = off; SET idle_in_transaction_session_timeout = " + silence
                        + "; SET statement_timeout = "
                        + common.statementTimeout().toMillis());
        config.setMinimumIdle(0);
        // Nothing is asked of the database before there is work.
        config.setInitializationFailTimeout(-1);
        connections = new HikariDataSource(config);
        // Jobs are found in the order of one index, whatever the values.
        database = new Database(connections).steady();
    }

    /** Statements on these connections. */
    Database database() {
        return database;
    }

    @Override
    public void destroy() {
        connections.close();
    }

    /** Connections of the request role. */
    static HikariConfig config(DatabaseLocation location, String name, int most, String first) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(location.url());
        config.setUsername(location.user());
        config.setPassword(location.password());
        config.setMaximumPoolSize(most);
        config.setMinimumIdle(1);
        config.setConnectionInitSql(first);
        config.addDataSourceProperty("ApplicationName", "tenantry " + name);
        return config;
    }
}
