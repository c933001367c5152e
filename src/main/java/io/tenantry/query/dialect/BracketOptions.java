package io.tenantry.query.dialect;

import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import io.tenantry.query.Condition;
import io.tenantry.query.Condition.Compare;
import io.tenantry.query.Condition.In;
import io.tenantry.query.Condition.Missing;
import io.tenantry.query.Condition.Not;
import io.tenantry.query.Field;
import io.tenantry.query.ListRequest;
import io.tenantry.query.ListRequest.Window;
import io.tenantry.query.Order;
import io.tenantry.query.dialect.BracketRules.Filter;
import io.tenantry.query.dialect.BracketRules.Operator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of a list in the bracket dialect: {@code filter[displayName][CO]=ada}, {@code page[limit]=20},
 * {@code sort=-displayName}. All filters have to hold. Parameters that the list does not know are refused by name, since leaving
 * one out in silence would change the answer.
 *
 * @param choices the word chosen for each choice that the caller made
 * @param order a total order
 */
public record BracketOptions(Condition filter, Map<String, String> choices, List<Order> order, Window window) {
    private static final int LIMIT_USUAL = 50;
    private static final int LIMIT_MAX = 1000;
    private static final int DIGITS_MAX = 18;
    private static final String OFFSET = "page[offset]";
    private static final String LIMIT = "page[limit]";
    private static final String SORT = "sort";

    public BracketOptions {
        choices = Map.copyOf(choices);
        order = List.copyOf(order);
    }

    /** Reads decoded parameters: every name with all its values. */
    public static BracketOptions parse(Map<String, List<String>> parameters, BracketRules rules) {
        List<Condition> conditions = new ArrayList<>();
        Map<String, String> choices = new LinkedHashMap<>();
        FilterLimits limits = new FilterLimits("filter");
        // In the order of their names, so that the same question is the same however it is written.
        new TreeMap<>(parameters).forEach((name, values) -> {
            if (name.startsWith("filter[")) {
                read(name, values, rules, limits, conditions, choices);
            } else {
                boolean ours = name.equals(SORT)
                        ? !rules.sortable().isEmpty()
                        : rules.isPaged() && (name.equals(OFFSET) || name.equals(LIMIT));
                unless(
                        ours || rules.others().contains(name),
                        "There is no parameter '" + Shortened.of(name) + "' here",
                        name);
            }
        });
        return new BracketOptions(
                Condition.and(conditions), choices, order(one(parameters, SORT), rules), window(parameters, rules));
    }

    /** The request for the list of this name, which always tells how long it is. */
    public ListRequest request(String resource) {
        return new ListRequest(resource, filter, null, order, window, true);
    }

    private static void read(
            String name,
            List<String> values,
            BracketRules rules,
            FilterLimits limits,
            List<Condition> conditions,
            Map<String, String> choices) {
        Name called = Name.of(name);
        Set<String> words = rules.choices().get(called.field());
        if (words != null && called.operator().equals(Operator.EQ.name())) {
            String word = only(name, values);
            unless(
                    words.contains(word),
                    "'" + Shortened.of(word) + "' is none of " + String.join(", ", words) + ", which " + name
                            + " takes",
                    name);
            choices.put(called.field(), word);
            return;
        }
        Filter filter = rules.filters().get(called.field());
        unless(
                filter != null || words != null,
                "There is no field '" + Shortened.of(called.field()) + "' to filter by",
                called.field());
        Operator operator = filter == null ? null : operator(called.operator(), filter);
        if (filter == null || operator == null) {
            throw new Refusal(
                    Refusal.Reason.MALFORMED,
                    "The field '" + Shortened.of(called.field()) + "' has no operator '"
                            + Shortened.of(called.operator()) + "'",
                    Shortened.of(name));
        }
        conditions.add(condition(filter.field(), operator, name, values, limits));
    }

    private static @Nullable Operator operator(String text, Filter filter) {
        for (Operator operator : filter.operators()) {
            if (operator.name().equals(text)) {
                return operator;
            }
        }
        return null;
    }

    private static Condition condition(
            Field field, Operator operator, String name, List<String> values, FilterLimits limits) {
        if (operator == Operator.IN) {
            List<Object> members = new ArrayList<>();
            for (String value : String.join(",", values).split(",", -1)) {
                limits.term(members.size());
                unless(!value.isBlank(), name + " has an empty value", name);
                members.add(Literal.of(field, value.strip()));
            }
            return new In(field, members);
        }
        limits.term(0);
        String value = only(name, values);
        limits.length(value);
        return switch (operator) {
            case EQ -> compare(field, Condition.Operator.EQUALS, value);
            case CO -> compare(field, Condition.Operator.CONTAINS, value);
            case SW -> compare(field, Condition.Operator.STARTS_WITH, value);
            case LT -> compare(field, Condition.Operator.LESS, value);
            case GT -> compare(field, Condition.Operator.GREATER, value);
            case PR -> present(field, value, name);
            case IN -> throw new IllegalStateException("Lists are read above");
        };
    }

    private static Condition compare(Field field, Condition.Operator operator, String value) {
        return new Compare(field, operator, Literal.of(field, value));
    }

    private static Condition present(Field field, String value, String name) {
        boolean absent = value.equalsIgnoreCase("false");
        unless(absent || value.equalsIgnoreCase("true"), name + " is either true or false", name);
        return absent ? new Missing(field) : new Not(new Missing(field));
    }

    private static List<Order> order(@Nullable String text, BracketRules rules) {
        List<Order> wanted = new ArrayList<>();
        if (text != null) {
            boolean descending = text.startsWith("-");
            Field field = rules.sortable().get(descending ? text.substring(1) : text);
            if (field == null) {
                throw new Refusal(
                        Refusal.Reason.MALFORMED,
                        "There is no field '" + Shortened.of(text) + "' to sort by",
                        Shortened.of(text));
            }
            wanted.add(descending ? Order.descending(field) : Order.ascending(field));
        } else if (!rules.sortable().isEmpty()) {
            wanted.add(Order.ascending(rules.sortable().values().iterator().next()));
        }
        return rules.catalogue().total(wanted);
    }

    private static Window window(Map<String, List<String>> parameters, BracketRules rules) {
        if (!rules.isPaged()) {
            return Window.page(0, LIMIT_MAX);
        }
        long limit = number(parameters, LIMIT, 1, LIMIT_USUAL);
        unless(limit <= LIMIT_MAX, LIMIT + " is at most " + LIMIT_MAX, LIMIT);
        return Window.page(number(parameters, OFFSET, 0, 0), (int) limit);
    }

    private static long number(Map<String, List<String>> parameters, String name, long least, long usual) {
        String text = one(parameters, name);
        if (text == null) {
            return usual;
        }
        boolean digits = !text.isEmpty()
                && text.length() <= DIGITS_MAX
                && text.chars().allMatch(character -> character >= '0' && character <= '9');
        long number = digits ? Long.parseLong(text) : -1;
        unless(number >= least, name + " has to be a whole number, at least " + least, name);
        return number;
    }

    private static @Nullable String one(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.get(name);
        return values == null ? null : only(name, values);
    }

    private static String only(String name, List<String> values) {
        unless(values.size() == 1, name + " is given more than once", name);
        unless(!values.getFirst().isBlank(), name + " is empty", name);
        return values.getFirst();
    }

    private static void unless(boolean condition, String message, String name) {
        Refusal.unless(condition, Refusal.Reason.MALFORMED, message, Shortened.of(name));
    }

    /** A filter's name, taken apart: {@code filter[field][OPERATOR]}. */
    private record Name(String field, String operator) {
        static Name of(String name) {
            String[] parts = name.substring("filter[".length()).split("]\\[", -1);
            boolean whole = parts.length == 2
                    && name.endsWith("]")
                    && Arrays.stream(parts).noneMatch(String::isEmpty)
                    && name.chars()
                                    .filter(character -> character == '[' || character == ']')
                                    .count()
                            == 4;
            unless(whole, "'" + Shortened.of(name) + "' is not of the form filter[field][OPERATOR]", name);
            return new Name(parts[0], parts[1].substring(0, parts[1].length() - 1));
        }
    }
}
