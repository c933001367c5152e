package io.tenantry.query;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of SQL and the values of its question marks, in order. The text is always ours; what callers say travels in
 * the values only.
 */
public record Sql(String text, List<Object> values) {
    public Sql {
        values = List.copyOf(values);
    }

    public static Sql of(String text, Object... values) {
        return new Sql(text, List.of(values));
    }

    /** The condition as it stands in a WHERE clause. */
    public static Sql of(Condition condition) {
        return ConditionSql.write(condition);
    }

    public Sql and(Sql further) {
        return new Sql("(" + text + ") AND (" + further.text + ")", joined(further.values));
    }

    public Sql followedBy(String more) {
        return new Sql(text + more, values);
    }

    public Sql followedBy(Sql more) {
        return new Sql(text + more.text, joined(more.values));
    }

    private List<Object> joined(List<Object> more) {
        List<Object> all = new ArrayList<>(values);
        all.addAll(more);
        return all;
    }
}
