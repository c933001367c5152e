package io.tenantry.platform.database;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/** One open transaction. Values are bound by position: texts, numbers, flags, UUIDs, instants, {@link Json} and lists. */
public final class Session {
    private static final int ROWS_FETCHED = 2_000;
    private static final int NEVER = 0;

    private final Connection connection;

    Session(Connection connection) {
        this.connection = connection;
    }

    public <T extends @Nullable Object> List<T> list(String sql, RowReader<T> reader, @Nullable Object... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, 1, values);
            try (ResultSet rows = statement.executeQuery()) {
                return each(rows, reader);
            }
        } catch (SQLException failure) {
            throw new DatabaseFailure(failure);
        }
    }

    /** The first row, or null when there is none. */
    public <T extends @Nullable Object> @Nullable T first(String sql, RowReader<T> reader, @Nullable Object... values) {
        List<T> rows = list(sql, reader, values);
        return rows.isEmpty() ? null : rows.getFirst();
    }

    /** Shows the rows of one statement one by one; for results too long to keep in memory. */
    public void walk(String sql, RowVisitor visitor, @Nullable Object... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(ROWS_FETCHED);
            bind(statement, 1, values);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    visitor.visit(rows);
                }
            }
        } catch (SQLException failure) {
            throw new DatabaseFailure(failure);
        }
    }

    /** Runs a statement that gives no rows, and tells how many it touched. */
    public int run(String sql, @Nullable Object... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, 1, values);
            return statement.executeUpdate();
        } catch (SQLException failure) {
            throw new DatabaseFailure(failure);
        }
    }

    /** Runs one statement that gives no rows for each of many sets of values, without waiting for each answer. */
    public void runAll(String sql, Collection<@Nullable Object[]> all) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (@Nullable Object[] values : all) {
                bind(statement, 1, values);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException failure) {
            throw new DatabaseFailure(failure);
        }
    }

    /** The connection itself, for COPY and for results too long to keep in memory. */
    public Connection connection() {
        return connection;
    }

    static <T extends @Nullable Object> List<T> each(ResultSet rows, RowReader<T> reader) throws SQLException {
        List<T> all = new ArrayList<>();
        while (rows.next()) {
            all.add(reader.read(rows));
        }
        return all;
    }

    static void bind(PreparedStatement statement, int first, @Nullable Object... values) throws SQLException {
        int position = first;
        for (@Nullable Object value : values) {
            bindOne(statement, position++, value);
        }
    }

    private static void bindOne(PreparedStatement statement, int position, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(position, Types.NULL);
            case String text -> statement.setString(position, text);
            case Integer number -> statement.setInt(position, number);
            case Long number -> statement.setLong(position, number);
            case Boolean flag -> statement.setBoolean(position, flag);
            case Instant instant -> statement.setObject(position, instant.atOffset(ZoneOffset.UTC));
            case Json json -> statement.setObject(position, json.text(), Types.OTHER);
            case Collection<?> list -> bindList(statement, position, list);
            case Keys keys -> statement.setArray(position, array(statement.getConnection(), keys.ids()));
            default -> statement.setObject(position, value);
        }
    }

    /**
     * No plan fits every list: for two organizations the database should do something else than for two thousand. A statement
     * with a list of ids is therefore planned anew each time, with the list in view.
     */
    private static void bindList(PreparedStatement statement, int position, Collection<?> list) throws SQLException {
        if (!list.isEmpty() && list.iterator().next() instanceof UUID) {
            statement.unwrap(PGStatement.class).setPrepareThreshold(NEVER);
        }
        statement.setArray(position, array(statement.getConnection(), list));
    }

    private static Array array(Connection connection, Collection<?> list) throws SQLException {
        // The driver writes an Object[] of texts differently once it sends parameters in binary, so arrays are typed.
        return !list.isEmpty() && list.iterator().next() instanceof UUID
                ? connection.createArrayOf("uuid", list.toArray(UUID[]::new))
                : connection.createArrayOf("text", list.toArray(String[]::new));
    }
}
