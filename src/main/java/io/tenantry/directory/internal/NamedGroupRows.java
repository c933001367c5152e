package io.tenantry.directory.internal;

import io.tenantry.access.PrincipalKind;
import io.tenantry.access.Reach;
import io.tenantry.directory.Belonging;
import io.tenantry.directory.Group;
import io.tenantry.directory.GroupId;
import io.tenantry.directory.Memberships.Of;
import io.tenantry.directory.NamedGroup;
import io.tenantry.platform.database.Database;
import io.tenantry.query.AsOf;
import io.tenantry.query.Field;
import io.tenantry.query.Several;
import io.tenantry.query.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The groups that somebody belongs to, by name. One statement tells them and whether there is such a somebody. */
public final class NamedGroupRows {
    private static final String DIRECT = """
            SELECT m.group_id, true AS direct FROM memberships m
            WHERE m.organization_id = ? AND m.member_id = ? AND m.living
            """;

    private static final String NESTED = "SELECT group_id, bool_or(direct) AS direct FROM (" + DIRECT + """
            UNION ALL
            SELECT n.outer_id, false FROM memberships m
            JOIN group_nesting n ON n.organization_id = m.organization_id AND n.inner_id = m.group_id
            WHERE m.organization_id = ? AND m.member_id = ? AND m.living) paths GROUP BY group_id
            """;

    private static final String OF_USERS = """
            SELECT held.member_id, g.id, g.display_name, held.direct FROM (
                SELECT member_id, group_id, bool_or(direct) AS direct FROM (
                    SELECT m.member_id, m.group_id, true AS direct FROM memberships m
                    WHERE m.organization_id = ? AND m.member_id = ANY (?::uuid[]) AND m.living
                    UNION ALL
                    SELECT m.member_id, n.outer_id, false FROM memberships m
                    JOIN group_nesting n ON n.organization_id = m.organization_id AND n.inner_id = m.group_id
                    WHERE m.organization_id = ? AND m.member_id = ANY (?::uuid[]) AND m.living) paths
                GROUP BY member_id, group_id) held
            JOIN groups g ON g.organization_id = ? AND g.id = held.group_id AND g.deleted_at IS NULL
            WHERE g.kind = ANY (?) ORDER BY g.display_name_ci, g.id
            """;

    /** What makes memberships those of a user of a list. */
    static final String OF_USER =
            " WHERE held.organization_id = users.organization_id AND held.member_id = users.id AND held.living";

    private NamedGroupRows() {}

    /** The living groups of these kinds, in order of their names; null when the organization has no such user or group. */
    public static @Nullable List<NamedGroup> list(
            Database database, Reach reach, UUID organization, Of principal, Set<Group.Kind> kinds, Belonging way) {
        List<String> stored = kinds.stream().map(Group.Kind::stored).toList();
        List<@Nullable Object> values = new ArrayList<>(List.of(organization, principal.id()));
        if (principal.kind() == PrincipalKind.GROUP) {
            values.add(stored);
        }
        values.addAll(List.of(organization, principal.id()));
        if (way != Belonging.DIRECT) {
            values.addAll(List.of(organization, principal.id()));
        }
        values.addAll(List.of(organization, stored));
        List<@Nullable NamedGroup> rows = database.list(
                reach,
                "SELECT g.id, g.display_name, g.direct FROM (" + there(principal.kind()) + ") p LEFT JOIN ("
                        + " SELECT g.id, g.display_name, g.display_name_ci, held.direct FROM ("
                        + (way == Belonging.DIRECT ? DIRECT : NESTED)
                        + ") held JOIN groups g ON g.organization_id = ? AND g.id = held.group_id AND g.deleted_at IS NULL"
                        + " WHERE g.kind = ANY (?)" + (way == Belonging.INDIRECT ? " AND NOT held.direct" : "")
                        + ") g ON true ORDER BY g.display_name_ci, g.id",
                row -> {
                    UUID id = row.getObject(1, UUID.class);
                    return id == null ? null : new NamedGroup(new GroupId(id), row.getString(2), row.getBoolean(3));
                },
                values.toArray());
        if (rows.isEmpty()) {
            return null;
        }
        List<NamedGroup> groups = new ArrayList<>(rows.size());
        for (NamedGroup group : rows) {
            if (group != null) {
                groups.add(group);
            }
        }
        return groups;
    }

    /**
     * The living groups of these kinds that some users belong to, in order of their names. One user is asked about like anybody:
     * PostgreSQL plans a list of one anew each time, which takes longer than the answer.
     */
    public static Map<UUID, List<NamedGroup>> ofUsers(
            Database database, Reach reach, UUID organization, List<UUID> users, Set<Group.Kind> kinds) {
        if (users.size() == 1) {
            UUID only = users.getFirst();
            List<NamedGroup> names =
                    list(database, reach, organization, new Of(PrincipalKind.USER, only), kinds, Belonging.ANY);
            return names == null || names.isEmpty() ? Map.of() : Map.of(only, names);
        }
        Map<UUID, List<NamedGroup>> groups = new HashMap<>();
        database.list(
                        reach,
                        OF_USERS,
                        row -> Map.entry(
                                row.getObject(1, UUID.class),
                                new NamedGroup(
                                        new GroupId(row.getObject(2, UUID.class)),
                                        row.getString(3),
                                        row.getBoolean(4))),
                        organization,
                        users,
                        organization,
                        users,
                        organization,
                        kinds.stream().map(Group.Kind::stored).toList())
                .forEach(held -> groups.computeIfAbsent(held.getKey(), user -> new ArrayList<>())
                        .add(held.getValue()));
        return groups;
    }

    /** The groups of a user of a list: those of which he is a member himself, or those that these lie within. */
    public static Several several(String name, boolean direct) {
        String column = direct ? "held.group_id" : "around.outer_id";
        Field element = Field.uuid(name, column).notSortable().required();
        String nesting = direct
                ? ""
                : " JOIN group_nesting around ON around.organization_id = held.organization_id"
                        + " AND around.inner_id = held.group_id";
        return new Several(
                Field.shown(column),
                element,
                Sql.of("memberships held" + nesting + OF_USER),
                moment -> PastLinkRows.groupsOfUser(direct, moment));
    }

    /** The names of the groups of a user of a list, of which he is a member himself. */
    public static Several names(String name) {
        String held = "held.organization_id = users.organization_id AND held.member_id = users.id AND held.living"
                + " AND g.organization_id = held.organization_id AND g.id = held.group_id AND g.deleted_at IS NULL";
        return new Several(
                Field.shown("group_names"),
                Field.text(name, "g.display_name")
                        .foldedIn("g.display_name_ci")
                        .required()
                        .notSortable()
                        .notSelectable(),
                Sql.of("memberships held CROSS JOIN groups g WHERE " + held),
                moment -> AsOf.table("memberships", "organization_id, group_id, member_id, living", moment)
                        .followedBy(" held CROSS JOIN ")
                        .followedBy(AsOf.table(
                                "groups", "organization_id, id, display_name, display_name_ci, deleted_at", moment))
                        .followedBy(" g WHERE " + held));
    }

    private static String there(PrincipalKind kind) {
        return switch (kind) {
            case USER -> "SELECT FROM users WHERE organization_id = ? AND id = ? AND deleted_at IS NULL";
            case GROUP ->
                "SELECT FROM groups WHERE organization_id = ? AND id = ? AND deleted_at IS NULL AND kind = ANY (?)";
            case SERVICE_ACCOUNT -> throw new IllegalArgumentException("Service accounts are not asked about here");
        };
    }
}
