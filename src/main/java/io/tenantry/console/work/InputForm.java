package io.tenantry.console.work;

import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.LayoutGroup;
import io.tenantry.automation.Parameter;
import io.tenantry.console.Visit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/** A form for what a block or set takes: made from its parameters, in the groups of its layout. */
final class InputForm {
    private static final String INPUT = "input.";

    private InputForm() {}

    /**
     * A field of the form.
     *
     * @param type what is written into it: text, number, password or, one on each, lines
     */
    record Entry(
            Parameter parameter,
            String type,
            List<String> choices,
            @Nullable String value) {
        static Entry of(Parameter parameter, @Nullable String value) {
            String kind = parameter.schema().type().wireName();
            String type = switch (kind) {
                case "integer", "number" -> "number";
                case "array" -> "lines";
                default -> "text";
            };
            return new Entry(
                    parameter,
                    parameter.isSensitive() ? "password" : type,
                    kind.equals("boolean")
                            ? List.of("true", "false")
                            : parameter.schema().choices(),
                    parameter.isSensitive() ? null : value);
        }

        /** Whether nothing fills it when it is left empty. */
        public boolean isNeeded() {
            return parameter.isRequired() && parameter.defaultValue() == null;
        }
    }

    /** Fields that belong together. */
    record Group(@Nullable String title, List<Entry> fields) {}

    /** The fields, with what they hold; those that the layout leaves out come last. */
    static List<Group> of(CommandBlock block, Function<Parameter, @Nullable String> values) {
        List<Group> groups = new ArrayList<>();
        Set<Parameter> left = new LinkedHashSet<>(block.input().parameters());
        for (LayoutGroup group : block.input().layout()) {
            List<Entry> fields = new ArrayList<>();
            group.lines()
                    .forEach(line -> line.forEach(name -> {
                        Parameter parameter = block.input().find(name);
                        if (parameter != null && left.remove(parameter)) {
                            fields.add(Entry.of(parameter, values.apply(parameter)));
                        }
                    }));
            String title = group.identifier();
            groups.add(new Group(title == null ? null : StringUtils.capitalize(title), fields));
        }
        if (!left.isEmpty()) {
            groups.add(new Group(
                    null,
                    left.stream()
                            .map(parameter -> Entry.of(parameter, values.apply(parameter)))
                            .toList()));
        }
        return groups;
    }

    /** What was written into a field, or null. */
    static @Nullable String written(Visit visit, Parameter parameter) {
        return visit.field(INPUT + parameter.identifier());
    }

    /** What was filled in. What was left empty is left out. */
    static Map<String, @Nullable Object> given(Visit visit, CommandBlock block) {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        for (Parameter parameter : block.input().parameters()) {
            String text = written(visit, parameter);
            if (text != null) {
                List<String> lines = text.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
                boolean isList = parameter.schema().type().wireName().equals("array") && lines.size() > 1;
                given.put(parameter.identifier(), isList ? lines : text);
            }
        }
        return given;
    }

    /** A value as a field shows it. */
    static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining("\n"));
            case Object one -> String.valueOf(one);
        };
    }
}
