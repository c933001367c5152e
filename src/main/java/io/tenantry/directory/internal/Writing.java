package io.tenantry.directory.internal;

import io.tenantry.directory.Property;
import io.tenantry.directory.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Properties to be set as pieces of SQL and as members of an audit event. Column names are ours, values are bound. */
public final class Writing<P extends Property> {
    private final Map<P, @Nullable Object> values;
    private final Function<P, String> called;

    private Writing(Map<P, @Nullable Object> values, Function<P, String> called) {
        this.values = values;
        this.called = called;
    }

    public static <P extends Property> Writing<P> of(Values<P> values) {
        return new Writing<>(values.all(), values::called);
    }

    /** Only what differs from what is there now. */
    public static <P extends Property> Writing<P> changes(Values<P> wanted, Function<P, @Nullable Object> now) {
        Map<P, @Nullable Object> changed = new LinkedHashMap<>();
        wanted.all().forEach((property, value) -> {
            if (!Objects.equals(value, now.apply(property))) {
                changed.put(property, value);
            }
        });
        return new Writing<>(changed, wanted::called);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public boolean has(P property) {
        return values.containsKey(property);
    }

    /** The caller's own word for a property. */
    public String called(P property) {
        return called.apply(property);
    }

    /** The text set for a property, or null when none is. */
    public @Nullable String text(P property) {
        return values.get(property) instanceof String text ? text : null;
    }

    /** {@code , a, b} to follow other columns of an INSERT. */
    public String furtherColumns() {
        StringBuilder columns = new StringBuilder();
        values.keySet().forEach(property -> columns.append(", ").append(property.column()));
        return columns.toString();
    }

    /** {@code , ?, ?} to follow other values. */
    public String furtherParameters() {
        return ", ?".repeat(values.size());
    }

    /** {@code a = ?, b = ?} for an UPDATE. */
    public String assignments() {
        StringBuilder assignments = new StringBuilder();
        for (P property : values.keySet()) {
            assignments
                    .append(assignments.isEmpty() ? "" : ", ")
                    .append(property.column())
                    .append(" = ?");
        }
        return assignments.toString();
    }

    /** The values, between what comes before and after them in the statement. */
    public @Nullable Object[] parameters(
            List<? extends @Nullable Object> before, List<? extends @Nullable Object> after) {
        List<@Nullable Object> all = new ArrayList<>(before);
        all.addAll(values.values());
        all.addAll(after);
        return all.toArray();
    }

    /** The new values by column, for the audit trail. */
    public Map<String, @Nullable Object> after() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        values.forEach((property, value) -> members.put(property.column(), value));
        return members;
    }

    /** The values that are replaced, by column, for the audit trail. */
    public Map<String, @Nullable Object> before(Function<P, @Nullable Object> now) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        values.keySet().forEach(property -> members.put(property.column(), now.apply(property)));
        return members;
    }
}
