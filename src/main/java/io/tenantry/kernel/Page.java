package io.tenantry.kernel;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A slice of a longer list.
 *
 * @param next where the list goes on, or null when this was the end
 * @param total how long the whole list is, or null when nobody asked
 */
public record Page<T>(
        List<T> items, @Nullable Cursor next, @Nullable Long total) {
    public Page {
        items = List.copyOf(items);
    }

    /** How long the whole list is, where it was asked for. */
    public long counted() {
        return Objects.requireNonNull(total, "Nobody asked how long the list is");
    }

    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return new Page<>(items.stream().<R>map(change).toList(), next, total);
    }
}
