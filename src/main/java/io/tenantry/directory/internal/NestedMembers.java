package io.tenantry.directory.internal;

import io.tenantry.access.Reach;
import io.tenantry.directory.Belonging;
import io.tenantry.directory.Group;
import io.tenantry.directory.Member;
import io.tenantry.directory.MemberField;
import io.tenantry.kernel.Cursor;
import io.tenantry.kernel.Page;
import io.tenantry.platform.database.Database;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.query.PageSql;
import io.tenantry.query.Sql;
import java.util.Objects;
import java.util.UUID;

/**
 * Everybody in a group and in the groups within it, each once: by his membership of the group itself if he has one, else by the
 * oldest of the others. Which groups lie within is looked up in {@code group_nesting}, so depth costs nothing.
 */
public final class NestedMembers {
    private final UUID organization;
    private final UUID group;
    private final Belonging belonging;

    private NestedMembers(Group group, Belonging belonging) {
        organization = group.organization().value();
        this.group = group.id().value();
        this.belonging = belonging;
    }

    public static Page<Member> page(Database database, Reach reach, Group group, Belonging belonging, ListQuery query) {
        NestedMembers nested = new NestedMembers(group, belonging);
        Sql all = MembershipRows.joined(nested.each(nested.groups(), Sql.of("")), "m.direct");
        Sql base = Sql.of(belonging == Belonging.INDIRECT ? "NOT direct" : "true");
        Long total = null;
        if (query.count()) {
            Sql count = query.filter() instanceof Condition.All ? nested.count() : PageSql.count(query, all, base);
            total = database.first(
                    reach, count.text(), row -> row.getLong(1), count.values().toArray());
        }
        Sql from = isPlain(query) ? MembershipRows.joined(nested.soughtFirst(query), "m.direct") : all;
        return MembershipRows.page(
                database, reach, PageSql.of(query, MembershipRows.MEMBER_COLUMNS, from, base), total);
    }

    /** Whether the whole list is asked for, in the order of the members' ids, which every group has an index for. */
    private static boolean isPlain(ListQuery query) {
        Order first = query.order().getFirst();
        return query.filter() instanceof Condition.All
                && first.field().column().equals(MemberField.MEMBER.column())
                && !first.descending();
    }

    /** Each group is asked for no more than a page's members, so that their numbers cost nothing. */
    private Sql soughtFirst(ListQuery query) {
        Cursor after = query.after();
        Sql page = Sql.of("");
        if (after != null) {
            page = Sql.of(
                    " AND m.member_id > ?",
                    Objects.requireNonNull(after.values().getFirst()));
        }
        if (belonging == Belonging.INDIRECT) {
            page = page.followedBy(Sql.of(
                    " AND NOT EXISTS (SELECT FROM memberships d WHERE d.organization_id = ? AND d.group_id = ?"
                            + " AND d.member_id = m.member_id AND d.living)",
                    organization,
                    group));
        }
        Sql groups = belonging == Belonging.INDIRECT ? inner() : groups();
        return each(groups, page.followedBy(" ORDER BY m.member_id LIMIT " + (query.skip() + query.limit() + 1L)));
    }

    /** One row for each member. */
    private Sql each(Sql groups, Sql page) {
        return Sql.of("(SELECT DISTINCT ON (found.member_id) found.*, found.group_id = ? AS direct FROM (", group)
                .followedBy(groups)
                .followedBy(Sql.of(
                        ") within CROSS JOIN LATERAL (SELECT * FROM memberships m WHERE m.organization_id = ?"
                                + " AND m.group_id = within.id AND m.living",
                        organization))
                .followedBy(page)
                .followedBy(Sql.of(") found ORDER BY found.member_id, found.group_id <> ?, found.id)", group));
    }

    /** Everybody is counted once; those of the group itself are counted already. */
    private Sql count() {
        Sql everybody = Sql.of("SELECT (SELECT count(*) FROM (SELECT m.member_id FROM (")
                .followedBy(groups())
                .followedBy(Sql.of(
                        ") within JOIN memberships m ON m.organization_id = ? AND m.group_id = within.id AND m.living"
                                + " GROUP BY m.member_id) members)",
                        organization));
        return belonging == Belonging.INDIRECT
                ? everybody.followedBy(Sql.of(" - count_of(?, 'members', ?)", organization, group))
                : everybody;
    }

    /** The group and those within it. */
    private Sql groups() {
        return Sql.of("SELECT ?::uuid AS id UNION ALL ", group).followedBy(inner());
    }

    private Sql inner() {
        return Sql.of(
                "SELECT inner_id AS id FROM group_nesting WHERE organization_id = ? AND outer_id = ?",
                organization,
                group);
    }
}
