package io.tenantry.api.scim;

import io.tenantry.query.Catalogue;
import io.tenantry.query.Condition;
import io.tenantry.query.Field;
import io.tenantry.query.ListRequest;
import io.tenantry.query.ListRequest.Window;
import io.tenantry.query.Order;
import io.tenantry.query.dialect.ScimFilter;
import io.tenantry.query.dialect.ScimRules;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a list is asked for, in the address or in the body of {@code .search}: filter, order, which part of it by number or by
 * cursor, and the attributes to show.
 *
 * @param startIndex the first row, counted from 1
 * @param count how many rows at most; zero for their number alone
 * @param cursor where to go on, empty for the beginning; null when pages are counted
 * @param asOf the moment of the past that is asked about, as it was sent; null for now
 */
record Question(
        Condition filter,
        List<Order> order,
        long startIndex,
        int count,
        @Nullable String cursor,
        Selection selection,
        @Nullable String asOf) {
    static final int COUNT_USUAL = 100;
    static final int COUNT_MAX = 1000;
    private static final int DIGITS_MAX = 15;
    private static final Set<String> NAMES = Set.of(
            "filter",
            "sortby",
            "sortorder",
            "startindex",
            "count",
            "cursor",
            "attributes",
            "excludedattributes",
            "schemas",
            "asof");

    /** What can be asked of a kind of resource. */
    record Rules(Resource resource, ScimRules attributes, Field id) {}

    static Question of(HttpServletRequest request, Rules rules) {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> {
            Refused.unless(
                    values.length == 1, Refused.VALUE, "'" + ScimPaths.shown(name) + "' is given more than once");
            given.put(name, values[0]);
        });
        return of(given, rules);
    }

    static Question of(Map<String, @Nullable Object> sent, Rules rules) {
        Map<String, @Nullable Object> given = new TreeMap<>();
        sent.forEach((name, value) -> {
            String key = name.toLowerCase(Locale.ROOT);
            Refused.unless(NAMES.contains(key), Refused.VALUE, "There is no parameter '" + ScimPaths.shown(name) + "'");
            given.put(key, value);
        });
        String filter = text(given, "filter");
        String cursor = text(given, "cursor");
        Refused.unless(
                cursor == null || given.get("startindex") == null,
                Refused.VALUE,
                "Either 'startIndex' or 'cursor' tells where to begin");
        long count = Math.max(0, number(given, "count", COUNT_USUAL));
        return new Question(
                filter == null || filter.isBlank() ? Condition.ALL : ScimFilter.parse(filter, rules.attributes()),
                Catalogue.of(rules.id()).total(order(given, rules)),
                Math.max(1, number(given, "startindex", 1)),
                (int) Math.min(count, COUNT_MAX),
                cursor,
                Selection.of(names(given.get("attributes")), names(given.get("excludedattributes")), rules.resource()),
                text(given, "asof"));
    }

    /** The selection alone, for requests that give one resource. */
    static Selection selection(HttpServletRequest request, Resource resource) {
        return Selection.of(
                names(request.getParameter("attributes")), names(request.getParameter("excludedAttributes")), resource);
    }

    /** The request for the list at this path. */
    ListRequest request(String path) {
        int size = Math.max(1, count);
        Window window = cursor == null
                ? Window.page(startIndex - 1, size)
                : new Window(0, null, size, cursor.isEmpty() ? null : cursor);
        return new ListRequest(asOf == null ? path : path + " as of " + asOf, filter, null, order, window, true);
    }

    private static List<Order> order(Map<String, @Nullable Object> given, Rules rules) {
        String sortBy = text(given, "sortby");
        String direction = text(given, "sortorder");
        boolean descending = "descending".equalsIgnoreCase(direction);
        Refused.unless(
                direction == null || descending || direction.equalsIgnoreCase("ascending"),
                Refused.VALUE,
                "'sortOrder' is ascending or descending");
        return sortBy == null || sortBy.isBlank()
                ? List.of()
                : List.of(rules.attributes().order(sortBy, descending));
    }

    private static @Nullable String text(Map<String, @Nullable Object> given, String name) {
        Object value = given.get(name);
        Refused.unless(value == null || value instanceof String, Refused.VALUE, "'" + name + "' is a text");
        return (String) value;
    }

    private static long number(Map<String, @Nullable Object> given, String name, long usual) {
        Object value = given.get(name);
        if (value == null) {
            return usual;
        }
        String text = value.toString();
        boolean isNumber = !text.isEmpty() && text.length() <= DIGITS_MAX && text.matches("-?[0-9]+");
        Refused.unless(
                isNumber, name.equals("count") ? Refused.COUNT : Refused.VALUE, "'" + name + "' is a whole number");
        return Long.parseLong(text);
    }

    /** A text with commas, as in addresses, or a list, as in bodies. */
    private static @Nullable List<String> names(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text.isBlank() ? null : Arrays.asList(text.split(",", -1));
            case List<?> list -> {
                List<String> names = new ArrayList<>();
                list.forEach(name -> names.add(String.valueOf(name)));
                yield names;
            }
            default -> throw Refused.as(Refused.VALUE, "Attributes are a list of names");
        };
    }
}
