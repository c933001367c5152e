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
     * Memberships with what is told of their members. Left joins, so that a page is one walk of the memberships' index and two
     * look-ups a row.
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
                         LEFT JOIN users u ON m.member_kind = 'user' AND u.organization_id = m.organization_id AND u.id = m.member_id
                         LEFT JOIN groups g ON m.member_kind = 'group' AND g.organization_id = m.organization_id AND g.id = m.member_id
                         LEFT JOIN service_accounts s ON m.member_kind = 'service account'
                              AND s.organization_id = m.organization_id AND s.id = m.member_id) members""");
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
        Sql from = isPlain(query) ? joined(soughtFirst(base, query), "true") : all;
        return page(
                database,
                reach,
                PageSql.of(query, MEMBER_COLUMNS, from, isPlain(query) ? Sql.of("true") : base),
                total);
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

    public static boolean belongs(Database database, Reach reach, UUID organization, UUID principal, UUID group) {
        return database.first(reach, """
                        SELECT 1 FROM memberships m
                        WHERE m.organization_id = ? AND m.member_id = ? AND m.living AND (m.group_id = ? OR EXISTS (
                            SELECT FROM group_nesting n WHERE n.organization_id = m.organization_id
                              AND n.inner_id = m.group_id AND n.outer_id = ?))
                        LIMIT 1
                        """, row -> true, organization, principal, group, group) != null;
    }

    public static @Nullable Candidate candidate(Session session, UUID organization, MemberKey key) {
        return session.first(
                candidates(key),
                MembershipRows::candidate,
                candidateValues(organization, key).toArray());
    }

    /** The candidate together with the group he is meant for, in one statement. */
    public static @Nullable Meeting meeting(
            Database database, Reach reach, UUID organization, GroupKey group, MemberKey key) {
        List<@Nullable Object> values = new ArrayList<>(List.of(organization, GroupRows.value(group)));
        values.addAll(candidateValues(organization, key));
        return database.first(
                reach,
                "SELECT c.id, c.kind, c.name, (SELECT g.id FROM (" + GroupRows.getBy(group, false) + ") g) FROM ("
                        + candidates(key) + ") c",
                row -> new Meeting(candidate(row), row.getObject(4, UUID.class)),
                values.toArray());
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

    private static Candidate candidate(ResultSet row) throws SQLException {
        return new Candidate(row.getObject(1, UUID.class), PrincipalKind.ofStored(row.getString(2)), row.getString(3));
    }

    /** Whether the membership is new. One that rests, because its group or member was deleted, begins anew. */
    public static boolean insert(Session session, Group group, Candidate member) {
        return session.run(
                        """
                        INSERT INTO memberships AS m (organization_id, group_id, member_id, id, member_kind)
                        VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (organization_id, group_id, member_id) DO UPDATE SET living = true WHERE NOT m.living
                        """,
                        group.organization().value(),
                        group.id().value(),
                        member.id(),
                        Ids.next(),
                        member.kind().stored())
                == 1;
    }

    public static boolean delete(Session session, Group group, UUID member) {
        return session.run(
                        "DELETE FROM memberships WHERE organization_id = ? AND group_id = ? AND member_id = ? AND living",
                        group.organization().value(),
                        group.id().value(),
                        member)
                == 1;
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
     * A candidate and a group.
     *
     * @param group the group's id, or null when there is none
     */
    public record Meeting(Candidate candidate, @Nullable UUID group) {}

    /** A principal who may become a member. */
    public record Candidate(UUID id, PrincipalKind kind, String name) {}
}
