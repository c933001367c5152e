package io.tenantry.events.internal;

import io.tenantry.access.Reach;
import io.tenantry.kernel.Page;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.RowReader;
import io.tenantry.query.ListQuery;
import io.tenantry.query.PageSql;
import io.tenantry.query.Sql;

/**
 * A list: what its rows are read from, and how.
 *
 * @param base what has to hold besides the question's filter
 */
record Listed<T>(String columns, String from, Sql base, RowReader<T> reader) {
    /** One page, and how many rows there are in all where that is asked. */
    Page<T> page(Database database, Reach reach, ListQuery query) {
        Long total = null;
        if (query.count()) {
            Sql count = PageSql.count(query, from, base);
            total = database.first(
                    reach, count.text(), row -> row.getLong(1), count.values().toArray());
        }
        PageSql page = PageSql.of(query, columns, from, base);
        return page.page(
                database.list(
                        reach,
                        page.sql().text(),
                        row -> page.placed(reader.read(row), row),
                        page.sql().values().toArray()),
                total);
    }
}
