package io.tenantry.console.lists;

import io.tenantry.kernel.Refusal;
import io.tenantry.query.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes conditions for those who would rather choose than type. */
final class FilterBuilder {
    /** What can be said of a field; each fits some types only, and is refused for others when the filter is read. */
    static final List<Operator> OPERATORS = List.of(
            new Operator("eq", "is"),
            new Operator("ne", "is not"),
            new Operator("startswith", "begins with"),
            new Operator("contains", "contains"),
            new Operator("ge", "is at least / since"),
            new Operator("le", "is at most / until"));

    private FilterBuilder() {}

    record Operator(String name, String words) {}

    /** The filter with one more condition. */
    static String with(@Nullable String filter, Field field, String operator, String value) {
        Refusal.unless(
                OPERATORS.stream().anyMatch(known -> known.name().equals(operator)),
                Refusal.Reason.MALFORMED,
                "There is no such comparison",
                "filter");
        String condition = condition(field, operator, value);
        if (filter == null) {
            return condition;
        }
        return (filter.contains(" or ") ? "(" + filter + ")" : filter) + " and " + condition;
    }

    private static String condition(Field field, String operator, String value) {
        String literal = literal(field, value);
        return switch (operator) {
            case "startswith", "contains" -> operator + "(" + field.name() + "," + quoted(value) + ")";
            default -> field.name() + " " + operator + " " + literal;
        };
    }

    private static String literal(Field field, String value) {
        return switch (field.type()) {
            case TEXT -> value.equals("null") ? value : quoted(value);
            case FLAG ->
                switch (value) {
                    case "yes", "Yes", "true" -> "true";
                    case "no", "No", "false" -> "false";
                    default -> value;
                };
            case INSTANT -> value.matches("\\d{4}-\\d{2}-\\d{2}") ? value + "T00:00:00Z" : value;
            case NUMBER, UUID -> value;
        };
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
