package io.tenantry.query;

import io.tenantry.kernel.Cursor;
import io.tenantry.kernel.Page;
import io.tenantry.query.Field.Trait;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The statement that fetches one page, and the reading of its answer. It asks for one row more than the page holds, to
 * know whether the list goes on, and for the values each row was sorted by, which are the cursor to go on from.
 */
public final class PageSql {
    private final Sql sql;
    private final ListQuery query;

    private PageSql(Sql sql, ListQuery query) {
        this.sql = sql;
        this.query = query;
    }

    /**
     * Builds the statement.
     *
     * @param columns what the rows are read from, as in a SELECT list
     * @param from as in a FROM clause, with the aliases that the fields' columns use
     * @param base what has to hold besides the query's filter: the organizations in reach, and the like
     */
    public static PageSql of(ListQuery query, String columns, String from, Sql base) {
        List<Order> order = query.order();
        Sql where = base.and(Sql.of(query.filter()));
        Cursor after = query.after();
        if (after != null) {
            where = where.and(Keyset.after(order, after));
        }
        String keys = order.stream().map(next -> ConditionSql.key(next.field())).collect(Collectors.joining(", "));
        String end = " ORDER BY " + order.stream().map(PageSql::orderBy).collect(Collectors.joining(", "))
                + " LIMIT " + (query.limit() + 1)
                + (query.skip() > 0 ? " OFFSET ?" : "");
        Sql select = Sql.of("SELECT " + columns + ", " + keys + " FROM " + from + " WHERE ")
                .followedBy(where)
                .followedBy(query.skip() > 0 ? Sql.of(end, query.skip()) : Sql.of(end));
        return new PageSql(select, query);
    }

    /** Counts all rows of the list, whatever the page. */
    public static Sql count(ListQuery query, String from, Sql base) {
        return Sql.of("SELECT count(*) FROM " + from + " WHERE ").followedBy(base.and(Sql.of(query.filter())));
    }

    public Sql sql() {
        return sql;
    }

    /** Joins what the current row was read into with its place, which the row's last columns tell. */
    public <T> Placed<T> placed(T item, ResultSet row) throws SQLException {
        if (row.getRow() != query.limit()) {
            return new Placed<>(item, null);
        }
        int firstKey = row.getMetaData().getColumnCount() - query.order().size() + 1;
        return new Placed<>(item, Keyset.read(query.order(), row, firstKey));
    }

    /** Makes the page from all rows that {@link #sql} gave, in their order. */
    public <T> Page<T> page(List<Placed<T>> rows, @Nullable Long total) {
        boolean goesOn = rows.size() > query.limit();
        List<Placed<T>> shown = goesOn ? rows.subList(0, query.limit()) : rows;
        Cursor next = goesOn ? shown.getLast().place() : null;
        return new Page<>(shown.stream().map(Placed::item).toList(), next, total);
    }

    private static String orderBy(Order order) {
        Field field = order.field();
        String direction = order.descending() ? " DESC" : "";
        String nulls = field.is(Trait.REQUIRED) ? "" : order.nullsFirst() ? " NULLS FIRST" : " NULLS LAST";
        return ConditionSql.key(field) + direction + nulls;
    }

    /** An item of a list, and its place where the page ends there. */
    public record Placed<T>(T item, @Nullable Cursor place) {}
}
