package io.tenantry.query.dialect;

import io.tenantry.query.Field;
import io.tenantry.query.Several;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One place where values of a multi-valued attribute are kept, such as the work address among a person's mail addresses. What
 * every value of the place has in common is not kept anywhere and known all the same.
 *
 * @param constants sub-attributes that are the same for every value there, texts or flags
 * @param fields sub-attributes that are kept
 * @param several where the place holds any number of values; null where it holds one at most
 */
public record ScimElement(
        Map<String, Object> constants,
        Map<String, Field> fields,
        @Nullable Several several) {
    public ScimElement {
        constants = lowerCase(constants);
        fields = lowerCase(fields);
    }

    /** A place for one value; it is there when any of these fields has something. */
    public static ScimElement one(Map<String, Object> constants, Field... fields) {
        Map<String, Field> named = new TreeMap<>();
        Arrays.stream(fields).forEach(field -> named.put(field.name(), field));
        return new ScimElement(constants, named, null);
    }

    /** A place for any number of values. */
    public static ScimElement each(Map<String, Object> constants, Several several) {
        return new ScimElement(constants, Map.of(several.element().name(), several.element()), several);
    }

    private static <T> Map<String, T> lowerCase(Map<String, T> named) {
        Map<String, T> all = new TreeMap<>();
        named.forEach((name, what) -> all.put(name.toLowerCase(Locale.ROOT), what));
        return Map.copyOf(all);
    }
}
