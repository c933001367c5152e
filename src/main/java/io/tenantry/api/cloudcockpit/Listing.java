package io.tenantry.api.cloudcockpit;

import io.tenantry.query.NumberedPage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of lists.
 *
 * @param totalCount how many there are in all, not only on this page
 * @param continuationToken goes on after this page for an hour, or null where nothing follows
 */
record Listing(
        List<?> items,
        Pagination paginationParameters,
        long totalPages,
        long totalCount,
        boolean hasPreviousPage,
        boolean hasNextPage,
        @Nullable String continuationToken) {
    record Pagination(long pageNumber, int pageSize) {}

    static Listing of(NumberedPage<?> page, int pageSize) {
        return new Listing(
                page.items(),
                new Pagination(page.number(), pageSize),
                page.pages(),
                page.total(),
                page.hasPrevious(),
                page.hasNext(),
                page.token());
    }
}
