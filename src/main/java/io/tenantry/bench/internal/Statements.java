package io.tenantry.bench.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Counts the statements that the hub sends, where the server keeps pg_stat_statements. Transaction brackets do not count. */
final class Statements {
    private final Connection owner;
    private final boolean kept;

    Statements(Connection owner) {
        this.owner = owner;
        kept = isKept(owner);
    }

    private static boolean isKept(Connection owner) {
        try (Statement statement = owner.createStatement()) {
            statement.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
            statement.execute("SELECT 1 FROM pg_stat_statements LIMIT 1");
            return true;
        } catch (SQLException absent) {
            return false;
        }
    }

    /** How many statements requests have run until now; not a number when the server does not count. */
    double total() throws SQLException {
        if (!kept) {
            return Double.NaN;
        }
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT coalesce(sum(calls), 0) FROM pg_stat_statements
                        WHERE userid = 'tenantry_request'::regrole AND dbid = (
                            SELECT oid FROM pg_database WHERE datname = current_database())
                          AND query !~* '^\\s*(begin|start|commit|rollback|savepoint|release|set|reset|show|discard|listen)\\M'
                          AND query !~* '^\\s*select set_config\\([^;]*\\)\\s*$'
                        """)) {
            row.next();
            return row.getDouble(1);
        }
    }
}
