package io.tenantry.directory.internal;

import io.tenantry.access.PrincipalKind;
import io.tenantry.access.Reach;
import io.tenantry.directory.Group;
import io.tenantry.directory.MemberOf;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Keys;
import io.tenantry.query.AsOf;
import io.tenantry.query.Field;
import io.tenantry.query.Several;
import io.tenantry.query.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Direct members of several groups at once. */
public final class GroupMemberRows {
    /** Looks each name up, as a join might read everybody for a few members. */
    private static final String MEMBERS = """
            SELECT m.group_id, m.member_kind, m.member_id, CASE m.member_kind
                WHEN 'user' THEN (SELECT u.display_name FROM users u
                                  WHERE u.organization_id = m.organization_id AND u.id = m.member_id)
                ELSE (SELECT g.display_name FROM groups g
                      WHERE g.organization_id = m.organization_id AND g.id = m.member_id) END
            FROM memberships m
            WHERE m.organization_id = ? AND m.group_id = ANY (?::uuid[]) AND m.living AND m.member_kind IN ('user', 'group')
            ORDER BY m.group_id, m.id
            """;

    /** Memberships have ids that grow: one that came is the last, and one that went is one fewer. */
    private static final String MARKS = """
            SELECT g, count_of(?, 'members', g) || '.' || coalesce((
                SELECT m.id::text FROM memberships m WHERE m.organization_id = ? AND m.group_id = g AND m.living
                ORDER BY m.id DESC LIMIT 1), '')
            FROM unnest(?::uuid[]) g
            """;

    private GroupMemberRows() {}

    public static Map<UUID, List<MemberOf>> members(
            Database database, Reach reach, UUID organization, List<UUID> groups) {
        Map<UUID, List<MemberOf>> members = new HashMap<>();
        database.list(
                        reach,
                        MEMBERS,
                        row -> Map.entry(
                                row.getObject(1, UUID.class),
                                new MemberOf(
                                        true,
                                        PrincipalKind.ofStored(row.getString(2)),
                                        row.getObject(3, UUID.class),
                                        row.getString(4))),
                        organization,
                        groups)
                .forEach(member -> members.computeIfAbsent(member.getKey(), group -> new ArrayList<>())
                        .add(member.getValue()));
        return members;
    }

    public static Map<UUID, String> marks(Database database, Reach reach, UUID organization, List<UUID> groups) {
        Map<UUID, String> marks = new HashMap<>();
        database.list(
                        reach,
                        MARKS,
                        row -> Map.entry(row.getObject(1, UUID.class), row.getString(2)),
                        organization,
                        organization,
                        groups)
                .forEach(mark -> marks.put(mark.getKey(), mark.getValue()));
        return marks;
    }

    public static List<UUID> among(Database database, Reach reach, Group group, List<UUID> principals) {
        return database.list(
                reach,
                "SELECT member_id FROM memberships WHERE organization_id = ? AND group_id = ? AND living"
                        + " AND member_kind IN ('user', 'group') AND member_id = ANY (?::uuid[])",
                row -> row.getObject(1, UUID.class),
                group.organization().value(),
                group.id().value(),
                new Keys(principals));
    }

    /** The direct members of a group of a list. */
    public static Several several(String name, PrincipalKind kind) {
        String column = "held.member_id";
        String ofGroup = " held WHERE held.organization_id = groups.organization_id AND held.group_id = groups.id"
                + " AND held.living AND held.member_kind = '" + kind.stored() + "'";
        return new Several(
                Field.shown(column + " " + kind.stored()),
                Field.uuid(name, column).notSortable().required(),
                Sql.of("memberships" + ofGroup),
                moment -> AsOf.table("memberships", "organization_id, group_id, member_id, member_kind, living", moment)
                        .followedBy(ofGroup));
    }
}
