package io.tenantry.api.slchub;

import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * JSON Patch (RFC 6902) for flat documents: {@code add}, {@code remove}, {@code replace} and {@code test}. Every member that a
 * document can have is there; one without a value is null, so that it can be replaced and removed like any other.
 */
final class JsonPatch {
    private static final int STEPS_MAX = 200;

    private JsonPatch() {}

    /** The document after all steps; when one cannot be taken, none is. */
    static Map<String, @Nullable Object> apply(
            Map<String, @Nullable Object> document, List<Map<String, @Nullable Object>> steps) {
        Refusal.unless(
                steps.size() <= STEPS_MAX,
                Refusal.Reason.MALFORMED,
                "A patch has at most " + STEPS_MAX + " operations",
                "op");
        Map<String, @Nullable Object> patched = new LinkedHashMap<>(document);
        for (Map<String, @Nullable Object> step : steps) {
            apply(patched, step);
        }
        return patched;
    }

    private static void apply(Map<String, @Nullable Object> document, Map<String, @Nullable Object> step) {
        String op = text(step, "op");
        String path = text(step, "path");
        switch (op) {
            case "add", "replace" -> document.put(member(document, path), value(step, op));
            case "remove" -> document.put(member(document, path), null);
            case "test" ->
                Refusal.unless(
                        Objects.equals(document.get(member(document, path)), value(step, op)),
                        Refusal.Reason.CONFLICT,
                        "The test of '" + Shortened.of(path) + "' fails",
                        Shortened.of(path));
            default ->
                throw new Refusal(
                        Refusal.Reason.MALFORMED,
                        "The operation '" + Shortened.of(op)
                                + "' is not served here; add, remove, replace and test are",
                        "op");
        }
    }

    /** The member that a JSON pointer (RFC 6901) leads to. */
    private static String member(Map<String, @Nullable Object> document, String path) {
        String name =
                path.startsWith("/") ? path.substring(1).replace("~1", "/").replace("~0", "~") : "";
        Refusal.unless(
                document.containsKey(name),
                Refusal.Reason.MALFORMED,
                "There is no member at the path '" + Shortened.of(path) + "'",
                Shortened.of(path));
        return name;
    }

    private static @Nullable Object value(Map<String, @Nullable Object> step, String op) {
        Refusal.unless(
                step.containsKey("value"),
                Refusal.Reason.MALFORMED,
                "The operation '" + op + "' needs a value",
                "value");
        return step.get("value");
    }

    private static String text(Map<String, @Nullable Object> step, String name) {
        if (step.get(name) instanceof String text) {
            return text;
        }
        throw new Refusal(Refusal.Reason.MALFORMED, "Every operation needs '" + name + "', a text", name);
    }
}
