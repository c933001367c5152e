package io.tenantry.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;

/** Values as the database driver takes them. */
final class Bound {
    private Bound() {}

    static Object value(Object value) {
        return switch (value) {
            case Instant instant -> instant.atOffset(ZoneOffset.UTC);
            case BigDecimal number -> number(number);
            default -> value;
        };
    }

    /** Whole numbers travel as integers: against a numeric an integer column's index would be of no use. */
    private static Object number(BigDecimal number) {
        try {
            return number.longValueExact();
        } catch (ArithmeticException fractionOrTooLarge) {
            return number;
        }
    }
}
