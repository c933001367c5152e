package io.tenantry.query;

import io.tenantry.kernel.Instants;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.Condition.Operator;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What may be compared with a field, in the one form in which equal values are equal objects. */
final class Values {
    /** Digits before and after the point that any of our columns could hold, with much to spare. */
    private static final int NUMBER_SIZE_MAX = 100;

    private Values() {}

    static Object comparable(Field field, Operator operator, Object value) {
        refuseUnless(
                field.type().javaType().isInstance(value),
                "The property '" + field.name() + "' is compared with "
                        + field.type().description(),
                field);
        refuseUnless(
                fits(field.type(), operator),
                "The property '" + field.name() + "' holds " + field.type().description()
                        + ", which cannot be compared so",
                field);
        return switch (value) {
            case String text -> text(field, text);
            case BigDecimal number -> number(field, number);
            case Instant instant -> instant(field, instant);
            default -> value;
        };
    }

    private static boolean fits(Field.Type type, Operator operator) {
        return switch (operator) {
            case EQUALS, NOT_EQUALS -> true;
            case GREATER, AT_LEAST, LESS, AT_MOST -> type != Field.Type.FLAG && type != Field.Type.UUID;
            case CONTAINS, STARTS_WITH, ENDS_WITH -> type == Field.Type.TEXT;
        };
    }

    /** PostgreSQL stores neither NUL nor half a character, so no row can have such a text. */
    private static String text(Field field, String text) {
        boolean storable = text.codePoints()
                .noneMatch(
                        point -> point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
        refuseUnless(storable, "The text for '" + field.name() + "' has characters that no text can have", field);
        return text;
    }

    private static BigDecimal number(Field field, BigDecimal number) {
        BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        refuseUnless(
                (long) plain.precision() - plain.scale() <= NUMBER_SIZE_MAX && plain.scale() <= NUMBER_SIZE_MAX,
                "The number for '" + field.name() + "' is too long",
                field);
        return plain;
    }

    /** Instants are stored in microseconds, and are compared in them. */
    private static Instant instant(Field field, Instant instant) {
        refuseUnless(
                Instants.isUsual(instant), "The date for '" + field.name() + "' is outside the years 1 to 9999", field);
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    private static void refuseUnless(boolean condition, String message, Field field) {
        Refusal.unless(condition, Refusal.Reason.MALFORMED, message, field.name());
    }
}
