package io.tenantry.bench.internal;

import io.tenantry.platform.postgres.DatabaseLocation;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.SplittableRandom;

/** A prepared statement on a connection of its own, run and read with nothing around it. */
final class SqlStep implements Step {
    private final Connection connection;
    private final PreparedStatement statement;
    private final Binding binding;
    private final SplittableRandom dice;

    private SqlStep(Connection connection, PreparedStatement statement, Binding binding, SplittableRandom dice) {
        this.connection = connection;
        this.statement = statement;
        this.binding = binding;
        this.dice = dice;
    }

    static Step.Opening opening(DatabaseLocation location, String sql, Binding binding) {
        return client -> {
            Connection connection = DriverManager.getConnection(location.url(), location.user(), location.password());
            return new SqlStep(connection, connection.prepareStatement(sql), binding, new SplittableRandom(client));
        };
    }

    @Override
    public void once() throws SQLException {
        binding.bind(statement, dice);
        if (!statement.execute()) {
            return;
        }
        try (ResultSet rows = statement.getResultSet()) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    rows.getString(column);
                }
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** Chooses what is asked for next. */
    @FunctionalInterface
    interface Binding {
        void bind(PreparedStatement statement, SplittableRandom dice) throws SQLException;
    }
}
