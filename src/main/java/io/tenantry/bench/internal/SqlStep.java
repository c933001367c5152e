package io.tenantry.bench.internal;

import io.tenantry.bench.internal.Scenario.Statement;
import io.tenantry.platform.postgres.DatabaseLocation;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Prepared statements on a connection of their own, run and read with nothing around them but, for several, a transaction. */
final class SqlStep implements Step {
    private final Connection connection;
    private final List<Prepared> all;
    private final SplittableRandom dice;

    private SqlStep(Connection connection, List<Prepared> all, SplittableRandom dice) {
        this.connection = connection;
        this.all = all;
        this.dice = dice;
    }

    static Step.Opening opening(DatabaseLocation location, List<Statement> statements) {
        return client -> {
            Connection connection = DriverManager.getConnection(location.url(), location.user(), location.password());
            connection.setAutoCommit(statements.size() == 1);
            List<Prepared> all = new ArrayList<>();
            for (Statement statement : statements) {
                all.add(new Prepared(connection.prepareStatement(statement.text()), statement.binding()));
            }
            return new SqlStep(connection, all, new SplittableRandom(client));
        };
    }

    @Override
    public void once() throws SQLException {
        for (Prepared one : all) {
            one.binding().bind(one.statement(), dice);
            if (one.statement().execute()) {
                read(one.statement());
            }
        }
        if (all.size() > 1) {
            connection.commit();
        }
    }

    private static void read(PreparedStatement statement) throws SQLException {
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

    private record Prepared(PreparedStatement statement, Binding binding) {}

    /** Chooses what is asked for next. */
    @FunctionalInterface
    interface Binding {
        void bind(PreparedStatement statement, SplittableRandom dice) throws SQLException;
    }
}
