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
import tools.jackson.databind.json.JsonMapper;

/** Prints a condition as the filter that {@link ScimFilter} reads back into an equal one. */
final class ScimText {
    private ScimText() {}

    static String of(Condition condition) {
        return switch (condition) {
            case And(List<Condition> all) -> join(all, " and ");
            case Or(List<Condition> any) -> join(any, " or ");
            case Not(Missing(Field field)) -> field.name() + " pr";
            case Not(Condition inner) -> "not (" + of(inner) + ")";
            case Missing(Field field) -> field.name() + " eq null";
            case Compare(Field field, Operator operator, Object value) ->
                field.name() + " " + word(operator) + " " + literal(value);
            case Some(Several several, Condition element) -> several.list().name() + "[" + of(element) + "]";
            case All all -> throw new IllegalArgumentException("A filter asks for something");
            case In in -> throw new IllegalArgumentException("A filter has no lists");
        };
    }

    private static String join(List<Condition> parts, String word) {
        return parts.stream()
                .map(part -> part instanceof And || part instanceof Or ? "(" + of(part) + ")" : of(part))
                .collect(Collectors.joining(word));
    }

    private static String word(Operator operator) {
        return switch (operator) {
            case EQUALS -> "eq";
            case NOT_EQUALS -> "ne";
            case GREATER -> "gt";
            case AT_LEAST -> "ge";
            case LESS -> "lt";
            case AT_MOST -> "le";
            case CONTAINS -> "co";
            case STARTS_WITH -> "sw";
            case ENDS_WITH -> "ew";
        };
    }

    private static String literal(Object value) {
        return switch (value) {
            case BigDecimal number -> number.toPlainString();
            case Boolean flag -> flag.toString();
            default -> JsonMapper.shared().writeValueAsString(value.toString());
        };
    }
}
