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
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Texts that an index over the rows' search text can look for before the condition itself is tested. Every row that
 * fulfils the condition has, without regard to case, at least one text of each group in its search text. Other rows may
 * have them too, so this finds candidates only.
 *
 * @param groups the groups; empty when the index cannot help
 */
public record Fragments(List<Set<String>> groups) {
    /** What a trigram index can look up; shorter fragments would make it read everything. */
    private static final int LENGTH_MIN = 3;

    public Fragments {
        groups = groups.stream().map(Set::copyOf).toList();
    }

    public static Fragments of(Condition condition) {
        List<Condition> needed = condition instanceof And(List<Condition> all) ? all : List.of(condition);
        List<Set<String>> groups = new ArrayList<>();
        for (Condition part : needed) {
            if (part instanceof And) {
                groups.addAll(of(part).groups());
            } else {
                Set<String> alternatives = alternatives(part);
                // Mere equalities are found better by the fields' own indexes.
                if (!alternatives.isEmpty() && looksInside(part)) {
                    groups.add(alternatives);
                }
            }
        }
        return new Fragments(groups);
    }

    public boolean isEmpty() {
        return groups.isEmpty();
    }

    /** A LIKE pattern for each text that every row has; groups with alternatives are left out. Case is as written. */
    public List<String> likePatterns() {
        return groups.stream()
                .filter(group -> group.size() == 1)
                .map(group -> "%" + ConditionSql.escaped(group.iterator().next()) + "%")
                .toList();
    }

    /** Texts of which a row that fulfils the condition has one; empty when that cannot be said. */
    private static Set<String> alternatives(Condition condition) {
        return switch (condition) {
            case Compare(Field field, Operator operator, Object value)
            when isTextTest(operator) -> usable(field, List.of(value));
            case In(Field field, List<Object> values) -> usable(field, values);
            case Or(List<Condition> any) -> union(any);
            case And(List<Condition> all) -> firstOf(all);
            case Compare compare -> Set.of();
            case All all -> Set.of();
            case Missing missing -> Set.of();
            case Not not -> Set.of();
            case Some(Several _, Condition element) -> alternatives(element);
        };
    }

    private static boolean isTextTest(Operator operator) {
        return switch (operator) {
            case EQUALS, CONTAINS, STARTS_WITH, ENDS_WITH -> true;
            case NOT_EQUALS, GREATER, AT_LEAST, LESS, AT_MOST -> false;
        };
    }

    private static Set<String> usable(Field field, List<Object> values) {
        Set<String> texts = new LinkedHashSet<>();
        for (Object value : values) {
            if (!field.is(Trait.SEARCHED)
                    || !(value instanceof String text)
                    || text.codePointCount(0, text.length()) < LENGTH_MIN) {
                return Set.of();
            }
            texts.add(text);
        }
        return texts;
    }

    private static Set<String> union(List<Condition> any) {
        Set<String> texts = new LinkedHashSet<>();
        for (Condition part : any) {
            Set<String> more = alternatives(part);
            if (more.isEmpty()) {
                return Set.of();
            }
            texts.addAll(more);
        }
        return texts;
    }

    private static Set<String> firstOf(List<Condition> all) {
        return all.stream()
                .map(Fragments::alternatives)
                .filter(texts -> !texts.isEmpty())
                .findFirst()
                .orElse(Set.of());
    }

    private static boolean looksInside(Condition condition) {
        return switch (condition) {
            case Compare(Field _, Operator operator, Object _) -> operator != Operator.EQUALS;
            case Or(List<Condition> any) -> any.stream().anyMatch(Fragments::looksInside);
            case And(List<Condition> all) -> all.stream().anyMatch(Fragments::looksInside);
            case In in -> false;
            case All all -> false;
            case Missing missing -> false;
            case Not not -> false;
            // No other index knows what stands in lists.
            case Some some -> true;
        };
    }
}
