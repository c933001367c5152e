package io.tenantry.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list as a client asks for it, whichever dialect it speaks. {@link Walks} turns it into the {@link ListQuery} of one
 * page.
 *
 * @param resource which list, told apart from all others: the path of the request will do
 * @param search a text that has to occur somewhere in the row, or null
 * @param order a total order, see {@link Catalogue#total}
 */
public record ListRequest(
        String resource, Condition filter, @Nullable String search, List<Order> order, Window window, boolean count) {
    public ListRequest {
        order = List.copyOf(order);
    }

    /**
     * Which part of the list.
     *
     * @param skip rows to pass over
     * @param top the most rows the client wants in all, over any number of pages, or null for the whole list
     * @param pageSize the most rows of one page
     * @param token what an earlier page gave to go on from, or null; it then replaces {@code skip} and {@code top}
     */
    public record Window(
            long skip,
            @Nullable Long top,
            int pageSize,
            @Nullable String token) {
        public static Window page(long skip, int pageSize) {
            return new Window(skip, null, pageSize, null);
        }
    }
}
