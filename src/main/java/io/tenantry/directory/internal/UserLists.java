package io.tenantry.directory.internal;

import io.tenantry.access.Reach;
import io.tenantry.directory.User;
import io.tenantry.kernel.Cursor;
import io.tenantry.kernel.Page;
import io.tenantry.platform.database.Database;
import io.tenantry.query.Condition;
import io.tenantry.query.Fragments;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.query.PageSql;
import io.tenantry.query.Sql;
import io.tenantry.tenancy.OrganizationId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists of users: which statement serves which question. At most three statements a page, however long it is. */
public final class UserLists {
    /** More candidates than this are not worth an id list; the order's own index meets enough of them soon. */
    private static final int CANDIDATES_MAX = 5000;

    private static final String FOUND = """
            (SELECT u.* FROM find_users(?, (SELECT array_agg(lower(p)) FROM unnest(?::text[]) p), ?, ?, ?) f
             JOIN users u ON u.organization_id = f.organization_id AND u.id = f.id) found""";

    private final Database database;
    private final Reach reach;
    private final @Nullable List<UUID> organizations;
    private final ListQuery query;

    private UserLists(Database database, Reach reach, @Nullable List<UUID> organizations, ListQuery query) {
        this.database = database;
        this.reach = reach;
        this.organizations = organizations;
        this.query = query;
    }

    /** The organizations to name in a statement for a whole reach: null for all there are. */
    public static @Nullable List<UUID> within(Reach reach) {
        return switch (reach) {
            case Reach.Everything() -> null;
            case Reach.Some(var some) ->
                some.stream().map(OrganizationId::value).toList();
        };
    }

    public static Page<User> living(
            Database database, Reach reach, @Nullable List<UUID> organizations, ListQuery query) {
        return new UserLists(database, reach, organizations, query).living();
    }

    public static Page<User> deleted(Database database, Reach reach, UUID organization, ListQuery query) {
        Sql base = Sql.of("organization_id = ? AND deleted_at IS NOT NULL", organization);
        UserLists lists = new UserLists(database, reach, List.of(organization), query);
        return lists.page("users", base, query.count() ? lists.counted(base) : null);
    }

    private Page<User> living() {
        String search = query.search();
        List<String> patterns = search == null ? List.of() : SearchText.patterns(search);
        if (!patterns.isEmpty() && query.filter() instanceof Condition.All && isByName(query.order())) {
            return found(patterns);
        }
        Sql base = base();
        Long total = query.count() && patterns.isEmpty() && query.filter() instanceof Condition.All ? kept() : null;
        List<String> fragments = Stream.concat(patterns.stream(), single(Fragments.of(query.filter())).stream())
                .limit(6)
                .toList();
        Sql narrowed = narrowed(base, fragments);
        for (String pattern : patterns) {
            narrowed = narrowed.and(Sql.of("search_text LIKE lower(?)", pattern));
        }
        Sql all = narrowed;
        return page("users", all, query.count() && total == null ? counted(all) : total);
    }

    /** People by any part of a name, in order of their names: the one list that goes around row-level security for its ids. */
    private Page<User> found(List<String> patterns) {
        UUID organization = organizations != null && organizations.size() == 1 ? organizations.getFirst() : null;
        Cursor after = query.after();
        String afterName = after == null ? null : (String) after.values().getFirst();
        UUID afterId = after == null ? null : (UUID) after.values().getLast();
        long wanted = query.skip() + query.limit() + 1L;
        PageSql page = PageSql.of(query, UserRows.COLUMNS, FOUND, Sql.of("true"));
        List<@Nullable Object> values = new ArrayList<>();
        values.add(organization);
        values.add(patterns);
        values.add(afterName);
        values.add(afterId);
        values.add((int) Math.min(wanted, Integer.MAX_VALUE));
        values.addAll(page.sql().values());
        Long total = query.count() ? countFound(organization, patterns) : null;
        return page.page(
                database.list(reach, page.sql().text(), row -> page.placed(UserRows.read(row), row), values.toArray()),
                total);
    }

    private @Nullable Long countFound(@Nullable UUID organization, List<String> patterns) {
        return database.first(
                reach,
                "SELECT count_found_users(?, (SELECT array_agg(lower(p)) FROM unnest(?::text[]) p))",
                row -> row.getLong(1),
                organization,
                patterns);
    }

    private Page<User> page(String from, Sql base, @Nullable Long total) {
        PageSql page = PageSql.of(query, UserRows.COLUMNS, from, base);
        return page.page(
                database.list(
                        reach,
                        page.sql().text(),
                        row -> page.placed(UserRows.read(row), row),
                        page.sql().values().toArray()),
                total);
    }

    private Sql base() {
        if (organizations == null) {
            return Sql.of("deleted_at IS NULL");
        }
        return organizations.size() == 1
                ? Sql.of("organization_id = ? AND deleted_at IS NULL", organizations.getFirst())
                : Sql.of("organization_id = ANY (?) AND deleted_at IS NULL", organizations);
    }

    /** Asks the trigram index for candidates first where a filter looks for part of a text; the filter is still tested. */
    private Sql narrowed(Sql base, List<String> patterns) {
        if (patterns.isEmpty() || organizations == null || organizations.size() != 1) {
            return base;
        }
        List<UUID> candidates = database.first(
                reach,
                "SELECT candidate_users(?, (SELECT array_agg(lower(p)) FROM unnest(?::text[]) p), ?)",
                row -> row.getArray(1) == null
                        ? null
                        : List.of((UUID[]) row.getArray(1).getArray()),
                organizations.getFirst(),
                patterns,
                CANDIDATES_MAX);
        return candidates == null ? base : base.and(Sql.of("id = ANY (?::uuid[])", candidates));
    }

    private @Nullable Long counted(Sql base) {
        Sql count = PageSql.count(query, "users", base);
        return database.first(
                reach, count.text(), row -> row.getLong(1), count.values().toArray());
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

    private static List<String> single(Fragments fragments) {
        return fragments.groups().stream()
                .filter(group -> group.size() == 1)
                .map(group -> "%" + escaped(group.iterator().next()) + "%")
                .toList();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static boolean isByName(List<Order> order) {
        return order.size() == 2
                && "display_name".equals(order.getFirst().field().column())
                && order.stream().noneMatch(Order::descending);
    }
}
