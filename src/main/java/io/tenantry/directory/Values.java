package io.tenantry.directory;

import io.tenantry.kernel.Refusal;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Properties to be set, each checked by its own rules. A property that is absent is left alone; one that is null is emptied.
 *
 * @param <P> whose properties: {@link UserField} or {@link GroupField}
 */
public final class Values<P extends Property> {
    private static final int LIST_MAX = 250;
    private static final int LIST_TEXT_MAX = 256;

    private final Map<P, @Nullable Object> values = new LinkedHashMap<>();
    private final Map<P, String> called = new HashMap<>();

    /**
     * Sets a property.
     *
     * @param value a text, list of texts, flag, or null or an empty text to empty it
     * @param calledName the caller's own word for the property, to name in a refusal
     * @throws Refusal (MALFORMED) when the property cannot be set or cannot hold the value
     */
    public Values<P> set(P property, @Nullable Object value, String calledName) {
        refuseUnless(property.editable(), "cannot be set", calledName);
        Object kept = "".equals(value) ? null : value;
        refuseUnless(kept != null || !property.required(), "must have a value", calledName);
        boolean emptiesList = kept == null && property.kind() == Property.Kind.LIST;
        values.put(property, kept == null ? (emptiesList ? List.of() : null) : checked(property, kept, calledName));
        called.put(property, calledName);
        return this;
    }

    /** Sets a property for the hub itself, which has no word of its own for it. */
    public Values<P> set(P property, @Nullable Object value) {
        return set(property, value, property.column());
    }

    public boolean has(P property) {
        return values.containsKey(property);
    }

    public @Nullable Object get(P property) {
        return values.get(property);
    }

    /** The text set for a property, or null when there is none. */
    public @Nullable String text(P property) {
        return values.get(property) instanceof String text ? text : null;
    }

    /** The caller's own word for a property, to name in a refusal. */
    public String called(P property) {
        return called.getOrDefault(property, property.column());
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public Map<P, @Nullable Object> all() {
        return Collections.unmodifiableMap(values);
    }

    private static Object checked(Property property, Object value, String calledName) {
        return switch (property.kind()) {
            case TEXT -> text(property, value, calledName);
            case LIST -> list(property, value, calledName);
            case FLAG -> typed(Boolean.class, value, "true or false", calledName);
            case UUID -> typed(UUID.class, value, "an id", calledName);
            case INSTANT -> typed(Instant.class, value, "a date and time", calledName);
        };
    }

    private static String text(Property property, Object value, String calledName) {
        String text = typed(String.class, value, "a text", calledName);
        refuseUnless(!text.isBlank(), "must not be blank", calledName);
        refuseUnless(
                text.length() <= property.lengthMax(),
                "has at most " + property.lengthMax() + " characters",
                calledName);
        String rule = property.format().broken(text);
        refuseUnless(rule == null, rule, calledName);
        return property.format().kept(text);
    }

    private static List<String> list(Property property, Object value, String calledName) {
        List<?> list = typed(List.class, value, "a list of texts", calledName);
        refuseUnless(list.size() <= LIST_MAX, "has at most " + LIST_MAX + " items", calledName);
        for (Object item : list) {
            refuseUnless(
                    item instanceof String text && text.length() <= LIST_TEXT_MAX && Format.LINE.broken(text) == null,
                    "must be a list of texts of at most " + LIST_TEXT_MAX + " characters",
                    calledName);
            String rule = property.format().broken((String) item);
            refuseUnless(rule == null, "has an item that " + rule, calledName);
        }
        return list.stream().map(String.class::cast).toList();
    }

    private static <T> T typed(Class<T> type, Object value, String expected, String calledName) {
        refuseUnless(type.isInstance(value), "must be " + expected, calledName);
        return type.cast(value);
    }

    private static void refuseUnless(boolean condition, @Nullable String rule, String calledName) {
        Refusal.unless(condition, Refusal.Reason.MALFORMED, "The property '" + calledName + "' " + rule, calledName);
    }
}
