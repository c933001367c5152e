package io.tenantry.usage;

import io.tenantry.query.Condition;
import io.tenantry.query.Condition.All;
import io.tenantry.query.Condition.And;
import io.tenantry.query.Condition.Compare;
import io.tenantry.query.Condition.In;
import io.tenantry.query.Condition.Missing;
import io.tenantry.query.Condition.Not;
import io.tenantry.query.Condition.Or;
import io.tenantry.query.Condition.Some;
import io.tenantry.query.Evaluation;
import io.tenantry.query.Field;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Turns questions about the status, which no column has, into questions about the last activity. */
record StatusFilter(Field status, Field lastActive, Instant activeSince) {
    Condition of(Condition condition) {
        return switch (condition) {
            case All all -> all;
            case And(List<Condition> all) ->
                Condition.and(all.stream().map(this::of).toList());
            case Or(List<Condition> any) ->
                Condition.or(any.stream().map(this::of).toList());
            case Not(Condition inner) -> new Not(of(inner));
            case Compare compare -> compare.field().column().equals(status.column()) ? meeting(compare) : compare;
            case In in -> in.field().column().equals(status.column()) ? meeting(in) : in;
            case Missing(Field field) -> field.column().equals(status.column()) ? new Not(Condition.ALL) : condition;
            case Some some -> some;
        };
    }

    private Condition meeting(Condition test) {
        List<PersonStatus> met = Arrays.stream(PersonStatus.values())
                .filter(value -> Evaluation.test(test, field -> value.shown()))
                .toList();
        return PersonStatus.any(met, lastActive, activeSince);
    }
}
