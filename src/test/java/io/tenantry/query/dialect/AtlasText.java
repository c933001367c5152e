package io.tenantry.query.dialect;

import io.tenantry.query.Condition;
import io.tenantry.query.Condition.All;
import io.tenantry.query.Condition.And;
import io.tenantry.query.Condition.Compare;
import io.tenantry.query.Condition.In;
import io.tenantry.query.Condition.Missing;
import io.tenantry.query.Condition.Not;
import io.tenantry.query.Condition.Operator;
import io.tenantry.query.Condition.Or;
import io.tenantry.query.Condition.Some;
import io.tenantry.query.Field;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Prints a condition as the filter that {@link AtlasFilter} reads back into an equal one, in one of the ways there are. */
final class AtlasText {
    private final Random random;

    private AtlasText(Random random) {
        this.random = random;
    }

    static String of(Condition condition, Random random) {
        return new AtlasText(random).of(condition);
    }

    private String of(Condition condition) {
        return switch (condition) {
            case And(List<Condition> all) -> join(all, " -and ");
            case Or(List<Condition> any) -> join(any, " -or ");
            case Not(Condition inner) -> "-not (" + of(inner) + ")";
            case Compare(Field field, Operator operator, Object value) ->
                field.name() + " " + word(operator) + " " + literal(value);
            case Some some -> throw new IllegalArgumentException("Lists are asked about elsewhere: " + some);
            case Missing missing -> throw new IllegalArgumentException("Nobody can ask for nothing: " + missing);
            case All all -> throw new IllegalArgumentException("A filter asks for something: " + all);
            case In in -> throw new IllegalArgumentException("A filter has no lists: " + in);
        };
    }

    /** -not stands before its own parentheses and needs no others. */
    private String join(List<Condition> parts, String word) {
        return parts.stream()
                .map(part -> part instanceof Not && random.nextBoolean() ? of(part) : "(" + of(part) + ")")
                .collect(Collectors.joining(word));
    }

    private static String word(Operator operator) {
        return switch (operator) {
            case EQUALS -> "-eq";
            case NOT_EQUALS -> "-ne";
            case GREATER -> "-gt";
            case AT_LEAST -> "-ge";
            case LESS -> "-lt";
            case AT_MOST -> "-le";
            case CONTAINS -> "-contains";
            case STARTS_WITH, ENDS_WITH -> throw new IllegalArgumentException("There is no word for " + operator);
        };
    }

    private String literal(Object value) {
        return switch (value) {
            case BigDecimal number -> number.toPlainString();
            case Boolean flag -> flag.toString();
            case String text -> quoted(text);
            default -> random.nextBoolean() ? value.toString() : quoted(value.toString());
        };
    }

    private String quoted(String text) {
        String quote = random.nextBoolean() ? "'" : "\"";
        return quote + text.replace("\\", "\\\\").replace(quote, "\\" + quote) + quote;
    }
}
