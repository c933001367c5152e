package io.tenantry.platform.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Turns the current row into a value, reading columns by position. */
@FunctionalInterface
public interface RowReader<T extends @Nullable Object> {
    T read(ResultSet row) throws SQLException;
}
