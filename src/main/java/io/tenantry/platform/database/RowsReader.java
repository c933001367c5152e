package io.tenantry.platform.database;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Turns a whole result into a value; it moves from row to row itself. */
@FunctionalInterface
public interface RowsReader<T> {
    T read(ResultSet rows) throws SQLException;
}
