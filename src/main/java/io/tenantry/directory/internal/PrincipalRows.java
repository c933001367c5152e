package io.tenantry.directory.internal;

import io.tenantry.access.PrincipalKind;
import io.tenantry.access.Reach;
import io.tenantry.directory.Group;
import io.tenantry.directory.Lifetime;
import io.tenantry.directory.Principal;
import io.tenantry.directory.PrincipalLists.Among;
import io.tenantry.kernel.Page;
import io.tenantry.platform.database.Database;
import io.tenantry.query.Condition;
import io.tenantry.query.Fragments;
import io.tenantry.query.ListQuery;
import io.tenantry.query.PageSql;
import io.tenantry.query.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Users and groups side by side. Each branch has an index in the order of names, and the database merges them, so that a page
 * costs as much as a page of either.
 */
public final class PrincipalRows {
    private static final String USERS = """
            SELECT 'user' AS principal_kind, organization_id, id, display_name, display_name_ci,
                coalesce(user_name, upn) AS name, external_id IS NOT NULL AS is_external, is_system, deleted_at
            FROM users WHERE organization_id = ? AND\s""";

    private static final String GROUPS = """
            SELECT 'group', organization_id, id, display_name, display_name_ci, display_name, external_id IS NOT NULL, is_system,
                deleted_at
            FROM groups WHERE organization_id = ? AND deleted_at IS NULL AND kind = ANY (?)""";

    private static final String COLUMNS = "principal_kind, id, display_name, name, is_external, is_system";

    private PrincipalRows() {}

    public static Page<Principal> list(
            Database database, Reach reach, UUID organization, Among among, ListQuery query) {
        Sql from = from(database, reach, organization, among, query);
        if (from == null) {
            return new Page<>(List.of(), null, query.count() ? 0L : null);
        }
        Long total = query.count() ? total(database, reach, organization, among, query, from) : null;
        PageSql page = PageSql.of(query, COLUMNS, from, Sql.of("true"));
        return page.page(
                database.list(
                        reach,
                        page.sql().text(),
                        row -> page.placed(read(row), row),
                        page.sql().values().toArray()),
                total);
    }

    private static @Nullable Sql from(Database database, Reach reach, UUID organization, Among among, ListQuery query) {
        List<Sql> branches = new ArrayList<>();
        if (among.withUsers()) {
            if (among.users() != Lifetime.DELETED) {
                Sql living = Sql.of(USERS + "deleted_at IS NULL", organization);
                branches.add(narrowed(database, reach, organization, query, living));
            }
            if (among.users() != Lifetime.LIVING) {
                branches.add(Sql.of(USERS + "deleted_at IS NOT NULL", organization));
            }
        }
        if (!among.kinds().isEmpty()) {
            branches.add(Sql.of(GROUPS, organization, stored(among)));
        }
        return branches.stream()
                .reduce((one, other) -> one.followedBy(" UNION ALL ").followedBy(other))
                .map(all -> Sql.of("(").followedBy(all).followedBy(") principals"))
                .orElse(null);
    }

    private static Sql narrowed(Database database, Reach reach, UUID organization, ListQuery query, Sql living) {
        List<String> patterns = Candidates.patterns(List.of(), Fragments.of(query.filter()));
        List<UUID> candidates = patterns.isEmpty() ? null : Candidates.find(database, reach, organization, patterns);
        return candidates == null
                ? living
                : living.followedBy(" AND id = ANY (?::uuid[])").followedBy(Sql.of("", candidates));
    }

    /** What is kept up to date where nothing is filtered. */
    private static @Nullable Long total(
            Database database, Reach reach, UUID organization, Among among, ListQuery query, Sql from) {
        if (!(query.filter() instanceof Condition.All) || among.users() != Lifetime.LIVING) {
            Sql count = PageSql.count(query, from, Sql.of("true"));
            return database.first(
                    reach, count.text(), row -> row.getLong(1), count.values().toArray());
        }
        return database.first(
                reach,
                "SELECT CASE WHEN ? THEN count_of(?, 'users', ?) ELSE 0 END"
                        + " + (SELECT coalesce(sum(count_of(?, 'groups ' || k, ?)), 0) FROM unnest(?::text[]) k)",
                row -> row.getLong(1),
                among.withUsers(),
                organization,
                organization,
                organization,
                organization,
                stored(among));
    }

    private static List<String> stored(Among among) {
        return among.kinds().stream().map(Group.Kind::stored).sorted().toList();
    }

    private static Principal read(ResultSet row) throws SQLException {
        return new Principal(
                PrincipalKind.ofStored(row.getString(1)),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getBoolean(5),
                row.getBoolean(6));
    }
}
