package io.tenantry.query;

import io.tenantry.kernel.Cursor;
import io.tenantry.query.Field.Trait;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The condition "sorts after this place", and the reading of a row's place. */
final class Keyset {
    private final List<Order> order;
    private final List<@Nullable Object> place;
    private final List<Object> values = new ArrayList<>();

    private Keyset(List<Order> order, Cursor after) {
        this.order = order;
        this.place = after.values();
    }

    static Sql after(List<Order> order, Cursor after) {
        Keyset keyset = new Keyset(order, after);
        String text = keyset.comparesAsRow() ? keyset.rowComparison() : keyset.stepwise();
        return new Sql(text, keyset.values);
    }

    static Cursor read(List<Order> order, ResultSet row, int firstColumn) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            values.add(value(order.get(i).field().type(), row, firstColumn + i));
        }
        return new Cursor(values);
    }

    private static @Nullable Object value(Field.Type type, ResultSet row, int column) throws SQLException {
        return switch (type) {
            case TEXT -> row.getString(column);
            case NUMBER -> row.getBigDecimal(column);
            case FLAG -> row.getObject(column, Boolean.class);
            case UUID -> row.getObject(column, UUID.class);
            case INSTANT -> {
                OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
                yield moment == null ? null : moment.toInstant();
            }
        };
    }

    /**
     * {@code (a, id) > (?, ?)} is one range of an index. It leaves out rows where a value is missing, which is right
     * only where those come first and so are behind us.
     */
    private boolean comparesAsRow() {
        boolean descending = order.getFirst().descending();
        return place.stream().allMatch(value -> value != null)
                && order.stream().allMatch(next -> next.descending() == descending && !mayEndInMissing(next));
    }

    private String rowComparison() {
        if (order.size() == 1) {
            return than(0, false);
        }
        String sign = order.getFirst().descending() ? " < " : " > ";
        String keys = order.stream().map(next -> ConditionSql.key(next.field())).collect(Collectors.joining(", "));
        place.forEach(value -> parameter(value));
        return "(" + keys + ")" + sign + "(" + String.join(", ", Collections.nCopies(order.size(), "?")) + ")";
    }

    /** After the place means: later in the first key, or equal there and later in the second, and so on. */
    private String stepwise() {
        // Without this bound, which the steps imply, no index could start at the place.
        boolean bounded = place.getFirst() != null && !mayEndInMissing(order.getFirst());
        String bound = bounded ? than(0, true) + " AND " : "";
        List<String> steps = new ArrayList<>();
        for (int step = 0; step < order.size(); step++) {
            if (canGoOn(step)) {
                steps.add(step(step));
            }
        }
        return bound + "(" + String.join(" OR ", steps) + ")";
    }

    private String step(int last) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < last; i++) {
            parts.add(same(i));
        }
        parts.add(later(last));
        return "(" + String.join(" AND ", parts) + ")";
    }

    /** Nothing comes after a missing value where missing values come last. */
    private boolean canGoOn(int index) {
        return place.get(index) != null || order.get(index).nullsFirst();
    }

    private String same(int index) {
        String key = ConditionSql.key(order.get(index).field());
        return place.get(index) == null ? key + " IS NULL" : key + " = " + parameter(place.get(index));
    }

    private String later(int index) {
        String key = ConditionSql.key(order.get(index).field());
        if (place.get(index) == null) {
            return key + " IS NOT NULL";
        }
        String later = than(index, false);
        return mayEndInMissing(order.get(index)) ? "(" + later + " OR " + key + " IS NULL)" : later;
    }

    private String than(int index, boolean orSame) {
        Order next = order.get(index);
        String sign = (next.descending() ? " <" : " >") + (orSame ? "= " : " ");
        return ConditionSql.key(next.field()) + sign + parameter(place.get(index));
    }

    private String parameter(@Nullable Object value) {
        if (value == null) {
            throw new IllegalStateException("A missing value is compared with IS NULL");
        }
        values.add(Bound.value(value));
        return "?";
    }

    private static boolean mayEndInMissing(Order next) {
        return !next.nullsFirst() && !next.field().is(Trait.REQUIRED);
    }
}
