package io.tenantry.platform.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Turns a whole result into a value; it moves from row to row itself. */
@FunctionalInterface
public interface RowsReader<T extends @Nullable Object> {
    T read(ResultSet rows) throws SQLException;
}
