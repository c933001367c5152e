package io.tenantry.query;

import io.tenantry.kernel.Ids;
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
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Writes a condition as SQL. SQL knows a third truth, unknown, and conditions do not: so negation is carried down to the
 * single comparisons, where a missing value can be spelled out. What remains is only AND and OR above comparisons, and
 * there unknown and false have the same effect.
 */
final class ConditionSql {
    /** Sorts after every character, and Unicode promises that no text contains it. */
    private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);

    private final List<Object> values = new ArrayList<>();

    private ConditionSql() {}

    static Sql write(Condition condition) {
        ConditionSql writer = new ConditionSql();
        String text = writer.write(condition, true);
        return new Sql(text, writer.values);
    }

    private String write(Condition condition, boolean holds) {
        return switch (condition) {
            case All() -> holds ? "TRUE" : "FALSE";
            case And(List<Condition> all) -> join(all, holds ? " AND " : " OR ", holds);
            case Or(List<Condition> any) -> join(any, holds ? " OR " : " AND ", holds);
            case Not(Condition inner) -> write(inner, !holds);
            case Missing(Field field) -> field.column() + (holds ? " IS NULL" : " IS NOT NULL");
            case In(Field field, List<Object> members) -> in(field, members, holds);
            case Compare(Field field, Operator operator, Object value) -> compare(field, operator, value, holds);
            case Some(Several several, Condition element) ->
                (holds ? "" : "NOT ") + "EXISTS (SELECT FROM " + rows(several) + " AND (" + write(element, true) + "))";
        };
    }

    private String rows(Several several) {
        values.addAll(several.rows().values());
        return several.rows().text();
    }

    private String join(List<Condition> parts, String word, boolean holds) {
        return parts.stream().map(part -> "(" + write(part, holds) + ")").collect(Collectors.joining(word));
    }

    private String compare(Field field, Operator operator, Object value, boolean holds) {
        return switch (operator) {
            case EQUALS -> equal(field, value, holds);
            case NOT_EQUALS -> equal(field, value, !holds);
            case GREATER -> holds ? than(field, ">", value) : orMissing(field, than(field, "<=", value));
            case AT_LEAST -> holds ? than(field, ">=", value) : orMissing(field, than(field, "<", value));
            case LESS -> holds ? than(field, "<", value) : orMissing(field, than(field, ">=", value));
            case AT_MOST -> holds ? than(field, "<=", value) : orMissing(field, than(field, ">", value));
            case STARTS_WITH -> startsWith(field, (String) value, holds);
            case CONTAINS -> like(field, "%" + escaped((String) value) + "%", holds);
            case ENDS_WITH -> like(field, "%" + escaped((String) value), holds);
        };
    }

    private String equal(Field field, Object value, boolean holds) {
        if (field.type() == Field.Type.FLAG && field.is(Trait.REQUIRED)) {
            // Spelled out, a flag can choose an index, and EXISTS can become a join.
            return value.equals(holds) ? field.column() : "NOT " + field.column();
        }
        if (!field.words().isEmpty()) {
            return words(field, List.of(value), holds);
        }
        return same(field) + (holds ? " = " : unequal(field)) + parameter(field, value);
    }

    /** Whether texts are equal does not depend on a collation, but whether an index serves does. */
    private static String same(Field field) {
        return field.is(Trait.EXACT) ? field.column() : key(field);
    }

    /** Spelled out, like a flag. They are ours: what callers wrote only chooses among them. */
    private static String words(Field field, List<Object> wanted, boolean holds) {
        Set<String> folded = wanted.stream()
                .map(word -> ((String) word).toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        List<String> meant = field.words().stream()
                .filter(word -> folded.contains(word.toLowerCase(Locale.ROOT)))
                .toList();
        if (meant.isEmpty()) {
            return holds ? "FALSE" : "TRUE";
        }
        String list = field.column() + (holds ? " IN ('" : " NOT IN ('") + String.join("', '", meant) + "')";
        return holds ? list : orMissing(field, list);
    }

    private static String unequal(Field field) {
        return field.is(Trait.REQUIRED) ? " <> " : " IS DISTINCT FROM ";
    }

    private String than(Field field, String sign, Object value) {
        return key(field) + " " + sign + " " + parameter(field, value);
    }

    /** A range instead of LIKE: only the range is leakproof, and only it may use an index under row-level security. */
    private String startsWith(Field field, String prefix, boolean holds) {
        String from = than(field, holds ? ">=" : "<", prefix);
        String to = than(field, holds ? "<" : ">=", prefix + LAST_CHARACTER);
        return holds ? "(" + from + " AND " + to + ")" : orMissing(field, from + " OR " + to);
    }

    private String like(Field field, String pattern, boolean holds) {
        return holds ? than(field, "LIKE", pattern) : orMissing(field, than(field, "NOT LIKE", pattern));
    }

    static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private String in(Field field, List<Object> members, boolean holds) {
        if (!field.words().isEmpty()) {
            return words(field, members, holds);
        }
        // The list is filled up to a power of two with its last member, so that lists of all lengths share a few
        // prepared statements.
        int size = Integer.highestOneBit(2 * members.size() - 1);
        List<Object> filled = new ArrayList<>(members);
        filled.addAll(Collections.nCopies(size - members.size(), members.getLast()));
        String list = filled.stream().map(member -> parameter(field, member)).collect(Collectors.joining(", "));
        String text = same(field) + (holds ? " IN (" : " NOT IN (") + list + ")";
        return holds ? text : orMissing(field, text);
    }

    private static String orMissing(Field field, String text) {
        return field.is(Trait.REQUIRED) ? "(" + text + ")" : "(" + text + " OR " + field.column() + " IS NULL)";
    }

    private String parameter(Field field, Object value) {
        UUID id = field.is(Trait.IDENTIFYING) ? Ids.read(value.toString()) : null;
        values.add(id == null ? Bound.value(value) : id.toString());
        // PostgreSQL folds both sides, so that its idea of lower case and Java's can never differ.
        return value instanceof String && !field.is(Trait.EXACT) ? "lower(?)" : "?";
    }

    /** By which expression rows are compared and sorted. Texts always in code point order, on every platform. */
    static String key(Field field) {
        if (field.type() != Field.Type.TEXT) {
            return field.column();
        }
        if (field.is(Trait.EXACT)) {
            return field.column() + " COLLATE \"C\"";
        }
        return field.folded() != null ? field.folded() : "lower(" + field.column() + ") COLLATE \"C\"";
    }
}
