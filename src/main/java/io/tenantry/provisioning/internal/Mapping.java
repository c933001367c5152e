package io.tenantry.provisioning.internal;

import io.tenantry.directory.Property;
import io.tenantry.directory.UserField;
import io.tenantry.kernel.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes SCIM documents of people, as a target wants them. */
public final class Mapping {
    private static final int LINES_MAX = 100;
    private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final Pattern OF_VALUES =
            Pattern.compile("([A-Za-z]{1,40})\\[type eq \"([a-z]{1,20})\"\\]\\.([A-Za-z]{1,40})");
    private static final Pattern OF_EXTENSION = Pattern.compile("(urn:[A-Za-z0-9:._-]{1,120}):([A-Za-z]{1,40})");
    private static final Pattern INNER = Pattern.compile("([A-Za-z]{1,40})\\.([A-Za-z]{1,40})");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z]{1,40}");

    private final List<Line> lines = new ArrayList<>();
    private final List<UserField> fields = new ArrayList<>();

    private Mapping() {}

    /** Where a value goes, and what it is: a property, or always the same text. */
    private record Line(Path path, @Nullable UserField field, String constant) {}

    /** A place in a document: an attribute, or one within another, or within the value of some type. */
    private record Path(@Nullable String outer, @Nullable String type, String name) {}

    /**
     * Reads a mapping.
     *
     * @throws Refusal (MALFORMED) naming the line that cannot be one
     */
    public static Mapping of(Map<String, String> written) {
        Refusal.unless(
                written.size() <= LINES_MAX,
                Refusal.Reason.MALFORMED,
                "A mapping has at most " + LINES_MAX + " attributes",
                "mapping");
        Refusal.unless(
                written.containsKey("userName"),
                Refusal.Reason.MALFORMED,
                "A mapping says what userName is filled with",
                "mapping");
        Mapping mapping = new Mapping();
        written.forEach(mapping::add);
        return mapping;
    }

    private void add(String attribute, String source) {
        Path path = path(attribute);
        boolean isText = source.length() >= 2 && source.startsWith("'") && source.endsWith("'");
        UserField field = isText ? null : PersonFields.named(source);
        if (path == null || (!isText && field == null)) {
            throw new Refusal(
                    Refusal.Reason.MALFORMED,
                    path == null
                            ? "'" + attribute
                                    + "' is no attribute that can be filled; write such as title, name.givenName or"
                                    + " emails[type eq \"work\"].value"
                            : "'" + source + "' is no property of people, and no text in single quotes",
                    "mapping");
        }
        lines.add(new Line(path, field, isText ? source.substring(1, source.length() - 1) : ""));
        if (field != null && !fields.contains(field)) {
            fields.add(field);
        }
    }

    private static @Nullable Path path(String attribute) {
        Matcher values = OF_VALUES.matcher(attribute);
        if (values.matches()) {
            return new Path(values.group(1), values.group(2), values.group(3));
        }
        Matcher extension = OF_EXTENSION.matcher(attribute);
        if (extension.matches()) {
            return new Path(extension.group(1), null, extension.group(2));
        }
        Matcher inner = INNER.matcher(attribute);
        if (inner.matches()) {
            return new Path(inner.group(1), null, inner.group(2));
        }
        boolean isTaken = Set.of("id", "meta", "schemas", "groups", "password").contains(attribute);
        return PLAIN.matcher(attribute).matches() && !isTaken ? new Path(null, null, attribute) : null;
    }

    /** The properties that are needed to fill it, in the order in which {@link #document} takes their values. */
    List<UserField> fields() {
        return List.copyOf(fields);
    }

    /** Where the manager goes, as the members that lead to him; empty when he goes nowhere. */
    List<String> managerPath() {
        return lines.stream()
                .filter(line -> line.field() == UserField.MANAGER)
                .map(line -> Stream.of(line.path().outer(), line.path().name(), "value")
                        .filter(Objects::nonNull)
                        .toList())
                .findFirst()
                .orElse(List.of());
    }

    /** The person with these values, and the hub's own id for an external one. What has no value is not in it. */
    Map<String, Object> document(String externalId, List<@Nullable String> values) {
        Map<String, Object> document = new LinkedHashMap<>();
        Set<String> schemas = new LinkedHashSet<>(Set.of(CORE));
        document.put("externalId", externalId);
        for (Line line : lines) {
            Object value = value(line, values);
            if (value == null) {
                continue;
            }
            Path path = line.path();
            String outer = path.outer();
            if (outer == null) {
                document.put(path.name(), value);
            } else if (path.type() == null) {
                if (outer.startsWith("urn:")) {
                    schemas.add(outer);
                }
                inner(document, outer).put(path.name(), value);
            } else {
                ofType(document, outer, path.type()).put(path.name(), value);
            }
        }
        document.put("schemas", new ArrayList<>(schemas));
        return document;
    }

    private @Nullable Object value(Line line, List<@Nullable String> values) {
        UserField field = line.field();
        if (field == null) {
            return line.constant();
        }
        String value = values.get(fields.indexOf(field));
        if (value == null || value.isEmpty()) {
            return null;
        }
        if (field == UserField.MANAGER) {
            return Map.of("value", value);
        }
        return field.kind() == Property.Kind.FLAG ? Boolean.valueOf(value) : value;
    }

    @SuppressWarnings("unchecked") // only such were put there
    private static Map<String, Object> inner(Map<String, Object> document, String name) {
        return (Map<String, Object>) document.computeIfAbsent(name, _ -> new LinkedHashMap<String, Object>());
    }

    @SuppressWarnings("unchecked") // only such were put there
    private static Map<String, Object> ofType(Map<String, Object> document, String name, String type) {
        List<Map<String, Object>> values =
                (List<Map<String, Object>>) document.computeIfAbsent(name, _ -> new ArrayList<Map<String, Object>>());
        for (Map<String, Object> value : values) {
            if (type.equals(value.get("type"))) {
                return value;
            }
        }
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("type", type);
        if (values.isEmpty() && type.equals("work")) {
            value.put("primary", true);
        }
        values.add(value);
        return value;
    }

    /**
     * The operations that make one document of another; none when they are the same.
     *
     * @param before what was told last; null when that is not known
     */
    static List<Map<String, Object>> operations(@Nullable Map<String, Object> before, Map<String, Object> after) {
        Map<String, Object> replaced = new LinkedHashMap<>();
        List<Map<String, Object>> operations = new ArrayList<>();
        Set<String> names = new TreeSet<>(after.keySet());
        if (before != null) {
            names.addAll(before.keySet());
        }
        names.remove("schemas");
        for (String name : names) {
            Object now = after.get(name);
            Object then = before == null ? null : before.get(name);
            if (now == null) {
                operations.add(Map.of("op", "remove", "path", name));
            } else if (!now.equals(then)) {
                replaced.put(name, now);
                if (now instanceof Map<?, ?> inner && then instanceof Map<?, ?> was) {
                    was.keySet().stream()
                            .filter(key -> !inner.containsKey(key))
                            .forEach(key -> operations.add(Map.of(
                                    "op", "remove", "path", name + (name.startsWith("urn:") ? ":" : ".") + key)));
                }
            }
        }
        if (!replaced.isEmpty()) {
            operations.add(Map.of("op", "replace", "value", replaced));
        }
        return operations;
    }
}
