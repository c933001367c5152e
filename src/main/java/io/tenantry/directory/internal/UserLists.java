package io.tenantry.directory.internal;

import io.tenantry.access.Reach;
import io.tenantry.directory.User;
import io.tenantry.directory.UserField;
import io.tenantry.kernel.Cursor;
import io.tenantry.kernel.Page;
import io.tenantry.platform.database.Database;
import io.tenantry.query.AsOf;
import io.tenantry.query.Condition;
import io.tenantry.query.Fragments;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.query.PageSql;
import io.tenantry.query.Sql;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lists of users: which statement serves which question. At most three statements a page, however long it is. */
public final class UserLists {
    private static final String FOUND = """
            (SELECT u.* FROM find_users(?, (SELECT array_agg(lower(p)) FROM unnest(?::text[]) p), ?, ?, ?) f
             JOIN users u ON u.organization_id = f.organization_id AND u.id = f.id) found""";

    /** Reading so many rows for nothing costs about as much as one more statement. */
    private static final int ROWS_TO_PASS_OVER = 1000;

    private final Database database;
    private final Reach reach;
    private final @Nullable List<UUID> organizations;
    private final ListQuery query;
    private final UserCounts counts;
    private UserColumns columns = UserColumns.ALL;

    private UserLists(Database database, Reach reach, @Nullable List<UUID> organizations, ListQuery query) {
        this.database = database;
        this.reach = reach;
        this.organizations = organizations;
        this.query = query;
        counts = new UserCounts(database, reach, organizations, query);
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

    /** Users of whom only some fields are needed; the others are read as empty. */
    public static Page<User> living(
            Database database, Reach reach, UUID organization, ListQuery query, Set<UserField> shown) {
        UserLists lists = new UserLists(database, reach, List.of(organization), query);
        lists.columns = UserColumns.of(shown);
        return lists.living();
    }

    /** How many living users of an organization the query finds. */
    public static long count(Database database, Reach reach, UUID organization, ListQuery query) {
        Long count = new UserCounts(database, reach, List.of(organization), query).all();
        return count == null ? 0 : count;
    }

    public static Page<User> deleted(Database database, Reach reach, UUID organization, ListQuery query) {
        Sql base = Sql.of("organization_id = ? AND deleted_at IS NOT NULL", organization);
        UserLists lists = new UserLists(database, reach, List.of(organization), query);
        if (query.asOf() != null) {
            return lists.past(base, query.asOf());
        }
        return lists.page(Sql.of("users"), base, query.count() ? lists.counts.counted(Sql.of("users"), base) : null);
    }

    /** Users of one organization, whether they are there or deleted. */
    public static Page<User> any(Database database, Reach reach, UUID organization, ListQuery query) {
        UserLists lists = new UserLists(database, reach, List.of(organization), query);
        if (query.asOf() != null) {
            return lists.past(Sql.of("organization_id = ?", organization), query.asOf());
        }
        Sql users = Sql.of("users");
        Sql living = lists.counts.base();
        Sql deleted = Sql.of("organization_id = ? AND deleted_at IS NOT NULL", organization);
        Long total = null;
        if (query.count()) {
            Long there = lists.counts.cheap(living);
            total = sum(
                    there == null ? lists.counts.counted(users, living) : there, lists.counts.counted(users, deleted));
        }
        List<PageSql.Part> parts = List.of(new PageSql.Part(users, living), new PageSql.Part(users, deleted));
        return lists.page(PageSql.merged(query, lists.columns.sql(), parts), total);
    }

    private static Long sum(@Nullable Long one, @Nullable Long other) {
        return (one == null ? 0 : one) + (other == null ? 0 : other);
    }

    private Page<User> living() {
        if (query.asOf() != null) {
            return past(counts.base(), query.asOf());
        }
        String search = query.search();
        List<String> patterns = search == null ? List.of() : SearchText.patterns(search);
        if (!patterns.isEmpty() && query.filter() instanceof Condition.All && isByName(query.order())) {
            return found(patterns);
        }
        Sql base = counts.base();
        List<UUID> candidates = candidates(Candidates.patterns(patterns, Fragments.of(query.filter())));
        Sql narrowed = candidates == null ? base : base.and(Sql.of("id = ANY (?::uuid[])", candidates));
        for (String pattern : patterns) {
            narrowed = narrowed.and(Sql.of("search_text LIKE lower(?)", pattern));
        }
        Sql all = narrowed;
        if (query.count() && candidates != null && query.after() == null) {
            return countedPage(all);
        }
        Sql users = Sql.of("users");
        if (isDeep() && patterns.isEmpty()) {
            Cursor place = place(users, all);
            return place == null
                    ? withTotal(new Page<>(List.of(), null, null), () -> counts.cheap(base))
                    : after(place).living();
        }
        Database from = isPlain() ? database.steady() : database;
        return withTotal(page(from, PageSql.of(query, columns.sql(), users, all), null), () -> {
            Long cheap = patterns.isEmpty() ? counts.cheap(base) : null;
            if (cheap != null) {
                return cheap;
            }
            return candidates == null ? counts.narrowed(patterns, all) : counts.counted(users, all);
        });
    }

    /** Whether so many are passed over that their places are better looked up in the index of names first. */
    private boolean isDeep() {
        List<Order> order = query.order();
        return query.skip() > ROWS_TO_PASS_OVER
                && query.filter() instanceof Condition.All
                && order.size() == 2
                && "display_name".equals(order.getFirst().field().column())
                && order.getFirst().descending() == order.getLast().descending();
    }

    private @Nullable Cursor place(Sql from, Sql base) {
        Sql place = PageSql.place(query, from, base);
        return database.first(
                reach,
                place.text(),
                row -> PageSql.place(query, row),
                place.values().toArray());
    }

    private UserLists after(Cursor place) {
        UserLists lists = new UserLists(database, reach, organizations, query.after(place));
        lists.columns = columns;
        return lists;
    }

    /** Tells how many there are where that is wanted. Whoever sees the end of the list from its start need not ask for it. */
    private Page<User> withTotal(Page<User> page, Supplier<@Nullable Long> count) {
        if (!query.count()) {
            return page;
        }
        boolean isEnd = page.next() == null
                && query.after() == null
                && (query.skip() == 0 || !page.items().isEmpty());
        return new Page<>(
                page.items(),
                page.next(),
                isEnd ? Long.valueOf(query.skip() + page.items().size()) : count.get());
    }

    /** The page and how many there are in all, in one statement: so few were found that they are counted on the way. */
    private Page<User> countedPage(Sql base) {
        Sql users = Sql.of("users");
        PageSql page = PageSql.of(query, columns.sql() + ", count(*) OVER () AS in_all", users, base);
        AtomicReference<@Nullable Long> total = new AtomicReference<>();
        List<PageSql.Placed<User>> rows = database.list(
                reach,
                page.sql().text(),
                row -> {
                    if (total.get() == null) {
                        total.set(row.getLong("in_all"));
                    }
                    return page.placed(columns.read(row), row);
                },
                page.sql().values().toArray());
        Long found = total.get();
        return page.page(
                rows, found != null ? found : query.skip() == 0 ? Long.valueOf(0) : counts.counted(users, base));
    }

    /** The list as it was. No index of fragments goes back, so a search looks at each text. */
    private Page<User> past(Sql base, Instant at) {
        Sql searched = base;
        for (String pattern : query.search() == null ? List.<String>of() : SearchText.patterns(query.search())) {
            searched = searched.and(Sql.of("search_text LIKE lower(?)", pattern));
        }
        List<PageSql.Part> parts = AsOf.parts("users", "users", searched, at);
        Long total = null;
        if (query.count()) {
            Sql count = AsOf.count(query, parts);
            total = database.first(
                    reach, count.text(), row -> row.getLong(1), count.values().toArray());
        }
        return page(PageSql.merged(query, columns.sql(), parts), total);
    }

    /** People by any part of a name, in order of their names: the one list that goes around row-level security for its ids. */
    private Page<User> found(List<String> patterns) {
        UUID organization = organizations != null && organizations.size() == 1 ? organizations.getFirst() : null;
        Cursor after = query.after();
        String afterName = after == null ? null : (String) after.values().getFirst();
        UUID afterId = after == null ? null : (UUID) after.values().getLast();
        long wanted = query.skip() + query.limit() + 1L;
        PageSql page = PageSql.of(query, columns.sql(), FOUND, Sql.of("true"));
        List<@Nullable Object> values = new ArrayList<>();
        values.add(organization);
        values.add(patterns);
        values.add(afterName);
        values.add(afterId);
        values.add((int) Math.min(wanted, Integer.MAX_VALUE));
        values.addAll(page.sql().values());
        Long total = query.count() ? counts.found(organization, patterns) : null;
        return page.page(
                database.list(reach, page.sql().text(), row -> page.placed(columns.read(row), row), values.toArray()),
                total);
    }

    /** Whether the living of one organization are read in an index's own order, from a place on. */
    private boolean isPlain() {
        return query.filter() instanceof Condition.All
                && query.search() == null
                && query.skip() == 0
                && organizations != null
                && organizations.size() == 1;
    }

    private Page<User> page(Sql from, Sql base, @Nullable Long total) {
        return page(PageSql.of(query, columns.sql(), from, base), total);
    }

    private Page<User> page(PageSql page, @Nullable Long total) {
        return page(database, page, total);
    }

    private Page<User> page(Database from, PageSql page, @Nullable Long total) {
        return page.page(
                from.list(
                        reach,
                        page.sql().text(),
                        row -> page.placed(columns.read(row), row),
                        page.sql().values().toArray()),
                total);
    }

    /** Asks the trigram index for candidates first where a filter looks for part of a text; the filter is still tested. */
    private @Nullable List<UUID> candidates(List<String> patterns) {
        return patterns.isEmpty() || organizations == null || organizations.size() != 1
                ? null
                : Candidates.find(database, reach, organizations.getFirst(), patterns);
    }

    private static boolean isByName(List<Order> order) {
        return order.size() == 2
                && "display_name".equals(order.getFirst().field().column())
                && order.stream().noneMatch(Order::descending);
    }
}
