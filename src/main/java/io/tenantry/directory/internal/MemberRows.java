package io.tenantry.directory.internal;

import io.tenantry.access.PrincipalKind;
import io.tenantry.access.Reach;
import io.tenantry.directory.Belonging;
import io.tenantry.directory.Group;
import io.tenantry.directory.MemberEdit;
import io.tenantry.directory.MemberOf;
import io.tenantry.directory.internal.MembershipRows.Candidate;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Keys;
import io.tenantry.platform.database.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Members of groups with the names by which SLC Hub's clients know them: directly or through groups within groups. */
public final class MemberRows {
    /** Looks each name up; a join might read everybody for a page of a large group. */
    private static final String NAMED = """
            SELECT w.direct, w.member_kind, w.member_id, CASE w.member_kind
                WHEN 'user' THEN (SELECT coalesce(u.user_name, u.upn) FROM users u
                                  WHERE u.organization_id = ? AND u.id = w.member_id)
                ELSE (SELECT g.display_name FROM groups g WHERE g.organization_id = ? AND g.id = w.member_id) END
            FROM wanted w ORDER BY w.member_id
            """;

    /** The memberships' own index serves this, in one walk. */
    private static final String DIRECT = """
            WITH wanted AS MATERIALIZED (
                SELECT true AS direct, m.member_kind, m.member_id FROM memberships m
                WHERE m.organization_id = ? AND m.group_id = ? AND m.living AND m.member_kind = ANY (?::text[])
                ORDER BY m.member_id OFFSET ? LIMIT ?)
            """;

    private static final String ALL = """
            WITH wanted AS MATERIALIZED (
                SELECT bool_or(w.direct) AS direct, m.member_kind, m.member_id
                FROM (SELECT ?::uuid AS id, true AS direct
                      UNION ALL
                      SELECT inner_id, false FROM group_nesting WHERE organization_id = ? AND outer_id = ?) w
                JOIN memberships m ON m.organization_id = ? AND m.group_id = w.id AND m.living
                WHERE m.member_kind = ANY (?::text[])
                GROUP BY m.member_kind, m.member_id
                HAVING NOT (bool_or(w.direct) AND ?)
                ORDER BY m.member_id OFFSET ? LIMIT ?)
            """;

    private MemberRows() {}

    public static List<MemberOf> members(Database database, Reach reach, Group group, MemberOf.Wanted wanted) {
        UUID organization = group.organization().value();
        UUID id = group.id().value();
        PrincipalKind kind = wanted.kind();
        List<String> kinds = kind == null
                ? List.of(PrincipalKind.USER.stored(), PrincipalKind.GROUP.stored())
                : List.of(kind.stored());
        if (wanted.belonging() == Belonging.DIRECT) {
            return database.list(
                    reach,
                    DIRECT + NAMED,
                    MemberRows::read,
                    organization,
                    id,
                    kinds,
                    wanted.offset(),
                    wanted.limit(),
                    organization,
                    organization);
        }
        return database.list(
                reach,
                ALL + NAMED,
                MemberRows::read,
                id,
                organization,
                id,
                organization,
                kinds,
                wanted.belonging() == Belonging.INDIRECT,
                wanted.offset(),
                wanted.limit(),
                organization,
                organization);
    }

    public static long count(Database database, Reach reach, Group group) {
        return Objects.requireNonNull(database.first(
                reach,
                """
                SELECT count(*) FROM memberships
                WHERE organization_id = ? AND group_id = ? AND living AND member_kind IN ('user', 'group')
                """,
                row -> row.getLong(1),
                group.organization().value(),
                group.id().value()));
    }

    /** Everybody whom the steps may mean, in two statements however many steps there are. */
    public static Found find(Session session, UUID organization, Collection<MemberEdit> edits) {
        List<UUID> ids = edits.stream()
                .map(MemberEdit::id)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        List<String> names = edits.stream()
                .map(MemberEdit::name)
                .filter(Objects::nonNull)
                .map(MemberRows::key)
                .distinct()
                .toList();
        Found found = new Found(new HashMap<>(), new HashMap<>());
        if (!ids.isEmpty()) {
            Keys keys = new Keys(ids);
            session.list("""
                            SELECT id, 'user', display_name FROM users
                            WHERE organization_id = ? AND id = ANY (?::uuid[]) AND deleted_at IS NULL
                            UNION ALL
                            SELECT id, 'group', display_name FROM groups
                            WHERE organization_id = ? AND id = ANY (?::uuid[]) AND deleted_at IS NULL
                            """, MemberRows::candidate, organization, keys, organization, keys)
                    .forEach(candidate -> found.byId().put(candidate.id(), candidate));
        }
        if (!names.isEmpty()) {
            session.list(
                            """
                            SELECT u.id, 'user', u.display_name, n FROM unnest(?::text[]) n
                            JOIN users u ON u.organization_id = ? AND u.user_name_ci = lower(n) AND u.deleted_at IS NULL
                            UNION ALL
                            SELECT g.id, 'group', g.display_name, n FROM unnest(?::text[]) n
                            JOIN groups g ON g.organization_id = ? AND g.display_name_ci = lower(n) AND g.deleted_at IS NULL
                            """,
                            row -> Map.entry(row.getString(4), candidate(row)),
                            names,
                            organization,
                            names,
                            organization)
                    .forEach(named -> found.byName()
                            .computeIfAbsent(named.getKey(), name -> new ArrayList<>())
                            .add(named.getValue()));
        }
        return found;
    }

    /** Those whom steps may mean, by id and by name. */
    public record Found(Map<UUID, Candidate> byId, Map<String, List<Candidate>> byName) {
        public List<Candidate> fitting(MemberEdit edit) {
            String name = edit.name();
            Candidate known = edit.id() == null ? null : byId.get(edit.id());
            List<Candidate> all = name != null
                    ? byName.getOrDefault(key(name), List.of())
                    : known == null ? List.of() : List.of(known);
            return all.stream()
                    .filter(candidate -> edit.kind() == null || candidate.kind() == edit.kind())
                    .toList();
        }
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static Candidate candidate(ResultSet row) throws SQLException {
        return new Candidate(row.getObject(1, UUID.class), PrincipalKind.ofStored(row.getString(2)), row.getString(3));
    }

    private static MemberOf read(ResultSet row) throws SQLException {
        return new MemberOf(
                row.getBoolean(1),
                PrincipalKind.ofStored(row.getString(2)),
                row.getObject(3, UUID.class),
                row.getString(4));
    }
}
