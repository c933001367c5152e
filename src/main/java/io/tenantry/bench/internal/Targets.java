package io.tenantry.bench.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What is asked for, taken from the estate itself: people, texts that some sixty of them have in their names, the largest group,
 * places deep in the list, and empty groups to fill.
 *
 * @param people how many people the organization has
 * @param users hub id and object id of some thousand of them
 * @param deepPage the number of the page that a deep walk arrives at
 * @param deepPlaces name and id of the last person before that page and its neighbours
 * @param newGroups empty groups, half of them for the hub
 * @param portal the operator above the organization, and his connection that serves it
 * @param skus products with more units than anybody needs, half of them for the hub
 * @param chained somebody in the innermost of fifty nested groups
 */
public record Targets(
        UUID organization,
        int people,
        String domain,
        List<Known> users,
        List<String> fragments,
        Known largestGroup,
        int deepPage,
        List<Place> deepPlaces,
        List<Known> newGroups,
        Known portal,
        List<UUID> skus,
        UUID chained) {
    static final int PAGE = 100;
    private static final int DEEP_PAGE = 900;
    private static final int NEIGHBOURS = 20;
    private static final int USERS = 5_000;
    private static final int FRAGMENTS = 40;
    private static final int GROUPS = 64;
    private static final int CHAIN = 50;

    /** The hub's own id of a thing, and the one Microsoft's directory would give it. */
    public record Known(UUID id, UUID objectId) {}

    /** A place in the list of people. */
    public record Place(String name, UUID id) {}

    /** Looks the targets up, as the owner of the tables. */
    public static Targets find(Connection owner, UUID organization) throws SQLException {
        int people = number(
                owner, "SELECT count(*) FROM users WHERE organization_id = ? AND deleted_at IS NULL", organization);
        int deepPage = Math.min(DEEP_PAGE, people / PAGE - 1);
        return new Targets(
                organization,
                people,
                texts(owner, "SELECT name FROM domains WHERE organization_id = ? AND is_default", organization)
                        .getFirst(),
                ids(owner, """
                        SELECT id, object_id FROM users
                        WHERE organization_id = ? AND deleted_at IS NULL AND usage_location IS NOT NULL
                        ORDER BY md5(id::text) LIMIT\s""" + USERS, organization),
                fragments(owner, organization),
                ids(owner, """
                        SELECT g.id, g.object_id FROM counts c JOIN groups g ON g.id = c.subject_id AND g.organization_id = ?
                            AND g.kind <> 'hub'
                        WHERE c.organization_id = g.organization_id AND c.subject = 'members' ORDER BY c.total DESC LIMIT 1
                        """, organization).getFirst(),
                deepPage,
                deepPlaces(owner, organization, deepPage),
                newGroups(owner, organization),
                portal(owner, organization),
                skus(owner, organization),
                chained(owner, organization));
    }

    /** Nests groups into each other, puts somebody into the innermost, and tells who it is. */
    private static UUID chained(Connection owner, UUID organization) throws SQLException {
        String group = "WITH made AS (INSERT INTO groups (organization_id, id, object_id, kind, display_name)"
                + " SELECT ?, id, id, 'hub', 'Chain' FROM (SELECT gen_random_uuid() AS id) fresh RETURNING organization_id, id)";
        UUID inner = ids(owner, group + " SELECT id, id FROM made", organization)
                .getFirst()
                .id();
        UUID user = ids(owner, """
                        WITH made AS (INSERT INTO users (organization_id, id, object_id, upn, display_name)
                            SELECT organization_id, id, id, 'chained.' || id || '@example.com', 'Chained'
                            FROM (SELECT ?::uuid AS organization_id, gen_random_uuid() AS id) fresh RETURNING organization_id, id),
                        joined AS (INSERT INTO memberships (organization_id, group_id, member_id, id, member_kind)
                            SELECT organization_id, '%s', id, gen_random_uuid(), 'user' FROM made)
                        SELECT id, id FROM made
                        """.formatted(inner), organization).getFirst().id();
        for (int nested = 1; nested < CHAIN; nested++) {
            inner = ids(owner, group + """
                            , joined AS (INSERT INTO memberships (organization_id, group_id, member_id, id, member_kind)
                                SELECT organization_id, id, '%s', gen_random_uuid(), 'group' FROM made)
                            SELECT id, id FROM made
                            """.formatted(inner), organization)
                    .getFirst()
                    .id();
        }
        return user;
    }

    private static Known portal(Connection owner, UUID organization) throws SQLException {
        return ids(owner, """
                SELECT p.organization_id, i.id FROM organizations o
                    CROSS JOIN unnest(organizations_above(o.organization_id)) WITH ORDINALITY a (id, step)
                    JOIN organizations p ON p.organization_id = a.id AND p.kind = 'partner'
                    JOIN provider_instances i ON i.organization_id = p.organization_id AND i.provider = o.provider
                WHERE o.organization_id = ? ORDER BY a.step LIMIT 1
                """, organization).getFirst();
    }

    private static List<UUID> skus(Connection owner, UUID organization) throws SQLException {
        return ids(owner, """
                INSERT INTO subscribed_skus AS s (organization_id, sku_id, enabled)
                SELECT ?, id, 100000000 FROM skus WHERE part_number IN ('AAD_PREMIUM', 'ADALLOM_STANDALONE', 'ATA',
                    'DEFENDER_ENDPOINT_P1', 'FLOW_PER_USER', 'INTUNE_A', 'Microsoft_Teams_Premium', 'POWERAPPS_PER_USER',
                    'PROJECT_P1', 'VISIOONLINE_PLAN1', 'VIVA', 'WIN_DEF_ATP')
                ON CONFLICT (organization_id, sku_id) DO UPDATE SET enabled = 100000000
                RETURNING sku_id, sku_id
                """, organization).stream().map(Known::id).toList();
    }

    /** The end of a first name and the beginning of a last one: what some sixty people have, not some thousands. */
    private static List<String> fragments(Connection owner, UUID organization) throws SQLException {
        return texts(owner, """
                WITH parts AS (
                    SELECT DISTINCT substr(display_name_ci, position(' ' in display_name_ci) - 3, 7) AS part
                    FROM (SELECT display_name_ci FROM users WHERE organization_id = ? AND deleted_at IS NULL
                          ORDER BY md5(id::text) LIMIT 400) sample)
                SELECT part FROM parts, LATERAL (
                    SELECT count(*) AS hits FROM users u
                    WHERE u.organization_id = '%s' AND u.deleted_at IS NULL AND u.search_text LIKE '%%' || part || '%%') found
                WHERE part ~ '^[a-z]{3} [a-z]{3}$' ORDER BY abs(hits - 60), part LIMIT %d
                """.formatted(organization, FRAGMENTS), organization);
    }

    private static List<Place> deepPlaces(Connection owner, UUID organization, int deepPage) throws SQLException {
        List<Place> places = new ArrayList<>();
        try (PreparedStatement statement = owner.prepareStatement("""
                SELECT display_name_ci, id FROM (
                    SELECT display_name_ci, id, row_number() OVER (ORDER BY display_name_ci, id) AS n
                    FROM users WHERE organization_id = ? AND deleted_at IS NULL) numbered
                WHERE n %% %d = 0 AND n BETWEEN ? AND ?
                """.formatted(PAGE))) {
            statement.setObject(1, organization);
            statement.setInt(2, Math.max(1, deepPage - NEIGHBOURS) * PAGE);
            statement.setInt(3, (deepPage - 1) * PAGE);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    places.add(new Place(rows.getString(1), rows.getObject(2, UUID.class)));
                }
            }
        }
        return places;
    }

    private static List<Known> newGroups(Connection owner, UUID organization) throws SQLException {
        return ids(owner, """
                INSERT INTO groups (organization_id, id, object_id, kind, display_name)
                SELECT ?, gen_random_uuid(), gen_random_uuid(), 'security', 'Benchmark ' || n FROM generate_series(1, %d) n
                RETURNING id, object_id
                """.formatted(GROUPS), organization);
    }

    private static List<Known> ids(Connection owner, String sql, UUID organization) throws SQLException {
        List<Known> found = new ArrayList<>();
        try (PreparedStatement statement = owner.prepareStatement(sql)) {
            statement.setObject(1, organization);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(new Known(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class)));
                }
            }
        }
        return found;
    }

    private static List<String> texts(Connection owner, String sql, UUID organization) throws SQLException {
        List<String> found = new ArrayList<>();
        try (PreparedStatement statement = owner.prepareStatement(sql)) {
            statement.setObject(1, organization);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found;
    }

    private static int number(Connection owner, String sql, UUID organization) throws SQLException {
        return Integer.parseInt(texts(owner, sql, organization).getFirst());
    }
}
