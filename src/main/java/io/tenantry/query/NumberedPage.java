package io.tenantry.query;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page that knows its number.
 *
 * @param number from 1
 * @param pages how many pages the list has now; none when it is empty
 * @param total how many items it has now
 * @param token goes on after this page, or null where nothing follows or nobody goes on from here
 */
public record NumberedPage<T>(
        List<T> items,
        long number,
        long pages,
        long total,
        @Nullable String token) {
    public NumberedPage {
        items = List.copyOf(items);
    }

    public boolean hasPrevious() {
        return number > 1 && total > 0;
    }

    public boolean hasNext() {
        return number < pages;
    }

    public <R> NumberedPage<R> map(Function<? super T, ? extends R> change) {
        return new NumberedPage<>(items.stream().<R>map(change).toList(), number, pages, total, token);
    }
}
