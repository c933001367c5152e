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
import io.tenantry.query.Several;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** Prints a condition as the {@code $filter} that {@link ODataFilter} reads back into an equal condition. */
public final class ODataText {
    private ODataText() {}

    public static String of(Condition condition) {
        return switch (condition) {
            case All() -> "true";
            case And(List<Condition> all) -> join(all, " and ");
            case Or(List<Condition> any) -> join(any, " or ");
            case Not(Missing(Field field)) -> field.name() + " ne null";
            case Not(Condition inner) -> "not " + part(inner);
            case Missing(Field field) -> field.name() + " eq null";
            case In(Field field, List<Object> values) ->
                field.name() + " in (" + values.stream().map(ODataText::literal).collect(Collectors.joining(",")) + ")";
            case Some(Several several, Condition element) ->
                throw new IllegalArgumentException("Lists are not asked about here: " + several.list() + element);
            case Compare(Field field, Operator operator, Object value) -> compare(field, operator, value);
        };
    }

    private static String join(List<Condition> parts, String word) {
        return parts.stream().map(ODataText::part).collect(Collectors.joining(word));
    }

    private static String part(Condition condition) {
        boolean several = condition instanceof And || condition instanceof Or;
        return several ? "(" + of(condition) + ")" : of(condition);
    }

    private static String compare(Field field, Operator operator, Object value) {
        return switch (operator) {
            case EQUALS -> field.name() + " eq " + literal(value);
            case NOT_EQUALS -> field.name() + " ne " + literal(value);
            case GREATER -> field.name() + " gt " + literal(value);
            case AT_LEAST -> field.name() + " ge " + literal(value);
            case LESS -> field.name() + " lt " + literal(value);
            case AT_MOST -> field.name() + " le " + literal(value);
            case CONTAINS -> "contains(" + field.name() + "," + literal(value) + ")";
            case STARTS_WITH -> "startswith(" + field.name() + "," + literal(value) + ")";
            case ENDS_WITH -> "endswith(" + field.name() + "," + literal(value) + ")";
        };
    }

    private static String literal(Object value) {
        return switch (value) {
            case String text -> "'" + text.replace("'", "''") + "'";
            case BigDecimal number -> number.toPlainString();
            default -> value.toString();
        };
    }
}
