package io.tenantry.platform.postgres.internal;

import io.tenantry.platform.postgres.DatabaseLocation;
import io.tenantry.platform.postgres.PostgresFailure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.postgresql.PGConnection;

/** The roles and databases inside the server. Its superuser is used for nothing else. */
public final class Setup {
    /** No such database, wrong password, no such role: what an owner meets on a server that is not set up yet. */
    private static final Set<String> NOT_READY = Set.of("3D000", "28P01", "28000");

    private final Home home;

    public Setup(Home home) {
        this.home = home;
    }

    /** Makes sure that the owner can sign in to its database. */
    public void ensure(String database) {
        try (Connection connection = connect(home.owner(database))) {
            connection.isValid(1);
        } catch (SQLException failure) {
            if (failure.getSQLState() == null || !NOT_READY.contains(failure.getSQLState())) {
                throw unexpected(failure);
            }
            createOwner();
            createDatabase(database);
        }
    }

    private void createOwner() {
        try (Connection connection = connect(home.superuser("template1"));
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "SELECT FROM pg_roles WHERE rolname = '" + Home.OWNER + "'")) {
                // Not a superuser: what works here then works with the server of any hosting company.
                statement.execute("CREATE ROLE " + Home.OWNER + " LOGIN CREATEROLE");
                statement.execute("GRANT pg_read_all_stats TO " + Home.OWNER);
            }
            if (exists(statement, "SELECT FROM pg_available_extensions WHERE name = 'pg_stat_statements'")) {
                statement.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
            }
            // The driver sends a digest, so the password is in no log and no statistics view.
            connection
                    .unwrap(PGConnection.class)
                    .alterUserPassword(Home.OWNER, home.password(Home.OWNER).toCharArray(), "scram-sha-256");
        } catch (SQLException failure) {
            throw unexpected(failure);
        }
    }

    /** Creates an empty database of the owner, unless there is one of that name. */
    public void createDatabase(String name) {
        if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("Not a plain database name: " + name);
        }
        try (Connection connection = connect(home.superuser("postgres"));
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "SELECT FROM pg_database WHERE datname = '" + name + "'")) {
                statement.execute("CREATE DATABASE " + name + " OWNER " + Home.OWNER);
            }
        } catch (SQLException failure) {
            throw unexpected(failure);
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private static Connection connect(DatabaseLocation location) throws SQLException {
        return DriverManager.getConnection(location.url(), location.user(), location.password());
    }

    private static PostgresFailure unexpected(SQLException failure) {
        return new PostgresFailure("The embedded database answers with an error: " + failure.getMessage(), failure);
    }
}
