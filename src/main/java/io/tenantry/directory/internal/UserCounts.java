package io.tenantry.directory.internal;

import io.tenantry.access.Reach;
import io.tenantry.directory.UserField;
import io.tenantry.platform.database.Database;
import io.tenantry.query.Condition;
import io.tenantry.query.Field;
import io.tenantry.query.Fragments;
import io.tenantry.query.ListQuery;
import io.tenantry.query.PageSql;
import io.tenantry.query.Sql;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How many living users a question is about: which statement counts them.
 *
 * @param organizations where to look, or null for everywhere within the reach
 */
record UserCounts(Database database, Reach reach, @Nullable List<UUID> organizations, ListQuery query) {
    /** How many the query finds, whatever its page. */
    @Nullable
    Long all() {
        String search = query.search();
        List<String> patterns = search == null ? List.of() : SearchText.patterns(search);
        if (!patterns.isEmpty() && query.filter() instanceof Condition.All) {
            return found(Objects.requireNonNull(organizations).getFirst(), patterns);
        }
        Sql base = base();
        Long cheap = patterns.isEmpty() ? cheap(base) : null;
        if (cheap != null) {
            return cheap;
        }
        for (String pattern : patterns) {
            base = base.and(Sql.of("search_text LIKE lower(?)", pattern));
        }
        return narrowed(patterns, base);
    }

    /** How many fulfil query and base, looked for among those whom the index of fragments names, where it names any. */
    @Nullable
    Long narrowed(List<String> patterns, Sql base) {
        List<String> narrowing = Candidates.patterns(patterns, Fragments.of(query.filter()));
        Sql users = Sql.of("users");
        Long among = narrowing.isEmpty() || organizations == null || organizations.size() != 1
                ? null
                : Candidates.count(
                        database, reach, organizations.getFirst(), narrowing, PageSql.count(query, users, base));
        return among != null ? among : counted(users, base);
    }

    /** How many have all the fragments in one of their names. */
    @Nullable
    Long found(@Nullable UUID organization, List<String> patterns) {
        return database.first(
                reach,
                "SELECT count_found_users(?, (SELECT array_agg(lower(p)) FROM unnest(?::text[]) p))",
                row -> row.getLong(1),
                organization,
                patterns);
    }

    /** Who is there at all. */
    Sql base() {
        if (organizations == null) {
            return Sql.of("deleted_at IS NULL");
        }
        return organizations.size() == 1
                ? Sql.of("organization_id = ? AND deleted_at IS NULL", organizations.getFirst())
                : Sql.of("organization_id = ANY (?) AND deleted_at IS NULL", organizations);
    }

    @Nullable
    Long counted(Sql from, Sql base) {
        Sql count = PageSql.count(query, from, base);
        return database.first(
                reach, count.text(), row -> row.getLong(1), count.values().toArray());
    }

    /**
     * The count that needs no reading of the list: that of all and, where one flag is asked for that nearly everybody has, that of
     * all without the few who differ. Null for any other question.
     */
    @Nullable
    Long cheap(Sql base) {
        return switch (query.filter()) {
            case Condition.All() -> kept();
            case Condition.Compare(Field field, Condition.Operator operator, Object value)
            when operator == Condition.Operator.EQUALS && isCommon(field, value) -> {
                Sql rare = PageSql.count(
                        query.with(new Condition.Compare(field, operator, !((Boolean) value))), Sql.of("users"), base);
                Long few = database.first(
                        reach, rare.text(), row -> row.getLong(1), rare.values().toArray());
                Long all = kept();
                yield few == null || all == null ? null : all - few;
            }
            case Condition other -> null;
        };
    }

    /** Most accounts are enabled; of every other flag most have none. */
    private static boolean isCommon(Field field, Object value) {
        boolean usual = field.column().equals(UserField.ACCOUNT_ENABLED.column());
        return field.type() == Field.Type.FLAG && field.is(Field.Trait.REQUIRED) && value.equals(usual);
    }

    /** The count of an unfiltered list, which is kept up to date and costs the same however long the list is. */
    private @Nullable Long kept() {
        if (organizations == null) {
            return database.first(
                    reach,
                    "SELECT (SELECT coalesce(sum(total), 0) FROM counts WHERE subject = 'users')"
                            + " + (SELECT coalesce(sum(change), 0) FROM count_changes WHERE subject = 'users')",
                    row -> row.getLong(1));
        }
        return database.first(
                reach,
                "SELECT coalesce(sum(count_of(o, 'users', o)), 0) FROM unnest(?::uuid[]) o",
                row -> row.getLong(1),
                organizations);
    }
}
