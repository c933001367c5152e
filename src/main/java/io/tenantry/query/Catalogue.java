package io.tenantry.query;

import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import io.tenantry.query.Field.Trait;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The properties one resource lets callers ask about, under the names one dialect gives them. What is not in here does
 * not exist for callers. Names are found in any case, as clients write them in any case.
 */
public final class Catalogue {

    private final Field id;
    private final Map<String, Field> fields;
    private final Map<Field, Several> lists;

    private Catalogue(Field id, Map<String, Field> fields, Map<Field, Several> lists) {
        this.id = id;
        this.fields = fields;
        this.lists = lists;
    }

    public static Catalogue of(Field id, Field... others) {
        if (!id.is(Trait.IDENTITY)) {
            throw new IllegalArgumentException("The first field has to be the id: " + id.name());
        }
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put(key(id.name()), id);
        for (Field field : others) {
            if (fields.put(key(field.name()), field) != null) {
                throw new IllegalArgumentException("Two fields are called " + field.name());
            }
        }
        return new Catalogue(id, Collections.unmodifiableMap(fields), Map.of());
    }

    /** The same with a property of several values, which can be filtered by: the filter asks whether one of them is so. */
    public Catalogue with(Several list) {
        Map<String, Field> more = new LinkedHashMap<>(fields);
        if (more.put(key(list.element().name()), list.element()) != null) {
            throw new IllegalArgumentException(
                    "Two fields are called " + list.element().name());
        }
        Map<Field, Several> all = new LinkedHashMap<>(lists);
        all.put(list.element(), list);
        return new Catalogue(id, Collections.unmodifiableMap(more), Collections.unmodifiableMap(all));
    }

    /** The same, where a property can be called by another name, too. */
    public Catalogue also(String other, String name) {
        Map<String, Field> more = new LinkedHashMap<>(fields);
        Field field = fields.get(key(name));
        if (field == null || more.put(key(other), field) != null) {
            throw new IllegalArgumentException(name + " cannot be called " + other);
        }
        return new Catalogue(id, Collections.unmodifiableMap(more), lists);
    }

    /** A question about a property, or about one of its values where it has several. */
    public Condition about(Field field, Condition condition) {
        Several list = lists.get(field);
        if (list == null) {
            return condition;
        }
        return switch (condition) {
            case Condition.Missing _ -> new Condition.Not(new Condition.Some(list, Condition.ALL));
            case Condition.Compare(Field element, Condition.Operator operator, Object value)
            when operator == Condition.Operator.NOT_EQUALS ->
                new Condition.Not(
                        new Condition.Some(list, new Condition.Compare(element, Condition.Operator.EQUALS, value)));
            case Condition other -> new Condition.Some(list, other);
        };
    }

    public Field id() {
        return id;
    }

    public Collection<Field> fields() {
        return fields.values();
    }

    public Optional<Field> find(String name) {
        return Optional.ofNullable(fields.get(key(name)));
    }

    public Field filterable(String name) {
        return allowed(name, Trait.FILTERABLE, "filter by");
    }

    public Field sortable(String name) {
        return allowed(name, Trait.SORTABLE, "sort by");
    }

    public Field selectable(String name) {
        return allowed(name, Trait.SELECTABLE, "select");
    }

    /** Completes an order so that no two rows tie: the id comes last, in the direction of the field before it. */
    public List<Order> total(List<Order> wanted) {
        List<Order> order = new ArrayList<>();
        for (Order next : wanted) {
            boolean repeated =
                    order.stream().anyMatch(earlier -> earlier.field().equals(next.field()));
            if (!repeated) {
                order.add(next);
            }
            if (next.field().is(Trait.IDENTITY)) {
                return List.copyOf(order);
            }
        }
        boolean descending = !order.isEmpty() && order.getLast().descending();
        order.add(descending ? Order.descending(id) : Order.ascending(id));
        return List.copyOf(order);
    }

    private Field allowed(String name, Trait trait, String use) {
        Field field = fields.get(key(name));
        if (field == null || !field.is(trait)) {
            throw new Refusal(
                    Refusal.Reason.MALFORMED,
                    "There is no property '" + Shortened.of(name) + "' to " + use,
                    Shortened.of(name));
        }
        return field;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
