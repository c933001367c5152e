package io.tenantry.usage.internal;

import io.tenantry.access.Reach;
import io.tenantry.kernel.Page;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.RowReader;
import io.tenantry.query.ListQuery;
import io.tenantry.query.PageSql;
import io.tenantry.query.Sql;
import org.jspecify.annotations.Nullable;

/**
 * A list: what its rows are read from, and how.
 *
 * @param base what has to hold besides the question's filter
 */
record ListedRows<T>(String columns, Sql from, Sql base, RowReader<T> reader) {
    /** One page, and how many rows there are in all where that is asked. */
    Page<T> page(Database database, Reach reach, ListQuery query) {
        Page<T> page = page(database, reach, query, (Long) null);
        if (!query.count()) {
            return page;
        }
        boolean isWhole = page.next() == null
                && query.after() == null
                && (query.skip() == 0 || !page.items().isEmpty());
        Long total = isWhole ? Long.valueOf(query.skip() + page.items().size()) : counted(database, reach, query, from);
        return new Page<>(page.items(), page.next(), total);
    }

    /** One page, where how many there are in all is known. */
    Page<T> page(Database database, Reach reach, ListQuery query, @Nullable Long total) {
        PageSql page = PageSql.of(query, columns, from, base);
        return page.page(
                database.list(
                        reach,
                        page.sql().text(),
                        row -> page.placed(reader.read(row), row),
                        page.sql().values().toArray()),
                total);
    }

    /** How many rows there are, which can be told from fewer tables. */
    @Nullable
    Long counted(Database database, Reach reach, ListQuery query, Sql fewer) {
        Sql count = PageSql.count(query, fewer, base);
        return database.first(
                reach, count.text(), row -> row.getLong(1), count.values().toArray());
    }
}
