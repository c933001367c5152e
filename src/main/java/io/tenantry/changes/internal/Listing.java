package io.tenantry.changes.internal;

import io.tenantry.access.Reach;
import io.tenantry.kernel.Page;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.RowReader;
import io.tenantry.query.ListQuery;
import io.tenantry.query.PageSql;
import io.tenantry.query.Sql;

/**
 * A table that is listed page by page.
 *
 * @param columns what a row is read from
 */
record Listing<T>(Database database, String table, String columns, RowReader<T> read) {
    Page<T> page(Reach reach, ListQuery query, Sql base) {
        Long total = null;
        if (query.count()) {
            Sql count = PageSql.count(query, table, base);
            total = database.first(
                    reach, count.text(), row -> row.getLong(1), count.values().toArray());
        }
        PageSql page = PageSql.of(query, columns, table, base);
        return page.page(
                database.list(
                        reach,
                        page.sql().text(),
                        row -> page.placed(read.read(row), row),
                        page.sql().values().toArray()),
                total);
    }
}
