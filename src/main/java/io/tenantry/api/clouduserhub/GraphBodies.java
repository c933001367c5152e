package io.tenantry.api.clouduserhub;

import io.tenantry.directory.Property;
import io.tenantry.directory.Values;
import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what callers of the Graph part send: members by the names of a shape, anything else refused by its name. */
final class GraphBodies {
    private static final String ANNOTATION = "@odata.";

    private GraphBodies() {}

    /**
     * The properties to set.
     *
     * @param apart members that are none of the shape's properties, or that the endpoint reads itself
     */
    static <P extends Property> Values<P> values(
            Map<String, @Nullable Object> body, Shape<?, P> shape, Set<String> apart) {
        Values<P> values = new Values<>();
        body.forEach((name, value) -> {
            if (apart.contains(name) || name.startsWith(ANNOTATION)) {
                return;
            }
            P property = shape.property(name);
            if (property == null) {
                throw new Refusal(
                        Refusal.Reason.MALFORMED,
                        "There is no property '" + Shortened.of(name) + "' to set here",
                        Shortened.of(name));
            }
            values.set(property, value, name);
        });
        return values;
    }

    /** Refuses a body that lacks what Graph asks for. */
    static void require(Map<String, @Nullable Object> body, String... names) {
        for (String name : names) {
            Refusal.unless(
                    body.get(name) != null,
                    Refusal.Reason.MALFORMED,
                    "A value is required for property '" + name + "'",
                    name);
        }
    }

    static @Nullable Boolean flag(Map<?, ?> body, String name, String calledName) {
        Object value = body.get(name);
        Refusal.unless(
                value == null || value instanceof Boolean,
                Refusal.Reason.MALFORMED,
                "The property '" + calledName + "' must be true or false",
                calledName);
        return (Boolean) value;
    }

    static @Nullable String text(Map<?, ?> body, String name, String calledName) {
        Object value = body.get(name);
        Refusal.unless(
                value == null || value instanceof String,
                Refusal.Reason.MALFORMED,
                "The property '" + calledName + "' must be a text",
                calledName);
        return (String) value;
    }

    static List<String> texts(Map<?, ?> body, String name) {
        Object value = body.get(name);
        if (value == null) {
            return List.of();
        }
        boolean fits = value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
        Refusal.unless(fits, Refusal.Reason.MALFORMED, "The property '" + name + "' must be a list of texts", name);
        return ((List<?>) value).stream().map(String.class::cast).toList();
    }
}
