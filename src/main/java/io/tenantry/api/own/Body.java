package io.tenantry.api.own;

import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A JSON object that a caller sent, read member by member. Members nobody asks for and values of a wrong type are refused. */
final class Body {
    private final Map<String, @Nullable Object> members;

    private Body(Map<String, @Nullable Object> members) {
        this.members = members;
    }

    /** The body, which may have these members and no others. */
    static Body of(Map<String, @Nullable Object> members, String... names) {
        Set<String> known = Set.of(names);
        for (String name : members.keySet()) {
            if (!known.contains(name)) {
                throw unknown(name);
            }
        }
        return new Body(members);
    }

    /** Some members of a body, whose others are read elsewhere. */
    static Body part(Map<String, @Nullable Object> members, String... names) {
        Map<String, @Nullable Object> part = new LinkedHashMap<>(members);
        part.keySet().retainAll(Set.of(names));
        return new Body(part);
    }

    static Refusal unknown(String name) {
        String shown = Shortened.of(name);
        return new Refusal(Refusal.Reason.MALFORMED, "There is no member '" + shown + "' to set here", shown);
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    String text(String name) {
        return present(textOrNull(name), name);
    }

    /** The text, or what to take when the member is absent; a null that was sent is refused. */
    String text(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    @Nullable
    String textOrNull(String name) {
        return typed(String.class, name, "a text");
    }

    UUID id(String name) {
        return present(idOrNull(name), name);
    }

    @Nullable
    UUID idOrNull(String name) {
        String text = textOrNull(name);
        return text == null ? null : Paths.uuid(text, name);
    }

    boolean flag(String name, boolean otherwise) {
        return has(name) ? present(typed(Boolean.class, name, "true or false"), name) : otherwise;
    }

    int number(String name, int otherwise) {
        return has(name) ? present(typed(Integer.class, name, "a whole number"), name) : otherwise;
    }

    /** The texts, or none when the member is absent. */
    List<String> texts(String name) {
        if (!has(name)) {
            return List.of();
        }
        List<?> list = present(typed(List.class, name, "a list of texts"), name);
        for (Object item : list) {
            refuseUnless(item instanceof String, name, "has to be a list of texts");
        }
        return list.stream().map(String.class::cast).toList();
    }

    Map<String, ?> object(String name) {
        Map<?, ?> object = present(typed(Map.class, name, "an object"), name);
        Map<String, Object> copy = new LinkedHashMap<>();
        object.forEach((key, value) -> copy.put(key.toString(), value));
        return copy;
    }

    private <T> @Nullable T typed(Class<T> type, String name, String expected) {
        Object value = members.get(name);
        refuseUnless(value == null || type.isInstance(value), name, "has to be " + expected);
        return type.cast(value);
    }

    private static <T> T present(@Nullable T value, String name) {
        if (value == null) {
            throw new Refusal(Refusal.Reason.MALFORMED, "The member '" + name + "' needs a value", name);
        }
        return value;
    }

    private static void refuseUnless(boolean condition, String name, String problem) {
        Refusal.unless(condition, Refusal.Reason.MALFORMED, "The member '" + name + "' " + problem, name);
    }
}
