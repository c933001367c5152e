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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out to which values a condition pins a field. So an endpoint learns which organizations a filter asks about: it
 * can refuse those that are out of reach, and read only the others.
 */
public final class Pinned {
    private Pinned() {}

    /**
     * The values of which every row that fulfils the condition has one, as the caller wrote them; empty when the
     * condition leaves the field open.
     */
    public static Optional<Set<Object>> values(Condition condition, Field field) {
        return switch (condition) {
            case Compare(Field compared, Operator operator, Object value)
            when operator == Operator.EQUALS && compared.equals(field) -> Optional.of(Set.of(value));
            case In(Field compared, List<Object> values)
            when compared.equals(field) -> Optional.of(new LinkedHashSet<>(values));
            case And(List<Condition> all) -> fewest(all, field);
            case Or(List<Condition> any) -> union(any, field);
            case Compare compare -> Optional.empty();
            case In in -> Optional.empty();
            case All all -> Optional.empty();
            case Missing missing -> Optional.empty();
            case Not not -> Optional.empty();
            case Some some -> Optional.empty();
        };
    }

    /** Each part that pins the field is right by itself; the shortest list says most. */
    private static Optional<Set<Object>> fewest(List<Condition> all, Field field) {
        return all.stream()
                .flatMap(part -> values(part, field).stream())
                .min((left, right) -> Integer.compare(left.size(), right.size()));
    }

    private static Optional<Set<Object>> union(List<Condition> any, Field field) {
        Set<Object> union = new LinkedHashSet<>();
        for (Condition part : any) {
            Optional<Set<Object>> values = values(part, field);
            if (values.isEmpty()) {
                return Optional.empty();
            }
            union.addAll(values.get());
        }
        return Optional.of(union);
    }
}
