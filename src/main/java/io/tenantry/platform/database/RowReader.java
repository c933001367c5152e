package io.tenantry.platform.database;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Turns the current row into a value, reading columns by position. */
@FunctionalInterface
public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
}
