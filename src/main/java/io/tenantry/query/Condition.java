package io.tenantry.query;

import java.util.List;

/**
 * A question about a row, free of any dialect's spelling. Every condition is either true or false, never unknown: a
 * missing value equals nothing, contains nothing and is neither greater nor less, so {@code NOT_EQUALS} holds for it,
 * and {@code Not} is plain negation. Texts are compared without regard to case. Building a comparison that makes no
 * sense for the field's type is refused, whatever the dialect.
 */
public sealed interface Condition {
    /** True for every row. */
    All ALL = new All();

    /** All of them have to hold; those that always hold are left out. */
    static Condition and(List<? extends Condition> all) {
        List<Condition> needed = all.stream()
                .filter(part -> !part.equals(ALL))
                .<Condition>map(part -> part)
                .toList();
        return switch (needed.size()) {
            case 0 -> ALL;
            case 1 -> needed.getFirst();
            default -> new And(needed);
        };
    }

    static Condition and(Condition first, Condition second) {
        return and(List.of(first, second));
    }

    /** At least one of them has to hold; of none, none does. */
    static Condition or(List<? extends Condition> any) {
        return switch (any.size()) {
            case 0 -> new Not(ALL);
            case 1 -> any.getFirst();
            default -> new Or(List.copyOf(any));
        };
    }

    record All() implements Condition {}

    record And(List<Condition> all) implements Condition {
        public And {
            all = severalOf(all);
        }
    }

    record Or(List<Condition> any) implements Condition {
        public Or {
            any = severalOf(any);
        }
    }

    record Not(Condition condition) implements Condition {}

    record Compare(Field field, Operator operator, Object value) implements Condition {
        public Compare {
            value = Values.comparable(field, operator, value);
        }
    }

    record In(Field field, List<Object> values) implements Condition {
        public In {
            if (values.isEmpty()) {
                throw new IllegalArgumentException("Nothing is in an empty list");
            }
            values = values.stream()
                    .map(value -> Values.comparable(field, Operator.EQUALS, value))
                    .toList();
        }
    }

    /** The row has no value there. */
    record Missing(Field field) implements Condition {}

    /** At least one element of a list fulfils the condition, which asks about the element's own field. */
    record Some(Several several, Condition element) implements Condition {}

    /** How a field and a value are compared. */
    enum Operator {
        EQUALS,
        NOT_EQUALS,
        GREATER,
        AT_LEAST,
        LESS,
        AT_MOST,
        CONTAINS,
        STARTS_WITH,
        ENDS_WITH
    }

    private static List<Condition> severalOf(List<Condition> conditions) {
        if (conditions.size() < 2) {
            throw new IllegalArgumentException("One condition needs no and, no or");
        }
        return List.copyOf(conditions);
    }
}
