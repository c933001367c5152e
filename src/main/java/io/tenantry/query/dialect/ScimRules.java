package io.tenantry.query.dialect;

import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import io.tenantry.query.Field;
import io.tenantry.query.Field.Trait;
import io.tenantry.query.Order;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one kind of SCIM resource that may be asked about. Fields are named by their paths ({@code name.givenName}),
 * those of an extension with its URN before them. What is not named here is refused, never answered with nobody.
 */
public final class ScimRules {
    private static final int SHOWN_MAX = 80;

    private final String prefix;
    private final Map<String, Field> single = new TreeMap<>();
    private final Map<String, List<ScimElement>> several = new HashMap<>();

    private ScimRules(String prefix) {
        this.prefix = prefix;
    }

    /** Attributes of the schema with this URN, which may or may not stand before their names. */
    public static ScimRules of(String schema) {
        return new ScimRules(key(schema) + ":");
    }

    public ScimRules with(Field... fields) {
        Arrays.stream(fields).forEach(field -> single.put(key(field.name()), field));
        return this;
    }

    /** A multi-valued attribute with the places where its values are. */
    public ScimRules several(String attribute, ScimElement... places) {
        several.put(key(attribute), List.of(places));
        return this;
    }

    /** The step of an order. Who has no value comes last, or first in descending order, as SCIM has it. */
    public Order order(String path, boolean descending) {
        String plain = plain(path);
        Field field = single.get(plain);
        if (field == null && !places(path).isEmpty()) {
            field = places(path).getFirst().fields().get(after(plain));
        }
        if (field == null || !field.is(Trait.SORTABLE)) {
            throw unknown(path, "sort by");
        }
        return new Order(field, descending, descending);
    }

    /** The attribute kept in one field, or null. */
    @Nullable
    Field single(String path) {
        Field field = single.get(plain(path));
        return field != null && field.is(Trait.FILTERABLE) ? field : null;
    }

    /** The places of a multi-valued attribute; empty for any other. */
    List<ScimElement> places(String path) {
        return several.getOrDefault(before(plain(path)), List.of());
    }

    /** What follows the name of a multi-valued attribute: its sub-attribute, by default its value. */
    String sub(String path) {
        return after(plain(path));
    }

    /** The parts of a complex attribute that has no value of its own. */
    List<Field> parts(String path) {
        List<Field> parts = new ArrayList<>();
        single.forEach((name, field) -> {
            if (name.startsWith(plain(path) + ".")) {
                parts.add(field);
            }
        });
        return parts;
    }

    static Refusal unknown(String path, String use) {
        String shown = Shortened.to(SHOWN_MAX, path);
        return new Refusal(Refusal.Reason.MALFORMED, "There is no attribute '" + shown + "' to " + use, shown);
    }

    private String plain(String path) {
        String key = key(path);
        return key.startsWith(prefix) ? key.substring(prefix.length()) : key;
    }

    private static String before(String path) {
        int dot = path.indexOf('.');
        return dot < 0 || path.startsWith("urn:") ? path : path.substring(0, dot);
    }

    private static String after(String path) {
        int dot = path.indexOf('.');
        return dot < 0 || path.startsWith("urn:") ? "value" : path.substring(dot + 1);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
