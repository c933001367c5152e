package io.tenantry.usage.internal;

import io.tenantry.access.Reach;
import io.tenantry.kernel.Page;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.RowReader;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.query.PageSql;
import io.tenantry.query.Sql;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A list: what its rows are read from, and how.
 *
 * @param base what has to hold besides the question's filter
 * @param further what is looked up of the rows that are shown, where an index alone finds them; null where all is read at once
 * @param lists the lists that this one is put together of, as {@link PageSql#ofEach} takes them; null where it is one
 */
record ListedRows<T>(
        String columns,
        Sql from,
        Sql base,
        RowReader<T> reader,
        @Nullable Further further,
        @Nullable Sql lists) {
    private static final Pattern COLUMN = Pattern.compile("\\b[a-z]\\.\\w+");

    ListedRows(String columns, Sql from, Sql base, RowReader<T> reader) {
        this(columns, from, base, reader, null, null);
    }

    /** The columns that a query's filter and order ask, with the aliases of their tables. */
    static Set<String> columns(ListQuery query) {
        return columns(query.order().stream()
                .map(order -> order.field().column())
                .collect(Collectors.joining(" ", Sql.of(query.filter()).text() + " ", "")));
    }

    /** The aliases of the tables that a query's filter and order ask. */
    static Set<String> tables(ListQuery query) {
        return tables(columns(query));
    }

    /** The aliases of the tables that a filter asks. */
    static Set<String> tables(Condition filter) {
        return tables(columns(Sql.of(filter).text()));
    }

    private static Set<String> tables(Set<String> columns) {
        return columns.stream()
                .map(column -> column.substring(0, column.indexOf('.')))
                .collect(Collectors.toSet());
    }

    static Set<String> columns(String sql) {
        return COLUMN.matcher(sql).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    /**
     * What is looked up of rows that were found.
     *
     * @param joined as {@link PageSql#lookedUp} takes it
     */
    record Further(String columns, Sql joined) {}

    /** One page, and how many rows there are in all where that is asked. */
    Page<T> page(Database database, Reach reach, ListQuery query) {
        return page(database, reach, query, this);
    }

    /** The same, where as many rows can be counted in fewer tables. */
    Page<T> page(Database database, Reach reach, ListQuery query, ListedRows<?> fewer) {
        Page<T> page = page(database, reach, query, (Long) null);
        if (!query.count()) {
            return page;
        }
        boolean isWhole = page.next() == null
                && query.after() == null
                && (query.skip() == 0 || !page.items().isEmpty());
        Long total = isWhole ? Long.valueOf(query.skip() + page.items().size()) : fewer.counted(database, reach, query);
        return new Page<>(page.items(), page.next(), total);
    }

    /** One page, where how many there are in all is known. */
    Page<T> page(Database database, Reach reach, ListQuery query, @Nullable Long total) {
        PageSql found = lists == null
                ? PageSql.of(query, columns, from, base)
                : PageSql.ofEach(query, columns, lists, from, base);
        PageSql page = further == null ? found : found.lookedUp(further.columns(), further.joined());
        return page.page(
                database.list(
                        reach,
                        page.sql().text(),
                        row -> page.placed(reader.read(row), row),
                        page.sql().values().toArray()),
                total);
    }

    private @Nullable Long counted(Database database, Reach reach, ListQuery query) {
        Sql all = lists == null
                ? from
                : Sql.of("(").followedBy(lists).followedBy(") part CROSS JOIN ").followedBy(from);
        Sql count = PageSql.count(query, all, base);
        return database.first(
                reach, count.text(), row -> row.getLong(1), count.values().toArray());
    }
}
