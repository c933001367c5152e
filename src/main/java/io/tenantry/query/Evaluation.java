package io.tenantry.query;

import io.tenantry.query.Condition.All;
import io.tenantry.query.Condition.And;
import io.tenantry.query.Condition.Compare;
import io.tenantry.query.Condition.In;
import io.tenantry.query.Condition.Missing;
import io.tenantry.query.Condition.Not;
import io.tenantry.query.Condition.Operator;
import io.tenantry.query.Condition.Or;
import io.tenantry.query.Condition.Some;
import io.tenantry.query.Field.Trait;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers a condition for a row that is at hand in Java, exactly as the database would. */
public final class Evaluation {
    private Evaluation() {}

    /** Whether the condition holds for the row whose values the lookup gives, null where there is none. */
    public static boolean test(Condition condition, Function<Field, @Nullable Object> row) {
        return switch (condition) {
            case All() -> true;
            case And(List<Condition> all) -> all.stream().allMatch(part -> test(part, row));
            case Or(List<Condition> any) -> any.stream().anyMatch(part -> test(part, row));
            case Not(Condition inner) -> !test(inner, row);
            case Missing(Field field) -> row.apply(field) == null;
            case In(Field field, List<Object> values) -> {
                Object actual = row.apply(field);
                yield actual != null
                        && values.stream().anyMatch(value -> compare(actual, value, field.is(Trait.EXACT)) == 0);
            }
            case Compare(Field field, Operator operator, Object value) ->
                test(row.apply(field), operator, value, field.is(Trait.EXACT));
            case Some(Several several, Condition element) -> {
                Object list = row.apply(several.list());
                yield list instanceof List<?> elements
                        && elements.stream()
                                .anyMatch(each -> test(
                                        element, field -> field.equals(several.element()) ? each : row.apply(field)));
            }
        };
    }

    /** Sorts rows as the database does. */
    public static <T> Comparator<T> comparator(List<Order> order, Function<T, Function<Field, @Nullable Object>> row) {
        return (left, right) -> {
            for (Order next : order) {
                int step = step(
                        next,
                        row.apply(left).apply(next.field()),
                        row.apply(right).apply(next.field()));
                if (step != 0) {
                    return step;
                }
            }
            return 0;
        };
    }

    private static int step(Order order, @Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            int missingFirst = Boolean.compare(left != null, right != null);
            return order.nullsFirst() ? missingFirst : -missingFirst;
        }
        boolean exact = order.field().is(Trait.EXACT);
        return order.descending() ? compare(right, left, exact) : compare(left, right, exact);
    }

    private static boolean test(@Nullable Object actual, Operator operator, Object value, boolean exact) {
        if (actual == null) {
            return operator == Operator.NOT_EQUALS;
        }
        return switch (operator) {
            case EQUALS -> compare(actual, value, exact) == 0;
            case NOT_EQUALS -> compare(actual, value, exact) != 0;
            case GREATER -> compare(actual, value, exact) > 0;
            case AT_LEAST -> compare(actual, value, exact) >= 0;
            case LESS -> compare(actual, value, exact) < 0;
            case AT_MOST -> compare(actual, value, exact) <= 0;
            case CONTAINS -> folded(actual, exact).contains(folded(value, exact));
            case STARTS_WITH -> folded(actual, exact).startsWith(folded(value, exact));
            case ENDS_WITH -> folded(actual, exact).endsWith(folded(value, exact));
        };
    }

    private static int compare(Object left, Object right, boolean exact) {
        return switch (left) {
            case String text -> compareCharacters(folded(text, exact), folded(right, exact));
            case BigDecimal number -> number.compareTo((BigDecimal) right);
            case Boolean flag -> flag.compareTo((Boolean) right);
            case Instant instant -> instant.compareTo((Instant) right);
            case UUID id -> compareIds(id, (UUID) right);
            default -> throw new IllegalArgumentException("No field has values like " + left.getClass());
        };
    }

    /** In the order of code points; Java's own order puts characters beyond the first 65,536 in between. */
    private static int compareCharacters(String left, String right) {
        int[] leftPoints = left.codePoints().toArray();
        int[] rightPoints = right.codePoints().toArray();
        return Arrays.compare(leftPoints, rightPoints);
    }

    /** As unsigned numbers; Java's own order takes them for signed ones. */
    private static int compareIds(UUID left, UUID right) {
        int high = Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits());
    }

    /** Lower case character by character, as PostgreSQL does it; Java's own way looks at neighbours. */
    private static String folded(Object text, boolean exact) {
        if (exact) {
            return (String) text;
        }
        return ((String) text)
                .codePoints()
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
