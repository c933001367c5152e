package io.tenantry.query;

import io.tenantry.kernel.Cursor;
import io.tenantry.kernel.Page;
import io.tenantry.query.Field.Trait;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
        return of(query, columns, Sql.of(from), base);
    }

    /** The same over rows that are themselves asked for with values, such as what a function finds. */
    public static PageSql of(ListQuery query, String columns, Sql from, Sql base) {
        Sql where = base.and(Sql.of(query.filter()));
        Sql select = Sql.of("SELECT " + columns + ", " + keys(query) + " FROM ")
                .followedBy(from)
                .followedBy(" WHERE ");
        Cursor after = query.after();
        if (after == null) {
            String end = end(query, index -> key(query, index));
            Sql sql = select.followedBy(where).followedBy(end);
            return new PageSql(query.skip() == 0 ? sql : sql.followedBy(Sql.of(" OFFSET ?", query.skip())), query);
        }
        List<Sql> ranges = Keyset.after(query.order(), after).stream()
                .map(range -> select.followedBy(where.and(range)).followedBy(end(query, index -> key(query, index))))
                .toList();
        return new PageSql(ranges.size() == 1 ? ranges.getFirst() : together(ranges, query), query);
    }

    /**
     * One list out of several tables or parts of one, whose indexes know the order. Each part is cut to the page before they are
     * put together: behind row-level security the planner would not do that by itself, and read them all to their ends.
     */
    public static PageSql merged(ListQuery query, String columns, List<Part> parts) {
        if (parts.size() == 1) {
            return of(query, columns, parts.getFirst().from(), parts.getFirst().base());
        }
        ListQuery each = fromTheStart(query);
        Sql all = Sql.of("");
        for (Part part : parts) {
            all = all.followedBy(all.text().isEmpty() ? "(" : " UNION ALL (")
                    .followedBy(of(each, columns, part.from(), part.base()).sql())
                    .followedBy(")");
        }
        return together(all, query);
    }

    /**
     * One list out of the lists of many organizations, or the like, each of which an index has in order: the first of each are
     * put together, where sorting them all would read every one.
     *
     * @param lists asks for the lists, one a row; the row is called {@code part} in {@code base}
     * @param base what has to hold of the rows of a list
     */
    public static PageSql ofEach(ListQuery query, String columns, Sql lists, Sql from, Sql base) {
        Sql firstOfEach = of(fromTheStart(query), columns, from, base).sql();
        return together(
                Sql.of("SELECT found.* FROM (")
                        .followedBy(lists)
                        .followedBy(") part CROSS JOIN LATERAL (")
                        .followedBy(firstOfEach)
                        .followedBy(") found"),
                query);
    }

    /** The same page with all that it passes over. */
    private static ListQuery fromTheStart(ListQuery query) {
        long most = Math.min(query.skip() + query.limit(), Integer.MAX_VALUE - 2L);
        return new ListQuery(
                query.filter(), query.search(), query.order(), (int) most, 0, query.after(), query.count());
    }

    private static PageSql together(Sql all, ListQuery query) {
        Sql sql = all.followedBy(end(query, PageSql::alias));
        return new PageSql(query.skip() == 0 ? sql : sql.followedBy(Sql.of(" OFFSET ?", query.skip())), query);
    }

    /**
     * A part of a list.
     *
     * @param from as in a FROM clause
     * @param base what has to hold there
     */
    public record Part(Sql from, Sql base) {}

    /**
     * Finds the place of the last row that a query passes over. Nothing but the keys is asked for, so an index that has them finds
     * it without looking at a row, where OFFSET alone would read them all.
     */
    public static Sql place(ListQuery query, Sql from, Sql base) {
        return Sql.of("SELECT " + keys(query) + " FROM ")
                .followedBy(from)
                .followedBy(" WHERE ")
                .followedBy(base.and(Sql.of(query.filter())))
                .followedBy(ordered(query, index -> key(query, index)) + " LIMIT 1")
                .followedBy(Sql.of(" OFFSET ?", query.skip() - 1));
    }

    /** Reads what {@link #place} has found. */
    public static Cursor place(ListQuery query, ResultSet row) throws SQLException {
        return Keyset.read(query.order(), row, 1);
    }

    /** Counts all rows of the list, whatever the page. */
    public static Sql count(ListQuery query, String from, Sql base) {
        return count(query, Sql.of(from), base);
    }

    /** The same over rows that are themselves asked for with values. */
    public static Sql count(ListQuery query, Sql from, Sql base) {
        return Sql.of("SELECT count(*) FROM ")
                .followedBy(from)
                .followedBy(" WHERE ")
                .followedBy(base.and(Sql.of(query.filter())));
    }

    /**
     * The same page, where this one finds the rows by what an index knows of them, and only those that are shown are looked up.
     *
     * @param columns what the rows are read from
     * @param joined as in a FROM clause, joined with {@code found}, which has the columns of this page
     */
    public PageSql lookedUp(String columns, Sql joined) {
        String keys = IntStream.range(0, query.order().size())
                .mapToObj(PageSql::alias)
                .collect(Collectors.joining(", "));
        return new PageSql(
                Sql.of("SELECT " + columns + ", " + keys + " FROM (")
                        .followedBy(sql)
                        .followedBy(") found JOIN ")
                        .followedBy(joined)
                        .followedBy(ordered(query, PageSql::alias)),
                query);
    }

    public Sql sql() {
        return sql;
    }

    /** Joins what a row was read into with its place, which its last columns tell. To be called for every row. */
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

    /** Each range is cut to the page before they are put together, so that neither is read to its end. */
    private static Sql together(List<Sql> ranges, ListQuery query) {
        return Sql.of("(")
                .followedBy(ranges.getFirst())
                .followedBy(") UNION ALL (")
                .followedBy(ranges.getLast())
                .followedBy(")" + end(query, PageSql::alias));
    }

    private static String keys(ListQuery query) {
        return IntStream.range(0, query.order().size())
                .mapToObj(index -> key(query, index) + " AS " + alias(index))
                .collect(Collectors.joining(", "));
    }

    private static String key(ListQuery query, int index) {
        return ConditionSql.key(query.order().get(index).field());
    }

    private static String alias(int index) {
        return "sorted_by_" + index;
    }

    private static String end(ListQuery query, IntFunction<String> name) {
        return ordered(query, name) + " LIMIT " + (query.limit() + 1);
    }

    private static String ordered(ListQuery query, IntFunction<String> name) {
        return IntStream.range(0, query.order().size())
                .mapToObj(index -> name.apply(index) + direction(query.order().get(index)))
                .collect(Collectors.joining(", ", " ORDER BY ", ""));
    }

    private static String direction(Order order) {
        String nulls = order.field().is(Trait.REQUIRED) ? "" : order.nullsFirst() ? " NULLS FIRST" : " NULLS LAST";
        return (order.descending() ? " DESC" : "") + nulls;
    }

    /** An item of a list, and its place where the page ends there. */
    public record Placed<T>(T item, @Nullable Cursor place) {}
}
