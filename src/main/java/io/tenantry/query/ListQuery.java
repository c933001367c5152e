package io.tenantry.query;

import io.tenantry.kernel.Cursor;
import io.tenantry.query.Field.Trait;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a list, in which order, and which slice of them.
 *
 * @param search a text that has to occur somewhere in the row, or null
 * @param order a total order: it ends in the id, see {@link Catalogue#total}
 * @param limit the most rows to return
 * @param skip rows to pass over from the start; zero where there is an {@code after}
 * @param after the place to go on from, or null for the start
 * @param count whether the caller wants to know how many rows there are in all
 * @param asOf at which moment of the past the list is wanted, or null for now
 */
public record ListQuery(
        Condition filter,
        @Nullable String search,
        List<Order> order,
        int limit,
        long skip,
        @Nullable Cursor after,
        boolean count,
        @Nullable Instant asOf) {
    public ListQuery {
        order = List.copyOf(order);
        if (order.isEmpty() || !order.getLast().field().is(Trait.IDENTITY)) {
            throw new IllegalArgumentException("An order has to end in the id, or pages would lose rows");
        }
        if (limit < 1 || limit == Integer.MAX_VALUE || skip < 0) {
            throw new IllegalArgumentException("A page has at least one row and does not start before the first");
        }
        if (after != null && (after.values().size() != order.size() || skip > 0)) {
            throw new IllegalArgumentException("The cursor belongs to another order, or rows are skipped after it");
        }
    }

    /** A list as it is now. */
    public ListQuery(
            Condition filter,
            @Nullable String search,
            List<Order> order,
            int limit,
            long skip,
            @Nullable Cursor after,
            boolean count) {
        this(filter, search, order, limit, skip, after, count, null);
    }

    /** The first rows that fulfil a condition, for callers inside the hub. */
    public static ListQuery first(int limit, Condition filter, List<Order> order) {
        return new ListQuery(filter, null, order, limit, 0, null, false);
    }

    /** The same with another filter. */
    public ListQuery with(Condition other) {
        return new ListQuery(other, search, order, limit, skip, after, count, asOf);
    }

    public ListQuery where(Condition further) {
        return new ListQuery(Condition.and(filter, further), search, order, limit, skip, after, count, asOf);
    }

    /** The same at a moment of the past, or now where that is null. */
    public ListQuery at(@Nullable Instant moment) {
        Condition then = moment == null ? filter : Several.then(filter, moment);
        return new ListQuery(then, search, order, limit, skip, after, count, moment);
    }

    public ListQuery after(Cursor place) {
        return new ListQuery(filter, search, order, limit, 0, place, count, asOf);
    }
}
