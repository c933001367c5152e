package io.tenantry.directory.internal;

import io.tenantry.access.PrincipalKind;
import io.tenantry.access.Reach;
import io.tenantry.directory.Belonging;
import io.tenantry.directory.Group;
import io.tenantry.directory.GroupKey;
import io.tenantry.directory.GroupOf;
import io.tenantry.directory.Member;
import io.tenantry.directory.MemberOf;
import io.tenantry.directory.User;
import io.tenantry.directory.UserKey;
import io.tenantry.kernel.Page;
import io.tenantry.platform.database.Database;
import io.tenantry.query.AsOf;
import io.tenantry.query.ListQuery;
import io.tenantry.query.PageSql;
import io.tenantry.query.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** People, groups and memberships as they were, from the tables and their histories. Nothing keeps nesting, so it is walked. */
public final class PastRows {
    private static final String MEMBERSHIP =
            "organization_id, id, group_id, member_id, member_kind, created_at, valid_from, living";

    private PastRows() {}

    /** The user who had this id or name then, and was not deleted. */
    public static @Nullable User user(Database database, Reach reach, UUID organization, UserKey key, Instant at) {
        return user(database, reach, organization, key, at, UserRows.getBy(key, false));
    }

    /** The same, whether he was deleted or not. */
    public static @Nullable User anyUser(Database database, Reach reach, UUID organization, UserKey key, Instant at) {
        return user(database, reach, organization, key, at, UserRows.getAnyBy(key));
    }

    private static @Nullable User user(
            Database database, Reach reach, UUID organization, UserKey key, Instant at, String now) {
        Object value = UserRows.value(key);
        return database.first(
                reach,
                now + " AND valid_from <= ? UNION ALL " + now.replace(" FROM users ", " FROM users_history ")
                        + " AND valid_from <= ? AND valid_until > ?",
                UserRows::read,
                organization,
                value,
                at,
                organization,
                value,
                at,
                at);
    }

    /** The group that had this id then, and was not deleted. */
    public static @Nullable Group group(Database database, Reach reach, UUID organization, GroupKey key, Instant at) {
        String now = GroupRows.getBy(key, false);
        Object value = GroupRows.value(key);
        return database.first(
                reach,
                now + " AND valid_from <= ? UNION ALL " + now.replace(" FROM groups ", " FROM groups_history ")
                        + " AND valid_from <= ? AND valid_until > ?",
                GroupRows::read,
                organization,
                value,
                at,
                organization,
                value,
                at,
                at);
    }

    /** Who belonged to a group, with the names they had. */
    public static Page<Member> members(
            Database database, Reach reach, Group group, Belonging belonging, ListQuery query, Instant at) {
        Sql from = members(group, belonging, at);
        Sql base = among(belonging);
        return MembershipRows.page(
                database,
                reach,
                PageSql.of(query, MembershipRows.MEMBER_COLUMNS, from, base),
                total(database, reach, query, from, base));
    }

    /** The users and groups among them, in the order of their ids. */
    public static List<MemberOf> membersOf(
            Database database, Reach reach, Group group, MemberOf.Wanted wanted, Instant at) {
        PrincipalKind kind = wanted.kind();
        Sql asked = Sql.of("SELECT direct, member_kind, member_id, known_as FROM ")
                .followedBy(members(group, wanted.belonging(), at))
                .followedBy(" WHERE ")
                .followedBy(among(wanted.belonging())
                        .and(
                                kind == null
                                        ? Sql.of("member_kind <> 'service account'")
                                        : Sql.of("member_kind = ?", kind.stored())))
                .followedBy(Sql.of(" ORDER BY member_id OFFSET ? LIMIT ?", wanted.offset(), wanted.limit()));
        return database.list(
                reach,
                asked.text(),
                row -> new MemberOf(
                        row.getBoolean(1),
                        PrincipalKind.ofStored(row.getString(2)),
                        row.getObject(3, UUID.class),
                        row.getString(4)),
                asked.values().toArray());
    }

    private static Sql among(Belonging belonging) {
        return Sql.of(belonging == Belonging.INDIRECT ? "NOT direct" : "true");
    }

    private static Sql members(Group group, Belonging belonging, Instant at) {
        UUID organization = group.organization().value();
        UUID id = group.id().value();
        Sql memberships = AsOf.table("memberships", MEMBERSHIP, at);
        return Sql.of("""
                        (SELECT m.organization_id, m.id, m.group_id, m.member_id, m.member_kind, m.created_at, m.valid_from,
                                m.direct, coalesce(u.object_id, g.object_id, s.id) AS object_id,
                                coalesce(u.display_name, g.display_name, s.display_name) AS name, u.upn,
                                coalesce(u.user_name, u.upn, g.display_name) AS known_as,
                                coalesce(u.mail, g.mail) AS mail
                         FROM (WITH RECURSIVE within AS (
                                   SELECT ?::uuid AS id""", id)
                .followedBy(belonging == Belonging.DIRECT ? "" : " UNION SELECT m.member_id FROM within w JOIN ")
                .followedBy(belonging == Belonging.DIRECT ? Sql.of("") : memberships)
                .followedBy(
                        belonging == Belonging.DIRECT
                                ? Sql.of("")
                                : Sql.of(
                                        " m ON m.organization_id = ? AND m.group_id = w.id AND m.living"
                                                + " AND m.member_kind = 'group'",
                                        organization))
                .followedBy(Sql.of(
                        ") SELECT DISTINCT ON (m.member_id) m.*, m.group_id = ? AS direct FROM within w JOIN ", id))
                .followedBy(memberships)
                .followedBy(Sql.of(
                        " m ON m.organization_id = ? AND m.group_id = w.id AND m.living"
                                + " ORDER BY m.member_id, m.group_id <> ?, m.id) m LEFT JOIN ",
                        organization,
                        id))
                .followedBy(
                        AsOf.table("users", "organization_id, id, object_id, display_name, upn, user_name, mail", at))
                .followedBy(
                        " u ON m.member_kind = 'user' AND u.organization_id = m.organization_id AND u.id = m.member_id"
                                + " LEFT JOIN ")
                .followedBy(AsOf.table("groups", "organization_id, id, object_id, display_name, mail", at))
                .followedBy(
                        " g ON m.member_kind = 'group' AND g.organization_id = m.organization_id AND g.id = m.member_id"
                                + " LEFT JOIN service_accounts s ON m.member_kind = 'service account'"
                                + " AND s.organization_id = m.organization_id AND s.id = m.member_id) members");
    }

    /** The groups somebody belonged to, as they were. */
    public static Page<GroupOf> groupsOf(
            Database database, Reach reach, UUID organization, UUID principal, Belonging belonging, ListQuery query) {
        Instant at = Objects.requireNonNull(query.asOf());
        Sql memberships = AsOf.table("memberships", MEMBERSHIP, at);
        Sql from = Sql.of(
                        "(SELECT g.*, held.direct FROM (WITH RECURSIVE held AS (SELECT m.group_id, true AS direct FROM ")
                .followedBy(memberships)
                .followedBy(Sql.of(
                        " m WHERE m.organization_id = ? AND m.member_id = ? AND m.living", organization, principal));
        if (belonging != Belonging.DIRECT) {
            from = from.followedBy(" UNION SELECT m.group_id, false FROM held h JOIN ")
                    .followedBy(memberships)
                    .followedBy(Sql.of(
                            " m ON m.organization_id = ? AND m.member_id = h.group_id AND m.member_kind = 'group' AND m.living",
                            organization));
        }
        from = from.followedBy(") SELECT group_id, bool_or(direct) AS direct FROM held GROUP BY group_id) held JOIN ")
                .followedBy(
                        AsOf.table("groups", GroupRows.COLUMNS + ", display_name_ci, mail_ci, mail_nickname_ci", at))
                .followedBy(Sql.of(
                        " g ON g.organization_id = ? AND g.id = held.group_id AND g.deleted_at IS NULL) groups_of",
                        organization));
        Sql base = among(belonging);
        Long total = total(database, reach, query, from, base);
        PageSql page = PageSql.of(query, GroupRows.COLUMNS + ", direct", from, base);
        return page.page(
                database.list(
                        reach,
                        page.sql().text(),
                        row -> page.placed(new GroupOf(GroupRows.read(row), row.getBoolean("direct")), row),
                        page.sql().values().toArray()),
                total);
    }

    private static @Nullable Long total(Database database, Reach reach, ListQuery query, Sql from, Sql base) {
        if (!query.count()) {
            return null;
        }
        Sql count = PageSql.count(query, from, base);
        return database.first(
                reach, count.text(), row -> row.getLong(1), count.values().toArray());
    }
}
