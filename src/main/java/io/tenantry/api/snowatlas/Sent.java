package io.tenantry.api.snowatlas;

import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A JSON object that a client sent. Members that mean nothing, null, and values of a wrong type are refused. */
record Sent(Map<?, ?> members) {
    static Sent of(Map<?, ?> members, Set<String> known) {
        for (Object name : members.keySet()) {
            String shown = Shortened.of(String.valueOf(name));
            Refusal.unless(
                    known.contains(String.valueOf(name)),
                    Refusal.Reason.MALFORMED,
                    "There is no member '" + shown + "' here",
                    shown);
        }
        return new Sent(members);
    }

    @Nullable
    Boolean flag(String name) {
        return typed(Boolean.class, name, "true or false");
    }

    @Nullable
    String text(String name) {
        return typed(String.class, name, "a text");
    }

    String neededText(String name) {
        String text = text(name);
        if (text == null) {
            throw needed(name);
        }
        return text;
    }

    List<String> texts(String name) {
        List<?> list = typed(List.class, name, "a list of texts");
        if (list == null) {
            return List.of();
        }
        for (Object item : list) {
            Refusal.unless(
                    item instanceof String,
                    Refusal.Reason.MALFORMED,
                    "The member '" + name + "' has to be a list of texts",
                    name);
        }
        return list.stream().map(String.class::cast).toList();
    }

    Sent object(String name, Set<String> known) {
        Map<?, ?> object = typed(Map.class, name, "an object");
        if (object == null) {
            throw needed(name);
        }
        return of(object, known);
    }

    private <T> @Nullable T typed(Class<T> type, String name, String expected) {
        if (!members.containsKey(name)) {
            return null;
        }
        Object value = members.get(name);
        Refusal.unless(
                type.isInstance(value),
                Refusal.Reason.MALFORMED,
                "The member '" + name + "' has to be " + expected,
                name);
        return type.cast(value);
    }

    private static Refusal needed(String name) {
        return new Refusal(Refusal.Reason.MALFORMED, "The member '" + name + "' is needed", name);
    }
}
