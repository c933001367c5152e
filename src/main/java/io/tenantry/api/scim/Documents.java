package io.tenantry.api.scim;

import io.tenantry.api.scim.Attribute.Trait;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What clients send, brought into one form: names as the schemas spell them, lists where there may be several, flags as flags,
 * and nothing that has no value. What clients cannot set is left out, and what is not kept is refused, unless it is empty: many
 * send all the attributes they know.
 */
final class Documents {
    private static final int VALUES_MAX = 100_000;

    private Documents() {}

    /** A whole resource. */
    static Map<String, Object> read(Map<String, @Nullable Object> sent, Resource resource) {
        Map<String, Object> document = new LinkedHashMap<>();
        Schema extension = resource.extension();
        sent.forEach((name, value) -> {
            if (extension != null && extension.id().equalsIgnoreCase(name)) {
                if (!isEmpty(value)) {
                    document.put(extension.id(), object(value, extension.attributes(), extension.id()));
                }
                return;
            }
            Attribute attribute = resource.attribute(name);
            if (attribute == null) {
                refuseUnless(isEmpty(value), name);
            } else if (!attribute.isReadOnly() && !isEmpty(value)) {
                document.put(attribute.name(), value(value, attribute, attribute.name()));
            }
        });
        return document;
    }

    /** The value of one attribute. */
    static Object value(@Nullable Object sent, Attribute attribute, String path) {
        if (!attribute.is(Trait.SEVERAL)) {
            // Some send a list where there is one value at most.
            Object only = sent instanceof List<?> list && list.size() == 1 ? list.getFirst() : sent;
            return one(only, attribute, path);
        }
        Collection<?> all = sent instanceof Collection<?> several ? several : nullable(sent);
        Refused.unless(
                all.size() <= VALUES_MAX, Refused.VALUE, "'" + path + "' has more than " + VALUES_MAX + " values");
        List<Object> values = new ArrayList<>(all.size());
        all.forEach(value -> values.add(one(value, attribute, path)));
        return values;
    }

    private static List<?> nullable(@Nullable Object value) {
        return value == null ? List.of() : List.of(value);
    }

    /** One value, even of an attribute that may have several. A text stands for a complex value that has this {@code value}. */
    static Object one(@Nullable Object sent, Attribute attribute, String path) {
        return switch (attribute.kind()) {
            case COMPLEX -> {
                boolean isShort = sent instanceof String && Attribute.find(attribute.parts(), "value") != null;
                yield object(isShort ? Map.of("value", String.valueOf(sent)) : sent, attribute.parts(), path);
            }
            case BOOLEAN -> flag(sent, path);
            case STRING, DATE_TIME, REFERENCE -> {
                Refused.unless(
                        sent instanceof String || sent instanceof Number, Refused.VALUE, "'" + path + "' is a text");
                yield String.valueOf(sent);
            }
        };
    }

    private static Map<String, Object> object(@Nullable Object sent, List<Attribute> attributes, String path) {
        if (!(sent instanceof Map<?, ?> members)) {
            throw Refused.as(Refused.VALUE, "'" + ScimPaths.shown(path) + "' is an object with members");
        }
        Map<String, Object> object = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            Attribute attribute = Attribute.find(attributes, String.valueOf(name));
            String inner = path + (path.startsWith("urn:") ? ":" : ".") + name;
            if (attribute == null) {
                refuseUnless(isEmpty(value), inner);
            } else if (!attribute.isReadOnly() && !isEmpty(value)) {
                object.put(attribute.name(), value(value, attribute, inner));
            }
        });
        return object;
    }

    /** Microsoft Entra sends flags as texts. */
    private static Boolean flag(@Nullable Object sent, String path) {
        String word = String.valueOf(sent).toLowerCase(Locale.ROOT);
        Refused.unless(
                (sent instanceof Boolean || sent instanceof String) && (word.equals("true") || word.equals("false")),
                Refused.VALUE,
                "'" + path + "' is either true or false");
        return Boolean.valueOf(word);
    }

    /** Whether a value says as much as none (RFC 7643, 2.5). */
    static boolean isEmpty(@Nullable Object value) {
        return value == null
                || (value instanceof String text && text.isEmpty())
                || (value instanceof Collection<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> map && map.values().stream().allMatch(Documents::isEmpty));
    }

    private static void refuseUnless(boolean condition, String name) {
        Refused.unless(
                condition,
                Refused.SYNTAX,
                "There is no attribute '" + ScimPaths.shown(name) + "' here; /Schemas tells those there are");
    }

    /** A complex value of the document as a map, null where there is none. */
    @SuppressWarnings("unchecked") // members of our own documents, read above
    static @Nullable Map<String, Object> object(Map<String, Object> document, String name) {
        return (Map<String, Object>) document.get(name);
    }

    /** The values of a multi-valued attribute, each a map. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> objects(Map<String, Object> document, String name) {
        Object values = document.get(name);
        return values == null ? List.of() : (List<Map<String, Object>>) values;
    }

    /** The text at a name, or null. */
    static @Nullable String text(@Nullable Map<String, Object> document, String name) {
        return document != null && document.get(name) instanceof String text ? text : null;
    }
}
