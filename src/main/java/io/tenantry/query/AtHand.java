package io.tenantry.query;

import io.tenantry.kernel.Cursor;
import io.tenantry.kernel.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers a list whose rows are at hand in Java, in the order and by the rules that the database would go by. */
public final class AtHand {
    private AtHand() {}

    /**
     * One page of the rows.
     *
     * @param values the value of a field of a row, null where there is none
     */
    public static <T> Page<T> page(
            List<T> rows, ListQuery query, Function<T, Function<Field, @Nullable Object>> values) {
        Comparator<T> order = Evaluation.comparator(query.order(), values);
        List<T> found = rows.stream()
                .filter(row -> Evaluation.test(query.filter(), values.apply(row)))
                .sorted(order)
                .toList();
        Cursor after = query.after();
        List<T> rest = after == null
                ? found.stream().skip(query.skip()).toList()
                : found.stream()
                        .filter(row -> isAfter(values.apply(row), after, query.order()))
                        .toList();
        boolean goesOn = rest.size() > query.limit();
        List<T> shown = goesOn ? rest.subList(0, query.limit()) : rest;
        Cursor next = goesOn ? place(values.apply(shown.getLast()), query.order()) : null;
        return new Page<>(shown, next, query.count() ? (long) found.size() : null);
    }

    private static boolean isAfter(Function<Field, @Nullable Object> row, Cursor after, List<Order> order) {
        Function<Field, @Nullable Object> place = field -> {
            for (int i = 0; i < order.size(); i++) {
                if (order.get(i).field().equals(field)) {
                    return after.values().get(i);
                }
            }
            throw new IllegalArgumentException("The list is not sorted by " + field.name());
        };
        Comparator<Function<Field, @Nullable Object>> comparator = Evaluation.comparator(order, Function.identity());
        return comparator.compare(row, place) > 0;
    }

    private static Cursor place(Function<Field, @Nullable Object> row, List<Order> order) {
        List<@Nullable Object> values = new ArrayList<>();
        order.forEach(next -> values.add(row.apply(next.field())));
        return new Cursor(values);
    }
}
