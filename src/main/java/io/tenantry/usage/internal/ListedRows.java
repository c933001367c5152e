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
 * @param further what is looked up of the rows that are shown, where an index alone finds them; null where all is read at once
 */
record ListedRows<T>(
        String columns,
        Sql from,
        Sql base,
        RowReader<T> reader,
        @Nullable Further further) {
    ListedRows(String columns, Sql from, Sql base, RowReader<T> reader) {
        this(columns, from, base, reader, null);
    }

    /**
     * What is looked up of rows that were found.
     *
     * @param joined as {@link PageSql#lookedUp} takes it
     */
    record Further(String columns, String joined) {}

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
        PageSql found = PageSql.of(query, columns, from, base);
        PageSql page = further == null ? found : found.lookedUp(further.columns(), further.joined());
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
