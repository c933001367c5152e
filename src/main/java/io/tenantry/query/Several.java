package io.tenantry.query;

import io.tenantry.query.Condition.All;
import io.tenantry.query.Condition.And;
import io.tenantry.query.Condition.Compare;
import io.tenantry.query.Condition.In;
import io.tenantry.query.Condition.Missing;
import io.tenantry.query.Condition.Not;
import io.tenantry.query.Condition.Or;
import io.tenantry.query.Condition.Some;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * A property with any number of values, so that callers may ask whether one of them is as they say ({@link Condition.Some}).
 *
 * @param list what the lookup of a row in Java gives all values for, as a list
 * @param element one of them; its column is that of the rows
 * @param rows where the values stand: what follows FROM, up to and including a first condition
 * @param past where they stood at a moment of the past
 */
public record Several(Field list, Field element, Sql rows, Function<Instant, Sql> past) {
    /** Values that stand in the row itself, so that a version of the past has those of then. */
    public Several(Field list, Field element, String rows) {
        this(list, element, Sql.of(rows), moment -> Sql.of(rows));
    }

    /** The texts of an array. */
    public static Several texts(String name, String column, boolean searched) {
        Field element = Field.text(name, "element.value").notSortable().required();
        return new Several(
                Field.shown(column),
                searched ? element.searched() : element,
                "unnest(" + column + ") AS element (value) WHERE true");
    }

    /** The same at a moment of the past. */
    Several at(Instant moment) {
        return new Several(list, element, past.apply(moment), past);
    }

    /** Whether a condition asks about this list. */
    public boolean isAskedAboutIn(Condition condition) {
        return switch (condition) {
            case And(List<Condition> all) -> all.stream().anyMatch(this::isAskedAboutIn);
            case Or(List<Condition> any) -> any.stream().anyMatch(this::isAskedAboutIn);
            case Not(Condition inner) -> isAskedAboutIn(inner);
            case Some(Several several, Condition _) -> several.list.equals(list);
            case All _, Compare _, In _, Missing _ -> false;
        };
    }

    /**
     * A condition asked about a moment of the past. What stands in the row itself needs no change, since its version has what was
     * so.
     */
    static Condition then(Condition condition, Instant moment) {
        return switch (condition) {
            case And(List<Condition> all) ->
                new And(all.stream().map(part -> then(part, moment)).toList());
            case Or(List<Condition> any) ->
                new Or(any.stream().map(part -> then(part, moment)).toList());
            case Not(Condition inner) -> new Not(then(inner, moment));
            case Some(Several several, Condition element) -> new Some(several.at(moment), element);
            case All _, Compare _, In _, Missing _ -> condition;
        };
    }
}
