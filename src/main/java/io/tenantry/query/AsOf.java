package io.tenantry.query;

import java.time.Instant;
import java.util.List;

/**
 * Tables as they were at a moment: of the living table the rows that were so then already, of its history the versions that
 * held then. A table's history has the same columns, and when each version ended.
 */
public final class AsOf {
    private AsOf() {}

    /**
     * The two parts of a list, for {@link PageSql#merged}.
     *
     * @param alias what the fields' columns call the table; the table's own name will do
     * @param base what has to hold, over columns that are not those of time
     */
    public static List<PageSql.Part> parts(String table, String alias, Sql base, Instant at) {
        return List.of(
                new PageSql.Part(Sql.of(table + " " + alias), base.and(Sql.of(alias + ".valid_from <= ?", at))),
                new PageSql.Part(
                        Sql.of(table + "_history " + alias),
                        base.and(Sql.of(alias + ".valid_from <= ? AND " + alias + ".valid_until > ?", at, at))));
    }

    /** How many rows the parts have under the query's filter. */
    public static Sql count(ListQuery query, List<PageSql.Part> parts) {
        Sql sum = Sql.of("SELECT ");
        for (int i = 0; i < parts.size(); i++) {
            PageSql.Part part = parts.get(i);
            sum = sum.followedBy(i == 0 ? "(" : " + (")
                    .followedBy(PageSql.count(query, part.from(), part.base()))
                    .followedBy(")");
        }
        return sum;
    }

    /** Some columns of a table as it was, to be joined to. */
    public static Sql table(String table, String columns, Instant at) {
        return Sql.of("(SELECT " + columns + " FROM " + table + " WHERE valid_from <= ?", at)
                .followedBy(Sql.of(
                        " UNION ALL SELECT " + columns + " FROM " + table
                                + "_history WHERE valid_from <= ? AND valid_until > ?)",
                        at,
                        at));
    }
}
