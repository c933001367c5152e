package io.tenantry.query;

import io.tenantry.kernel.Refusal;
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
    private static final int NAME_SHOWN_MAX = 64;

    private final Field id;
    private final Map<String, Field> fields;

    private Catalogue(Field id, Map<String, Field> fields) {
        this.id = id;
        this.fields = fields;
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
        return new Catalogue(id, Collections.unmodifiableMap(fields));
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
                    Refusal.Reason.MALFORMED, "There is no property '" + shown(name) + "' to " + use, shown(name));
        }
        return field;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String shown(String name) {
        return name.length() <= NAME_SHOWN_MAX ? name : name.substring(0, NAME_SHOWN_MAX) + "…";
    }
}
