package io.tenantry.directory.internal;

import io.tenantry.access.PrincipalKind;
import io.tenantry.access.Reach;
import io.tenantry.directory.Group;
import io.tenantry.directory.GroupId;
import io.tenantry.directory.MemberOf;
import io.tenantry.directory.NamedGroup;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.RowReader;
import io.tenantry.query.AsOf;
import io.tenantry.query.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who belongs to what, now or at a moment of the past, of many at once and for filters. Nothing keeps nesting as it was, so it is walked. */
public final class PastLinkRows {
    private PastLinkRows() {}

    private static Sql memberships(Instant at) {
        return AsOf.table("memberships", "organization_id, id, group_id, member_id, member_kind, living", at);
    }

    /** The groups of these kinds that some users belonged to, in order of their names. */
    public static Map<UUID, List<NamedGroup>> groupsOf(
            Database database, Reach reach, Many asked, Set<Group.Kind> kinds, @Nullable Instant at) {
        if (at == null) {
            return NamedGroupRows.ofUsers(database, reach, asked.organization(), asked.ids(), kinds);
        }
        Sql held = Sql.of("WITH RECURSIVE held AS (SELECT m.member_id, m.group_id, true AS direct FROM ")
                .followedBy(memberships(at))
                .followedBy(Sql.of(
                        " m WHERE m.organization_id = ? AND m.member_id = ANY (?::uuid[]) AND m.living"
                                + " UNION SELECT h.member_id, m.group_id, false FROM held h JOIN ",
                        asked.organization(),
                        asked.ids()))
                .followedBy(memberships(at))
                .followedBy(Sql.of(
                        " m ON m.organization_id = ? AND m.member_id = h.group_id AND m.member_kind = 'group' AND m.living)"
                                + " SELECT h.member_id, g.id, g.display_name, bool_or(h.direct) FROM held h JOIN ",
                        asked.organization()))
                .followedBy(AsOf.table(
                        "groups", "organization_id, id, kind, display_name, display_name_ci, deleted_at", at))
                .followedBy(Sql.of(
                        " g ON g.organization_id = ? AND g.id = h.group_id AND g.deleted_at IS NULL AND g.kind = ANY (?)"
                                + " GROUP BY h.member_id, g.id, g.display_name, g.display_name_ci ORDER BY g.display_name_ci, g.id",
                        asked.organization(),
                        kinds.stream().map(Group.Kind::stored).toList()));
        return together(
                database,
                reach,
                held,
                row -> Map.entry(
                        row.getObject(1, UUID.class),
                        new NamedGroup(
                                new GroupId(row.getObject(2, UUID.class)), row.getString(3), row.getBoolean(4))));
    }

    /** The direct members that some groups had. */
    public static Map<UUID, List<MemberOf>> membersOf(
            Database database, Reach reach, Many asked, @Nullable Instant at) {
        if (at == null) {
            return GroupMemberRows.members(database, reach, asked.organization(), asked.ids());
        }
        Sql members = Sql.of(
                        "SELECT m.group_id, m.member_kind, m.member_id, coalesce(u.display_name, g.display_name) FROM ")
                .followedBy(memberships(at))
                .followedBy(" m LEFT JOIN ")
                .followedBy(AsOf.table("users", "organization_id, id, display_name", at))
                .followedBy(
                        " u ON m.member_kind = 'user' AND u.organization_id = m.organization_id AND u.id = m.member_id LEFT JOIN ")
                .followedBy(AsOf.table("groups", "organization_id, id, display_name", at))
                .followedBy(Sql.of(
                        " g ON m.member_kind = 'group' AND g.organization_id = m.organization_id AND g.id = m.member_id"
                                + " WHERE m.organization_id = ? AND m.group_id = ANY (?::uuid[]) AND m.living"
                                + " AND m.member_kind IN ('user', 'group') ORDER BY m.group_id, m.id",
                        asked.organization(),
                        asked.ids()));
        return together(
                database,
                reach,
                members,
                row -> Map.entry(
                        row.getObject(1, UUID.class),
                        new MemberOf(
                                true,
                                PrincipalKind.ofStored(row.getString(2)),
                                row.getObject(3, UUID.class),
                                row.getString(4))));
    }

    /** Those asked about, all of one organization. */
    public record Many(UUID organization, List<UUID> ids) {}

    private static <T> Map<UUID, List<T>> together(
            Database database, Reach reach, Sql asked, RowReader<Map.Entry<UUID, T>> reader) {
        Map<UUID, List<T>> together = new HashMap<>();
        database.list(reach, asked.text(), reader, asked.values().toArray())
                .forEach(row -> together.computeIfAbsent(row.getKey(), key -> new ArrayList<>())
                        .add(row.getValue()));
        return together;
    }

    /** The rows of {@link NamedGroupRows#several} at a moment. */
    static Sql groupsOfUser(boolean direct, Instant at) {
        Sql held = memberships(at).followedBy(" held");
        if (!direct) {
            held = held.followedBy(
                            " JOIN (WITH RECURSIVE around AS (SELECT m.organization_id, m.member_id AS inner_id, m.group_id AS outer_id FROM ")
                    .followedBy(memberships(at))
                    .followedBy(
                            " m WHERE m.member_kind = 'group' AND m.living UNION SELECT a.organization_id, a.inner_id, m.group_id"
                                    + " FROM around a JOIN ")
                    .followedBy(memberships(at))
                    .followedBy(
                            " m ON m.organization_id = a.organization_id AND m.member_id = a.outer_id AND m.member_kind = 'group'"
                                    + " AND m.living) SELECT * FROM around) around"
                                    + " ON around.organization_id = held.organization_id AND around.inner_id = held.group_id");
        }
        return held.followedBy(NamedGroupRows.OF_USER);
    }
}
