package io.tenantry.platform.database;

import io.tenantry.kernel.Page;
import io.tenantry.query.ListQuery;
import io.tenantry.query.PageSql;
import io.tenantry.query.Sql;

/**
 * A table that is listed page by page.
 *
 * @param from the table, with those it is joined with
 * @param columns what a row is read from
 */
public record PagedTable<T>(Sql from, String columns, RowReader<T> reader) {
    public PagedTable(String from, String columns, RowReader<T> reader) {
        this(Sql.of(from), columns, reader);
    }

    /**
     * One page, and how many rows there are in all where that is asked.
     *
     * @param base what has to hold besides the question's filter
     */
    public Page<T> page(Database database, RowScope scope, ListQuery query, Sql base) {
        Long total = null;
        if (query.count()) {
            Sql count = PageSql.count(query, from, base);
            total = database.first(
                    scope, count.text(), row -> row.getLong(1), count.values().toArray());
        }
        PageSql page = PageSql.of(query, columns, from, base);
        return page.page(
                database.list(
                        scope,
                        page.sql().text(),
                        row -> page.placed(reader.read(row), row),
                        page.sql().values().toArray()),
                total);
    }
}
