package io.tenantry.directory.internal;

import io.tenantry.access.Reach;
import io.tenantry.directory.Deltas.ChangedGroup;
import io.tenantry.directory.Deltas.ChangedGroups;
import io.tenantry.directory.Deltas.ChangedMember;
import io.tenantry.directory.Deltas.Place;
import io.tenantry.directory.Deltas.Wanted;
import io.tenantry.directory.Group;
import io.tenantry.directory.User;
import io.tenantry.directory.UserId;
import io.tenantry.platform.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Statements that find what changed since a moment: in the living rows by when they began, in the history by when they ended. */
public final class DeltaRows {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private static final String MEMBER_NAMES = """
            LEFT JOIN users u ON m.member_kind = 'user' AND u.organization_id = m.organization_id AND u.id = m.member_id
            LEFT JOIN groups g ON m.member_kind = 'group' AND g.organization_id = m.organization_id AND g.id = m.member_id
            WHERE (m.group_id, m.member_id) > (?, ?) AND coalesce(u.object_id, g.object_id) IS NOT NULL
            ORDER BY m.group_id, m.member_id LIMIT ?""";

    private static final String ALL_MEMBERS = """
            SELECT m.group_id, m.member_id, coalesce(u.object_id, g.object_id), m.member_kind = 'group', false
            FROM (SELECT organization_id, group_id, member_id, member_kind FROM memberships
                  WHERE organization_id = ? AND group_id = ANY (?) AND living) m
            """ + MEMBER_NAMES;

    private static final String CHANGED_MEMBERS = """
            SELECT m.group_id, m.member_id, coalesce(u.object_id, g.object_id), m.member_kind = 'group', NOT coalesce(n.living, false)
            FROM (SELECT organization_id, group_id, member_id, member_kind FROM memberships
                  WHERE organization_id = ? AND group_id = ANY (?) AND valid_from >= ?
                  UNION SELECT organization_id, group_id, member_id, member_kind FROM memberships_history
                  WHERE organization_id = ? AND valid_until >= ? AND group_id = ANY (?)) m
            LEFT JOIN memberships n ON n.organization_id = m.organization_id AND n.group_id = m.group_id
                AND n.member_id = m.member_id
            """ + MEMBER_NAMES;

    private DeltaRows() {}

    public static Instant horizon(Database database) {
        return Objects.requireNonNull(database.first(
                Reach.nowhere(),
                "SELECT changes_horizon()",
                row -> row.getObject(1, OffsetDateTime.class).toInstant()));
    }

    public static List<User> users(
            Database database, Reach reach, Wanted wanted, @Nullable UserId after, Collection<UUID> also) {
        UUID organization = wanted.organization().value();
        UUID last = after == null ? BEFORE_ALL : after.value();
        Instant since = wanted.since();
        if (since == null) {
            return database.list(
                    reach,
                    "SELECT " + UserRows.COLUMNS
                            + " FROM users WHERE organization_id = ? AND id > ? AND deleted_at IS NULL ORDER BY id LIMIT ?",
                    UserRows::read,
                    organization,
                    last,
                    wanted.limit());
        }
        return database.list(
                reach,
                "SELECT " + UserRows.COLUMNS
                        + " FROM users WHERE organization_id = ? AND id > ? AND (valid_from >= ? OR id = ANY (?))"
                        + " ORDER BY id LIMIT ?",
                UserRows::read,
                organization,
                last,
                since,
                also.isEmpty() ? List.of(BEFORE_ALL) : also,
                wanted.limit());
    }

    public static ChangedGroups groups(Database database, Reach reach, Wanted wanted, @Nullable Place place) {
        List<Group> groups = changed(database, reach, wanted, place);
        List<UUID> living = groups.stream()
                .filter(group -> group.deletedAt() == null)
                .map(group -> group.id().value())
                .toList();
        List<Edge> edges = living.isEmpty() ? List.of() : edges(database, reach, wanted, living, place);
        boolean broken = edges.size() > wanted.limit();
        Edge last = broken ? edges.get(wanted.limit() - 1) : null;
        Map<UUID, List<ChangedMember>> members = new HashMap<>();
        for (Edge edge : broken ? edges.subList(0, wanted.limit()) : edges) {
            members.computeIfAbsent(edge.group(), group -> new ArrayList<>()).add(edge.member());
        }
        List<ChangedGroup> told = new ArrayList<>();
        for (Group group : groups) {
            told.add(new ChangedGroup(group, members.getOrDefault(group.id().value(), List.of())));
            if (last != null && last.group().equals(group.id().value())) {
                return new ChangedGroups(told, new Place(group.id(), last.id()));
            }
        }
        boolean more = groups.size() == wanted.limit();
        return new ChangedGroups(told, more ? new Place(groups.getLast().id(), null) : null);
    }

    private static List<Group> changed(Database database, Reach reach, Wanted wanted, @Nullable Place place) {
        UUID organization = wanted.organization().value();
        UUID last = place == null ? BEFORE_ALL : place.group().value();
        String from = "SELECT " + GroupRows.COLUMNS + " FROM groups WHERE organization_id = ? AND kind <> 'hub' AND id "
                + (place != null && place.member() != null ? ">= ?" : "> ?");
        Instant since = wanted.since();
        return since == null
                ? database.list(
                        reach,
                        from + " AND deleted_at IS NULL ORDER BY id LIMIT ?",
                        GroupRows::read,
                        organization,
                        last,
                        wanted.limit())
                : database.list(
                        reach,
                        from + """
                         AND (valid_from >= ? OR id IN (
                            SELECT group_id FROM memberships WHERE organization_id = ? AND valid_from >= ?
                            UNION SELECT group_id FROM memberships_history WHERE organization_id = ? AND valid_until >= ?))
                        ORDER BY id LIMIT ?
                        """,
                        GroupRows::read,
                        organization,
                        last,
                        since,
                        organization,
                        since,
                        organization,
                        since,
                        wanted.limit());
    }

    /** One more than fits, to tell whether there are more. */
    private static List<Edge> edges(
            Database database, Reach reach, Wanted wanted, List<UUID> groups, @Nullable Place place) {
        UUID organization = wanted.organization().value();
        UUID group = place == null ? BEFORE_ALL : place.group().value();
        UUID member = place == null || place.member() == null ? new UUID(-1, -1) : place.member();
        int limit = wanted.limit() + 1;
        Instant since = wanted.since();
        return since == null
                ? database.list(reach, ALL_MEMBERS, DeltaRows::edge, organization, groups, group, member, limit)
                : database.list(
                        reach,
                        CHANGED_MEMBERS,
                        DeltaRows::edge,
                        organization,
                        groups,
                        since,
                        organization,
                        since,
                        groups,
                        group,
                        member,
                        limit);
    }

    private static Edge edge(ResultSet row) throws SQLException {
        return new Edge(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                new ChangedMember(row.getObject(3, UUID.class), row.getBoolean(4), row.getBoolean(5)));
    }

    private record Edge(UUID group, UUID id, ChangedMember member) {}
}
