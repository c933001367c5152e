package io.tenantry.platform.database;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Looks at the current row, reading columns by position. */
@FunctionalInterface
public interface RowVisitor {
    void visit(ResultSet row) throws SQLException;
}
