package io.tenantry.platform.database;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * SQL as the request role, under a reach. There is no way to run a statement without saying whose rows it may see.
 *
 * <p>A connection keeps the reach it was last given, and every use of it begins by giving it another unless it is the same, so
 * that most statements cost one round trip. Nothing else lends these connections out. A new connection has no reach, and what
 * runs without one fails.
 */
public final class Database {
    private static final String GIVE = "SELECT set_config('tenantry.reach', ?, false),"
            + " set_config('plan_cache_mode', ?, false), set_config('enable_sort', ?, false)";

    private final DataSource requests;
    private final Cache<PGConnection, Given> given;
    private final boolean isSteady;

    public Database(DataSource requests) {
        this(requests, Caffeine.newBuilder().weakKeys().build(), false);
    }

    private Database(DataSource requests, Cache<PGConnection, Given> given, boolean isSteady) {
        this.requests = requests;
        this.given = given;
        this.isSteady = isSteady;
    }

    /**
     * The same for statements that one index serves in its own order, whatever the values: they are planned once for each
     * connection. Left to itself, PostgreSQL plans a page of a list anew each time, as it believes that one organization's
     * people could better be sorted than found in order, and that takes as long as reading them.
     */
    public Database steady() {
        return new Database(requests, given, true);
    }

    /** All rows of one statement. The text is ours; what comes from outside is bound. */
    public <T extends @Nullable Object> List<T> list(
            RowScope scope, String sql, RowReader<T> reader, @Nullable Object... values) {
        return using(scope, connection -> new Session(connection).list(sql, reader, values));
    }

    /** The first row of one statement, or null when there is none. */
    public <T extends @Nullable Object> @Nullable T first(
            RowScope scope, String sql, RowReader<T> reader, @Nullable Object... values) {
        List<T> rows = list(scope, sql, reader, values);
        return rows.isEmpty() ? null : rows.getFirst();
    }

    /** Runs one statement that gives no rows, in a transaction of its own, and tells how many it touched. */
    public int run(RowScope scope, String sql, @Nullable Object... values) {
        return using(scope, connection -> new Session(connection).run(sql, values));
    }

    /** Several statements that happen together or not at all. Never wait for anything slow inside. */
    public <T extends @Nullable Object> T transaction(RowScope scope, Function<Session, T> work) {
        return using(scope, connection -> {
            connection.setAutoCommit(false);
            try {
                T result = work.apply(new Session(connection));
                connection.commit();
                return result;
            } catch (RuntimeException | Error | SQLException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        });
    }

    /** Like {@link #transaction}, for work that has nothing to tell. */
    public void change(RowScope scope, Consumer<Session> work) {
        transaction(scope, session -> {
            work.accept(session);
            return true;
        });
    }

    private <T extends @Nullable Object> T using(RowScope scope, Use<T> use) {
        try (Connection connection = requests.getConnection()) {
            reachFor(connection, scope.setting());
            return use.of(connection);
        } catch (SQLException failure) {
            throw new DatabaseFailure(failure);
        }
    }

    /** Outside any transaction, because rolling one back would also take back the reach it was given. */
    private void reachFor(Connection connection, String setting) throws SQLException {
        PGConnection physical = connection.unwrap(PGConnection.class);
        Given wanted = new Given(setting, isSteady);
        if (wanted.equals(given.getIfPresent(physical))) {
            return;
        }
        given.invalidate(physical);
        try (PreparedStatement statement = connection.prepareStatement(GIVE)) {
            statement.setString(1, setting);
            statement.setString(2, isSteady ? "force_generic_plan" : "auto");
            statement.setString(3, isSteady ? "off" : "on");
            statement.execute();
        }
        given.put(physical, wanted);
    }

    /** What a connection was last told: whose rows it may see, and how it plans. */
    private record Given(String reach, boolean isSteady) {}

    /** What is done with a connection that has its reach. */
    @FunctionalInterface
    private interface Use<T extends @Nullable Object> {
        T of(Connection connection) throws SQLException;
    }
}
