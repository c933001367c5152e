package io.tenantry.query;

import io.tenantry.kernel.Cursor;
import io.tenantry.query.Field.Trait;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
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

    /**
     * What comes after a place, as one or two conditions that exclude each other, in their order. Where the first value
     * may be missing, the rows that have it and those that have not lie apart in an index, and only a query for each can
     * start right there.
     */
    static List<Sql> after(List<Order> order, Cursor after) {
        Order first = order.getFirst();
        Sql near = new Keyset(order, after).near();
        boolean missingNow = after.values().getFirst() == null;
        if (missingNow && first.nullsFirst()) {
            return List.of(near, Sql.of(ConditionSql.key(first.field()) + " IS NOT NULL"));
        }
        if (!missingNow && mayEndInMissing(first)) {
            return List.of(near, Sql.of(ConditionSql.key(first.field()) + " IS NULL"));
        }
        return List.of(near);
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

    /** Rows after the place that have a first value if the place has one, and have none if it has none. */
    private Sql near() {
        String text = place.getFirst() == null ? same(0) + " AND " + from(1) : comparesAsRow() ? row() : bounded();
        return new Sql(text, values);
    }

    /**
     * {@code (a, id) > (?, ?)} is one range of an index. It leaves out rows where a value is missing, which is right
     * only where those come first and so are behind us.
     */
    private boolean comparesAsRow() {
        boolean descending = order.getFirst().descending();
        return place.stream().allMatch(value -> value != null)
                && order.stream().allMatch(next -> next.descending() == descending)
                && order.stream().skip(1).noneMatch(Keyset::mayEndInMissing);
    }

    private String row() {
        if (order.size() == 1) {
            return than(0, false);
        }
        String sign = order.getFirst().descending() ? " < " : " > ";
        String keys = order.stream().map(next -> ConditionSql.key(next.field())).collect(Collectors.joining(", "));
        String marks = place.stream().map(this::parameter).collect(Collectors.joining(", "));
        return "(" + keys + ")" + sign + "(" + marks + ")";
    }

    /** The first comparison follows from the others, but without it no index could start at the place. */
    private String bounded() {
        return than(0, true) + " AND (" + than(0, false) + " OR (" + same(0) + " AND " + from(1) + "))";
    }

    /** Among rows that are equal up to here, those later in this value, or equal there too and later in the next. */
    private String from(int index) {
        if (index == order.size() - 1) {
            return than(index, false);
        }
        String later = later(index);
        String equal = "(" + same(index) + " AND " + from(index + 1) + ")";
        return later.isEmpty() ? equal : "(" + later + " OR " + equal + ")";
    }

    /** Empty where nothing can be later: after a missing value where missing values come last. */
    private String later(int index) {
        Order next = order.get(index);
        String key = ConditionSql.key(next.field());
        if (place.get(index) == null) {
            return next.nullsFirst() ? key + " IS NOT NULL" : "";
        }
        return than(index, false) + (mayEndInMissing(next) ? " OR " + key + " IS NULL" : "");
    }

    private String same(int index) {
        String key = ConditionSql.key(order.get(index).field());
        return place.get(index) == null ? key + " IS NULL" : key + " = " + parameter(place.get(index));
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
