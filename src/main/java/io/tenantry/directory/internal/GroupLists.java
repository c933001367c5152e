package io.tenantry.directory.internal;

import io.tenantry.access.Reach;
import io.tenantry.directory.Group;
import io.tenantry.kernel.Page;
import io.tenantry.platform.database.Database;
import io.tenantry.query.AsOf;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.query.PageSql;
import io.tenantry.query.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists of groups. */
public final class GroupLists {
    private GroupLists() {}

    public static Page<Group> living(
            Database database, Reach reach, List<UUID> organizations, Set<Group.Kind> kinds, ListQuery query) {
        Sql among = organizations.size() == 1
                ? Sql.of("organization_id = ? AND deleted_at IS NULL", organizations.getFirst())
                : Sql.of("organization_id = ANY (?) AND deleted_at IS NULL", organizations);
        if (query.asOf() != null) {
            return past(database, reach, among.and(ofKinds(kinds)), query, query.asOf());
        }
        Long total = null;
        if (query.count()) {
            total = query.filter() instanceof Condition.All
                    ? kept(database, reach, organizations, kinds)
                    : counted(database, reach, among.and(ofKinds(kinds)), query);
        }
        return page(database, reach, among.and(ofKinds(kinds)), query, total);
    }

    public static Page<Group> everywhere(Database database, Reach reach, Set<Group.Kind> kinds, ListQuery query) {
        Sql base = Sql.of("deleted_at IS NULL").and(ofKinds(kinds));
        return query.asOf() == null
                ? page(database, reach, base, query, query.count() ? counted(database, reach, base, query) : null)
                : past(database, reach, base, query, query.asOf());
    }

    public static Page<Group> deleted(
            Database database, Reach reach, UUID organization, Set<Group.Kind> kinds, ListQuery query) {
        Sql base = Sql.of("organization_id = ? AND deleted_at IS NOT NULL", organization)
                .and(ofKinds(kinds));
        if (query.asOf() != null) {
            return past(database, reach, base, query, query.asOf());
        }
        return page(database, reach, base, query, query.count() ? counted(database, reach, base, query) : null);
    }

    private static Page<Group> past(Database database, Reach reach, Sql base, ListQuery query, Instant at) {
        List<PageSql.Part> parts = AsOf.parts("groups", "groups", base, at);
        Long total = null;
        if (query.count()) {
            Sql count = AsOf.count(query, parts);
            total = database.first(
                    reach, count.text(), row -> row.getLong(1), count.values().toArray());
        }
        return page(database, reach, PageSql.merged(query, GroupRows.COLUMNS, parts), total);
    }

    private static Page<Group> page(Database database, Reach reach, Sql base, ListQuery query, @Nullable Long total) {
        return page(database, reach, PageSql.of(query, GroupRows.COLUMNS, "groups", base), total);
    }

    private static Page<Group> page(Database database, Reach reach, PageSql page, @Nullable Long total) {
        return page.page(
                database.list(
                        reach,
                        page.sql().text(),
                        row -> page.placed(GroupRows.read(row), row),
                        page.sql().values().toArray()),
                total);
    }

    private static Sql ofKinds(Set<Group.Kind> kinds) {
        List<String> stored = kinds.stream().map(Group.Kind::stored).sorted().toList();
        return stored.size() == 1 ? Sql.of("kind = ?", stored.getFirst()) : Sql.of("kind = ANY (?)", stored);
    }

    private static @Nullable Long counted(Database database, Reach reach, Sql base, ListQuery query) {
        Sql count = PageSql.count(query, "groups", base);
        return database.first(
                reach, count.text(), row -> row.getLong(1), count.values().toArray());
    }

    private static @Nullable Long kept(
            Database database, Reach reach, List<UUID> organizations, Set<Group.Kind> kinds) {
        return database.first(
                reach,
                "SELECT coalesce(sum(count_of(o, 'groups ' || k, o)), 0) FROM unnest(?::uuid[]) o, unnest(?::text[]) k",
                row -> row.getLong(1),
                organizations,
                kinds.stream().map(Group.Kind::stored).toList());
    }
}
