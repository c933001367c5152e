package io.tenantry.directory.internal;

import static io.tenantry.directory.internal.UserRows.instant;

import io.tenantry.access.PrincipalKind;
import io.tenantry.access.Reach;
import io.tenantry.directory.Belonging;
import io.tenantry.directory.Group;
import io.tenantry.directory.GroupId;
import io.tenantry.directory.GroupKey;
import io.tenantry.directory.GroupOf;
import io.tenantry.directory.Member;
import io.tenantry.directory.Memberships.MemberKey;
import io.tenantry.kernel.Cursor;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Page;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.query.PageSql;
import io.tenantry.query.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables {@code memberships} and {@code group_nesting}. */
public final class MembershipRows {
    static final String MEMBER_COLUMNS =
            "id, group_id, member_id, member_kind, object_id, name, upn, mail, created_at, valid_from, direct";

    private static final String GROUPS_OF = """
            (SELECT g.*, held.direct FROM (
                 SELECT group_id, bool_or(direct) AS direct FROM (
                     SELECT m.group_id, true AS direct FROM memberships m
                     WHERE m.organization_id = ? AND m.member_id = ? AND m.living
                     UNION ALL
                     SELECT n.outer_id, false FROM memberships m
                     JOIN group_nesting n ON n.organization_id = m.organization_id AND n.inner_id = m.group_id
                     WHERE m.organization_id = ? AND m.member_id = ? AND m.living AND ?) paths GROUP BY group_id) held
             JOIN groups g ON g.organization_id = ? AND g.id = held.group_id AND g.deleted_at IS NULL) groups_of""";

    private MembershipRows() {}

    /**
     * Memberships with what is told of their members. Left joins, so that a page is one walk of the memberships' index and one
     * look-up a row: what a member is not, is looked up by no id, which needs no index to be looked into.
     *
     * @param memberships as in a FROM clause
     * @param direct what tells whether a membership is of the group that was asked about
     */
    static Sql joined(Sql memberships, String direct) {
        return Sql.of("""
                        (SELECT m.organization_id, m.id, m.group_id, m.member_id, m.member_kind, m.created_at, m.valid_from,
                                m.living, %s AS direct, coalesce(u.object_id, g.object_id, s.id) AS object_id,
                                coalesce(u.display_name, g.display_name, s.display_name) AS name, u.upn,
                                coalesce(u.mail, g.mail) AS mail
                         FROM\s""".formatted(direct))
                .followedBy(memberships)
                .followedBy(" m ")
                .followedBy("""
                         LEFT JOIN users u ON u.organization_id = m.organization_id
                              AND u.id = CASE m.member_kind WHEN 'user' THEN m.member_id END
                         LEFT JOIN groups g ON g.organization_id = m.organization_id
                              AND g.id = CASE m.member_kind WHEN 'group' THEN m.member_id END
                         LEFT JOIN service_accounts s ON s.organization_id = m.organization_id
                              AND s.id = CASE m.member_kind WHEN 'service account' THEN m.member_id END) members""");
    }

    public static Page<Member> members(Database database, Reach reach, Group group, ListQuery query) {
        UUID organization = group.organization().value();
        Sql base = Sql.of(
                "organization_id = ? AND group_id = ? AND living",
                organization,
                group.id().value());
        Sql all = joined(Sql.of("memberships"), "true");
        Long total = null;
        if (query.count()) {
            total = query.filter() instanceof Condition.All
                    ? database.first(
                            reach,
                            "SELECT count_of(?, 'members', ?)",
                            row -> row.getLong(1),
                            organization,
                            group.id().value())
                    : counted(database, reach, all, base, query);
        }
        return isPlain(query)
                ? plain(database, reach, base, query, total)
                : page(database, reach, PageSql.of(query, MEMBER_COLUMNS, all, base), total);
    }

    /**
     * The same of a group that is looked up along with them, in one statement, where the whole list is asked for in the order of
     * its index. It cannot tell a group without members from one that is not there.
     *
     * @return null where more is asked
     */
    public static @Nullable Page<Member> members(
            Database database, Reach reach, UUID organization, GroupKey key, Set<Group.Kind> kinds, ListQuery query) {
        if (query.count() || !isPlain(query)) {
            return null;
        }
        Sql base = Sql.of(
                "organization_id = ? AND group_id = (SELECT g.id FROM (" + GroupRows.getBy(key, false)
                        + ") g WHERE g.kind = ANY (?::text[])) AND living",
                organization,
                organization,
                GroupRows.value(key),
                kinds.stream().map(Group.Kind::stored).toList());
        return plain(database, reach, base, query, null);
    }

    private static Page<Member> plain(Database database, Reach reach, Sql base, ListQuery query, @Nullable Long total) {
        Sql from = joined(soughtFirst(base, query), "true");
        return page(database.steady(), reach, PageSql.of(query, MEMBER_COLUMNS, from, Sql.of("true")), total);
    }

    static Page<Member> page(Database database, Reach reach, PageSql page, @Nullable Long total) {
        return page.page(
                database.list(
                        reach,
                        page.sql().text(),
                        row -> page.placed(member(row), row),
                        page.sql().values().toArray()),
                total);
    }

    /** Whether the whole list is asked for, in the order of its index. */
    private static boolean isPlain(ListQuery query) {
        Order first = query.order().getFirst();
        return query.filter() instanceof Condition.All && first.field().column().equals("id") && !first.descending();
    }

    /**
     * The memberships of the page before anything is joined to them. Otherwise the planner, who thinks of an average group and
     * not of this one, may join and sort all members of a large group for each of its pages.
     */
    private static Sql soughtFirst(Sql base, ListQuery query) {
        Cursor after = query.after();
        Sql sought = after == null
                ? base
                : base.and(
                        Sql.of("id > ?", Objects.requireNonNull(after.values().getFirst())));
        return Sql.of("(SELECT * FROM memberships WHERE ")
                .followedBy(sought)
                .followedBy(" ORDER BY id LIMIT " + (query.skip() + query.limit() + 1L) + ")");
    }

    public static Page<GroupOf> groupsOf(
            Database database, Reach reach, UUID organization, UUID principal, Belonging belonging, ListQuery query) {
        if (query.asOf() != null) {
            return PastRows.groupsOf(database, reach, organization, principal, belonging, query);
        }
        boolean nested = belonging != Belonging.DIRECT;
        Sql from = Sql.of(GROUPS_OF, organization, principal, organization, principal, nested, organization);
        Sql base = Sql.of(belonging == Belonging.INDIRECT ? "NOT direct" : "true");
        Long total = query.count() ? counted(database, reach, from, base, query) : null;
        PageSql page = PageSql.of(query, GroupRows.COLUMNS + ", direct", from, base);
        return page.page(
                database.list(
                        reach,
                        page.sql().text(),
                        row -> page.placed(new GroupOf(GroupRows.read(row), row.getBoolean(22)), row),
                        page.sql().values().toArray()),
                total);
    }

    /**
     * A group and who is to come or go, in one statement. Sharing the lock of the group lets many members come at once, while
     * nobody deletes it under them.
     *
     * @return null when there is no such group
     */
    public static @Nullable Meeting meeting(Session session, UUID organization, GroupKey group, MemberKey key) {
        List<@Nullable Object> values = new ArrayList<>(List.of(organization, GroupRows.value(group)));
        values.addAll(candidateValues(organization, key));
        return session.first(
                "SELECT g.*, c.* FROM (" + GroupRows.getBy(group, false) + " FOR SHARE) g LEFT JOIN (" + candidates(key)
                        + ") c ON true",
                MembershipRows::meeting,
                values.toArray());
    }

    private static Meeting meeting(ResultSet row) throws SQLException {
        UUID member = row.getObject(22, UUID.class);
        Candidate candidate = member == null
                ? null
                : new Candidate(member, PrincipalKind.ofStored(row.getString(23)), row.getString(24));
        return new Meeting(GroupRows.read(row), candidate);
    }

    private static String candidates(MemberKey key) {
        String column = key.byObjectId() ? "object_id" : "id";
        return "SELECT id, 'user' AS kind, display_name AS name FROM users WHERE organization_id = ? AND " + column
                + " = ? AND deleted_at IS NULL AND coalesce(?::text, 'user') = 'user'"
                + " UNION ALL SELECT id, 'group', display_name FROM groups WHERE organization_id = ? AND " + column
                + " = ? AND deleted_at IS NULL AND coalesce(?::text, 'group') = 'group'"
                + " UNION ALL SELECT id, 'service account', display_name FROM service_accounts"
                + " WHERE organization_id = ? AND id = ? AND coalesce(?::text, 'service account') = 'service account'";
    }

    private static List<@Nullable Object> candidateValues(UUID organization, MemberKey key) {
        PrincipalKind kind = key.kind();
        String wanted = kind == null ? null : kind.stored();
        List<@Nullable Object> values = new ArrayList<>();
        for (int table = 0; table < 3; table++) {
            values.add(organization);
            values.add(key.id());
            values.add(wanted);
        }
        return values;
    }

    /** Makes a membership, unless it is there. One that rests, because its group or member was deleted, begins anew. */
    public static Sql insertion(Group group, Candidate member) {
        return Sql.of(
                """
                INSERT INTO memberships AS m (organization_id, group_id, member_id, id, member_kind)
                VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (organization_id, group_id, member_id) DO UPDATE SET living = true WHERE NOT m.living
                """,
                group.organization().value(),
                group.id().value(),
                member.id(),
                Ids.next(),
                member.kind().stored());
    }

    /** Takes a membership away, where there is one. */
    public static Sql deletion(Group group, Candidate member) {
        return Sql.of(
                "DELETE FROM memberships WHERE organization_id = ? AND group_id = ? AND member_id = ? AND living",
                group.organization().value(),
                group.id().value(),
                member.id());
    }

    private static Member member(ResultSet row) throws SQLException {
        return new Member(
                row.getObject(1, UUID.class),
                new GroupId(row.getObject(2, UUID.class)),
                row.getObject(3, UUID.class),
                PrincipalKind.ofStored(row.getString(4)),
                row.getObject(5, UUID.class),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                instant(row, 9),
                instant(row, 10),
                row.getBoolean(11));
    }

    private static @Nullable Long counted(Database database, Reach reach, Sql from, Sql base, ListQuery query) {
        Sql count = PageSql.count(query, from, base);
        return database.first(
                reach, count.text(), row -> row.getLong(1), count.values().toArray());
    }

    /**
     * A group and who is to come or go.
     *
     * @param candidate null when there is nobody
     */
    public record Meeting(Group group, @Nullable Candidate candidate) {}

    /** A principal who may become a member. */
    public record Candidate(UUID id, PrincipalKind kind, String name) {}
}
