package io.tenantry.platform.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * SQL as the request role, under a reach. There is no way to run a statement without saying whose rows it may see.
 *
 * <p>A single statement travels with its reach in one round trip: the driver sends both before its Sync message, so they
 * form one implicit transaction, at whose end the reach is forgotten.
 */
public final class Database {
    private static final String REACH = "SELECT set_config('tenantry.reach', ?, true)";

    private final DataSource requests;

    public Database(DataSource requests) {
        this.requests = requests;
    }

    /** All rows of one statement. The text is ours; what comes from outside is bound. */
    public <T extends @Nullable Object> List<T> list(
            RowScope scope, String sql, RowReader<T> reader, @Nullable Object... values) {
        try (Connection connection = requests.getConnection();
                PreparedStatement statement = connection.prepareStatement(REACH + ";" + sql)) {
            statement.setString(1, scope.setting());
            Session.bind(statement, 2, values);
            statement.execute();
            statement.getMoreResults();
            try (ResultSet rows = statement.getResultSet()) {
                return Session.each(rows, reader);
            }
        } catch (SQLException failure) {
            throw new DatabaseFailure(failure);
        }
    }

    /** The first row of one statement, or null when there is none. */
    public <T extends @Nullable Object> @Nullable T first(
            RowScope scope, String sql, RowReader<T> reader, @Nullable Object... values) {
        List<T> rows = list(scope, sql, reader, values);
        return rows.isEmpty() ? null : rows.getFirst();
    }

    /** Runs one statement that gives no rows, in a transaction of its own, and tells how many it touched. */
    public int run(RowScope scope, String sql, @Nullable Object... values) {
        try (Connection connection = requests.getConnection();
                PreparedStatement statement = connection.prepareStatement(REACH + ";" + sql)) {
            statement.setString(1, scope.setting());
            Session.bind(statement, 2, values);
            statement.execute();
            statement.getMoreResults();
            return statement.getUpdateCount();
        } catch (SQLException failure) {
            throw new DatabaseFailure(failure);
        }
    }

    /** Several statements that happen together or not at all. Never wait for anything slow inside. */
    public <T extends @Nullable Object> T transaction(RowScope scope, Function<Session, T> work) {
        try (Connection connection = requests.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Session session = new Session(connection);
                session.list(REACH, row -> true, scope.setting());
                T result = work.apply(session);
                connection.commit();
                return result;
            } catch (RuntimeException | Error | SQLException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException failure) {
            throw new DatabaseFailure(failure);
        }
    }

    /** Like {@link #transaction}, for work that has nothing to tell. */
    public void change(RowScope scope, Consumer<Session> work) {
        transaction(scope, session -> {
            work.accept(session);
            return true;
        });
    }
}
