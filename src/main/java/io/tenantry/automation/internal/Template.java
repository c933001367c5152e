package io.tenantry.automation.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts with placeholders such as {@code {{user.upn}}}. */
final class Template {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([A-Za-z][\\w.-]*)\\s*}}");

    /** What begins like a placeholder, and perhaps the name that follows. */
    private static final Pattern BEGUN = Pattern.compile("\\{\\{\\s*([A-Za-z][\\w.-]*)?");

    private Template() {}

    /** What the placeholders of a text, or of the texts of a list, are called. */
    static List<String> names(Object value) {
        List<String> names = new ArrayList<>();
        if (value instanceof String text) {
            Matcher matcher = PLACEHOLDER.matcher(text);
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
        } else if (value instanceof List<?> list) {
            list.forEach(item -> names.addAll(names(String.valueOf(item))));
        }
        return names;
    }

    /** What is wrong with how its placeholders are written, or null. */
    static @Nullable String problem(Object value) {
        return open(value).isEmpty() ? null : "A placeholder is not closed; one looks like {{user.upn}}";
    }

    /** The names after braces that begin a placeholder and are not closed; an empty one where no name follows them. */
    static List<String> open(Object value) {
        List<String> names = new ArrayList<>();
        if (value instanceof String text) {
            Matcher matcher = BEGUN.matcher(PLACEHOLDER.matcher(text).replaceAll(" "));
            while (matcher.find()) {
                names.add(Objects.requireNonNullElse(matcher.group(1), ""));
            }
        } else if (value instanceof List<?> list) {
            list.forEach(item -> names.addAll(open(String.valueOf(item))));
        }
        return names;
    }

    /**
     * Puts values in. A text that is nothing but one placeholder becomes the value as it is, be it a flag or a list; null where
     * it has none.
     */
    static @Nullable Object filled(@Nullable Object value, Function<String, @Nullable Object> values) {
        return switch (value) {
            case String text -> filled(text, values);
            case List<?> list ->
                list.stream()
                        .map(item -> text(filled(String.valueOf(item), values)))
                        .toList();
            case null, default -> value;
        };
    }

    private static @Nullable Object filled(String text, Function<String, @Nullable Object> values) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        if (matcher.matches()) {
            return values.apply(matcher.group(1));
        }
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(filled, Matcher.quoteReplacement(text(values.apply(matcher.group(1)))));
        }
        return matcher.appendTail(filled).toString();
    }

    /** A value as a text; lists with commas. */
    static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case List<?> list ->
                String.join(",", list.stream().map(String::valueOf).toList());
            default -> String.valueOf(value);
        };
    }
}
