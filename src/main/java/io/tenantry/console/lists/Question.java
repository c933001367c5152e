package io.tenantry.console.lists;

import io.tenantry.console.Visit;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a list, as it stands in the address: everything but the place in it.
 *
 * @param sort a column's name, with {@code -} before it for the other way round; null for the usual order
 * @param columns the columns to show; none for the usual ones
 * @param others the list's own parameters
 */
record Question(
        @Nullable String filter,
        @Nullable String text,
        @Nullable String asOf,
        @Nullable String sort,
        List<String> columns,
        Map<String, String> others) {
    static Question of(Visit visit, ConsoleList<?> list) {
        Map<String, String> others = new TreeMap<>();
        for (String name : list.others()) {
            String value = visit.field(name);
            if (value != null) {
                others.put(name, value);
            }
        }
        String[] columns = visit.request().getParameterValues("column");
        return new Question(
                visit.field("filter"),
                list.can(ConsoleList.Option.SEARCH) ? visit.field("text") : null,
                list.can(ConsoleList.Option.AS_OF) ? visit.field("asOf") : null,
                visit.field("sort"),
                columns == null
                        ? List.of()
                        : Arrays.stream(columns).distinct().limit(100).toList(),
                others);
    }

    Question filtered(String otherwise) {
        return new Question(otherwise, text, asOf, sort, columns, others);
    }

    Question sorted(String otherwise) {
        return new Question(filter, text, asOf, otherwise, columns, others);
    }

    /** As the part of an address behind the question mark; empty when nothing is asked. */
    String written() {
        StringJoiner query = new StringJoiner("&");
        add(query, "text", text);
        add(query, "filter", filter);
        add(query, "asOf", asOf);
        add(query, "sort", sort);
        columns.forEach(column -> add(query, "column", column));
        others.forEach((name, value) -> add(query, name, value));
        return query.toString();
    }

    /** The address of a list that is asked this, with one more parameter. */
    String at(String path, @Nullable String name, @Nullable String value) {
        StringJoiner query = new StringJoiner("&", path + "?", "").setEmptyValue(path);
        if (!written().isEmpty()) {
            query.add(written());
        }
        if (name != null) {
            add(query, name, value);
        }
        return query.toString();
    }

    /** Which list this is, so that a place in one is none in another. */
    String resource(String path) {
        StringJoiner all = new StringJoiner("&", path + "?", "");
        add(all, "asOf", asOf);
        others.forEach((name, value) -> add(all, name, value));
        return all.toString();
    }

    private static void add(StringJoiner query, String name, @Nullable String value) {
        if (value != null) {
            query.add(name + "="
                    + URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
        }
    }
}
