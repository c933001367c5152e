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
import io.tenantry.query.PageSql.Part;
import io.tenantry.query.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
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
            (SELECT 'user' AS principal_kind, organization_id, id, display_name, display_name_ci,
                 coalesce(user_name, upn) AS name, external_id IS NOT NULL AS is_external, is_system, deleted_at
             FROM users WHERE organization_id = ? AND\s""";

    private static final String GROUPS = """
            (SELECT 'group' AS principal_kind, organization_id, id, display_name, display_name_ci,
                 display_name AS name, external_id IS NOT NULL AS is_external, is_system, deleted_at
             FROM groups WHERE organization_id = ? AND deleted_at IS NULL AND kind = ANY (?)""";

    private static final String END = ") principals";

    private static final String COLUMNS = "principal_kind, id, display_name, name, is_external, is_system";

    private PrincipalRows() {}

    public static Page<Principal> list(
            Database database, Reach reach, UUID organization, Among among, ListQuery query) {
        Instant at = query.asOf();
        List<Part> parts =
                at == null ? parts(database, reach, organization, among, query) : past(organization, among, at);
        if (parts.isEmpty()) {
            return new Page<>(List.of(), null, query.count() ? 0L : null);
        }
        Long total = query.count() ? total(database, reach, organization, among, query, parts) : null;
        PageSql page = PageSql.merged(query, COLUMNS, parts);
        return page.page(
                database.list(
                        reach,
                        page.sql().text(),
                        row -> page.placed(read(row), row),
                        page.sql().values().toArray()),
                total);
    }

    private static List<Part> parts(Database database, Reach reach, UUID organization, Among among, ListQuery query) {
        List<Part> parts = new ArrayList<>();
        if (among.withUsers() && among.users() != Lifetime.DELETED) {
            List<String> patterns = Candidates.patterns(List.of(), Fragments.of(query.filter()));
            parts.add(living(
                    organization,
                    patterns.isEmpty() ? null : Candidates.find(database, reach, organization, patterns)));
        }
        if (among.withUsers() && among.users() != Lifetime.LIVING) {
            parts.add(part(Sql.of(USERS + "deleted_at IS NOT NULL" + END, organization)));
        }
        if (!among.kinds().isEmpty()) {
            parts.add(groups(organization, stored(among)));
        }
        return parts;
    }

    /** The same as it was: of each table what was so then already, and of its history what held then. */
    private static List<Part> past(UUID organization, Among among, Instant at) {
        List<Part> parts = new ArrayList<>();
        if (among.withUsers()) {
            String lifetime = switch (among.users()) {
                case LIVING -> "deleted_at IS NULL";
                case DELETED -> "deleted_at IS NOT NULL";
                case ANY -> "true";
            };
            parts.addAll(then(USERS + lifetime, "users", at, organization));
        }
        if (!among.kinds().isEmpty()) {
            parts.addAll(then(GROUPS, "groups", at, organization, stored(among)));
        }
        return parts;
    }

    private static List<Part> then(String now, String table, Instant at, Object... values) {
        String history = now.replace(" FROM " + table + " ", " FROM " + table + "_history ");
        return List.of(
                part(Sql.of(now, values).followedBy(Sql.of(" AND valid_from <= ?" + END, at))),
                part(Sql.of(history, values)
                        .followedBy(Sql.of(" AND valid_from <= ? AND valid_until > ?" + END, at, at))));
    }

    /** Living users, or those among them who may fulfil the filter. */
    static Part living(UUID organization, @Nullable List<UUID> candidates) {
        return part(
                candidates == null
                        ? Sql.of(USERS + "deleted_at IS NULL" + END, organization)
                        : Sql.of(
                                USERS + "deleted_at IS NULL AND id = ANY (?::uuid[])" + END, organization, candidates));
    }

    static Part groups(UUID organization, List<String> kinds) {
        return part(Sql.of(GROUPS + END, organization, kinds));
    }

    private static Part part(Sql from) {
        return new Part(from, Sql.of("true"));
    }

    /** What is kept up to date where nothing is filtered; otherwise each part is counted. */
    private static long total(
            Database database, Reach reach, UUID organization, Among among, ListQuery query, List<Part> parts) {
        if (query.asOf() == null && query.filter() instanceof Condition.All && among.users() == Lifetime.LIVING) {
            return number(
                    database,
                    reach,
                    Sql.of(
                            "SELECT CASE WHEN ? THEN count_of(?, 'users', ?) ELSE 0 END"
                                    + " + (SELECT coalesce(sum(count_of(?, 'groups ' || k, ?)), 0) FROM unnest(?::text[]) k)",
                            among.withUsers(),
                            organization,
                            organization,
                            organization,
                            organization,
                            stored(among)));
        }
        long total = 0;
        for (Part part : parts) {
            total += number(database, reach, PageSql.count(query, part.from(), part.base()));
        }
        return total;
    }

    private static long number(Database database, Reach reach, Sql sql) {
        Long number = database.first(
                reach, sql.text(), row -> row.getLong(1), sql.values().toArray());
        return number == null ? 0 : number;
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
