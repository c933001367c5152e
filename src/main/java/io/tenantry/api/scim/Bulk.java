package io.tenantry.api.scim;

import io.tenantry.kernel.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Many operations in one request (RFC 7644, 3.7), each with a result of its own. One that refers to what another makes waits for
 * it; where several wait for each other, they are refused.
 */
final class Bulk {
    static final int OPERATIONS_MAX = 1000;
    static final DataSize BODY_MAX = DataSize.ofMegabytes(1);
    private static final String REFERENCE = "bulkId:";

    private final Worker worker;
    private final Map<String, String> ids = new LinkedHashMap<>();
    private final Set<String> awaited = new HashSet<>();

    Bulk(Worker worker) {
        this.worker = worker;
    }

    /** One operation, as it was sent. */
    record Operation(
            String method,
            String path,
            @Nullable String bulkId,
            @Nullable String version,
            Map<String, @Nullable Object> data) {}

    /** What came of one: where the resource is, and its version; both null after a deletion. */
    record Done(
            int status,
            @Nullable String id,
            @Nullable String location,
            @Nullable String version) {}

    /** Carries out one operation whose references are resolved. */
    @FunctionalInterface
    interface Worker {
        Done work(Operation operation);
    }

    /** The operations of a request's body. */
    static List<Operation> operations(Map<String, @Nullable Object> body) {
        if (!(body.get("Operations") instanceof List<?> sent) || sent.isEmpty()) {
            throw Refused.as(Refused.SYNTAX, "A bulk request needs 'Operations', a list");
        }
        Refusal.unless(
                sent.size() <= OPERATIONS_MAX,
                Refusal.Reason.TOO_LARGE,
                "A bulk request has at most " + OPERATIONS_MAX + " operations");
        List<Operation> operations = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Object each : sent) {
            if (!(each instanceof Map<?, ?> members)) {
                throw Refused.as(Refused.SYNTAX, "An operation is an object with 'method' and 'path'");
            }
            Operation operation = operation(members);
            Refused.unless(
                    operation.bulkId() == null || names.add(operation.bulkId()),
                    Refused.VALUE,
                    "The bulkId '" + operation.bulkId() + "' is given twice");
            operations.add(operation);
        }
        return operations;
    }

    private static Operation operation(Map<?, ?> members) {
        String method = text(members, "method");
        String path = text(members, "path");
        if (method == null || path == null) {
            throw Refused.as(Refused.SYNTAX, "An operation needs 'method' and 'path'");
        }
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        if (members.get("data") instanceof Map<?, ?> sent) {
            sent.forEach((name, value) -> data.put(String.valueOf(name), value));
        }
        String bulkId = text(members, "bulkId");
        String upper = method.toUpperCase(Locale.ROOT);
        Refused.unless(!upper.equals("POST") || bulkId != null, Refused.SYNTAX, "A POST needs a 'bulkId'");
        return new Operation(upper, path, bulkId, text(members, "version"), data);
    }

    private static @Nullable String text(Map<?, ?> members, String name) {
        Object value = members.get(name);
        Refused.unless(value == null || value instanceof String, Refused.SYNTAX, "'" + name + "' is a text");
        return (String) value;
    }

    /** After how many errors to stop; zero for never. */
    static int failOnErrors(Map<String, @Nullable Object> body) {
        Object sent = body.get("failOnErrors");
        Refused.unless(
                sent == null || (sent instanceof Integer number && number >= 0),
                Refused.VALUE,
                "'failOnErrors' is a whole number");
        return sent instanceof Integer number ? number : 0;
    }

    /** Results in the order of the request; operations that were not come to any more have none. */
    List<Map<String, Object>> run(List<Operation> operations, int failOnErrors) {
        Map<Integer, Operation> waiting = new TreeMap<>();
        for (int i = 0; i < operations.size(); i++) {
            waiting.put(i, operations.get(i));
            String bulkId = operations.get(i).bulkId();
            if (bulkId != null && operations.get(i).method().equals("POST")) {
                awaited.add(bulkId);
            }
        }
        Map<Integer, Map<String, Object>> results = new TreeMap<>();
        int errors = 0;
        while (!waiting.isEmpty() && (failOnErrors == 0 || errors < failOnErrors)) {
            int next = next(waiting);
            Map<String, Object> result = run(waiting.get(next));
            waiting.remove(next);
            awaited.remove(String.valueOf(operations.get(next).bulkId()));
            results.put(next, result);
            errors += result.containsKey("response") ? 1 : 0;
        }
        return List.copyOf(results.values());
    }

    /** The first that waits for nobody; where all do, the first. */
    private int next(Map<Integer, Operation> waiting) {
        for (Map.Entry<Integer, Operation> each : waiting.entrySet()) {
            Set<String> names = new HashSet<>();
            collect(each.getValue().data(), names);
            collect(each.getValue().path(), names);
            if (names.stream().noneMatch(name -> awaited.contains(name) && !ids.containsKey(name))) {
                return each.getKey();
            }
        }
        return waiting.keySet().iterator().next();
    }

    private Map<String, Object> run(@Nullable Operation operation) {
        Map<String, Object> result = new LinkedHashMap<>();
        if (operation == null) {
            return result;
        }
        result.put("method", operation.method());
        if (operation.bulkId() != null) {
            result.put("bulkId", operation.bulkId());
        }
        try {
            Map<String, @Nullable Object> data = new LinkedHashMap<>();
            operation.data().forEach((name, value) -> data.put(name, resolved(value)));
            String path = String.valueOf(resolved(operation.path()));
            Done done =
                    worker.work(new Operation(operation.method(), path, operation.bulkId(), operation.version(), data));
            if (done.id() != null && operation.bulkId() != null) {
                ids.put(operation.bulkId(), done.id());
            }
            put(result, "location", done.location());
            put(result, "version", done.version());
            result.put("status", String.valueOf(done.status()));
        } catch (Refusal refusal) {
            result.put("status", String.valueOf(ScimErrors.status(refusal)));
            result.put("response", ScimErrors.body(refusal));
        }
        return result;
    }

    private static void put(Map<String, Object> result, String name, @Nullable String value) {
        if (value != null) {
            result.put(name, value);
        }
    }

    /** The same with ids for references. */
    private @Nullable Object resolved(@Nullable Object value) {
        return switch (value) {
            case String text when text.contains(REFERENCE) -> resolved(text);
            case List<?> list -> {
                List<@Nullable Object> all = new ArrayList<>();
                list.forEach(each -> all.add(resolved(each)));
                yield all;
            }
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> all = new LinkedHashMap<>();
                map.forEach((name, each) -> all.put(String.valueOf(name), resolved(each)));
                yield all;
            }
            case null, default -> value;
        };
    }

    private String resolved(String text) {
        String name = name(text);
        if (name == null) {
            return text;
        }
        String id = ids.get(name);
        if (id == null) {
            throw new Refusal(
                    Refusal.Reason.CONFLICT,
                    "Nothing was made under the bulkId '" + ScimPaths.shown(name) + "' that this refers to");
        }
        return text.replace(REFERENCE + name, id);
    }

    /** The name that a text refers to: as a whole, as part of a path, or in a filter. */
    private static @Nullable String name(String text) {
        int start = text.indexOf(REFERENCE);
        if (start < 0 || (start > 0 && text.charAt(start - 1) != '/' && text.charAt(start - 1) != '"')) {
            return null;
        }
        int from = start + REFERENCE.length();
        int end = from;
        while (end < text.length() && "/\"]".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(from, end);
    }

    private static void collect(@Nullable Object value, Set<String> names) {
        switch (value) {
            case String text -> {
                String name = name(text);
                if (name != null) {
                    names.add(name);
                }
            }
            case List<?> list -> list.forEach(each -> collect(each, names));
            case Map<?, ?> map -> map.values().forEach(each -> collect(each, names));
            case null, default -> {
                // nothing else refers to anything
            }
        }
    }
}
