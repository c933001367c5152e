package io.tenantry.bench.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An organization that stands in for a Microsoft tenant, filled and changed straight in its database, and everything that is said
 * of an organization, so that two of them can be compared in whichever databases they lie.
 */
public final class MadeTenant {
    /** The product that people have licences for. */
    public static final UUID PRODUCT = UUID.fromString("05e9a617-0261-4cee-bb44-138d3ef5d965");

    /** A service plan of that product. */
    private static final UUID PLAN = UUID.fromString("efb87545-963c-4e0d-99df-69c6916d9eb0");

    /** Of each kind of thing a statement for one organization: what it is known by everywhere, and what is said of it. */
    private static final Map<String, String> TOLD = told();

    /** About five hundred changes of every kind; each needs the organization once. */
    private static final List<String> CHANGES = List.of(
            """
            UPDATE users SET job_title = 'Changed', former_upns = ARRAY[upn], upn = 'new.' || upn
            WHERE organization_id = ? AND substr(surname, 2)::integer < 200
            """,
            // Two people change names: whichever comes first, the other still has it.
            "UPDATE users SET upn = 'swap-' || upn WHERE organization_id = ? AND surname IN ('N201', 'N202')",
            """
            UPDATE users SET upn = CASE surname WHEN 'N201' THEN 'p202@' ELSE 'p201@' END || split_part(upn, '@', 2)
            WHERE organization_id = ? AND surname IN ('N201', 'N202')
            """,
            """
            UPDATE users SET deleted_at = now() WHERE organization_id = ? AND substr(surname, 2)::integer BETWEEN 300 AND 349
            """,
            """
            UPDATE memberships m SET living = false FROM users u WHERE u.organization_id = ?
            AND m.organization_id = u.organization_id AND m.member_id = u.id AND u.deleted_at IS NOT NULL
            """,
            """
            DELETE FROM memberships m USING users u WHERE u.organization_id = ? AND m.organization_id = u.organization_id
            AND m.member_id = u.id AND substr(u.surname, 2)::integer BETWEEN 400 AND 449
            """,
            """
            INSERT INTO memberships (organization_id, group_id, member_id, id, member_kind)
            SELECT g.organization_id, g.id, u.id, gen_random_uuid(), 'user' FROM groups g
                JOIN users u ON u.organization_id = g.organization_id
            WHERE g.organization_id = ? AND g.display_name = 'Team 3' AND u.surname ~ '^N10000[0-4]$'
            """,
            """
            DELETE FROM license_paths p USING users u WHERE u.organization_id = ? AND p.organization_id = u.organization_id
            AND p.user_id = u.id AND p.via = u.id AND substr(u.surname, 2)::integer BETWEEN 500 AND 549
            """,
            "UPDATE groups SET deleted_at = now() WHERE organization_id = ? AND display_name = 'Team 7'",
            """
            UPDATE memberships m SET living = false FROM groups g WHERE g.organization_id = ?
            AND m.organization_id = g.organization_id AND m.group_id = g.id AND g.deleted_at IS NOT NULL AND m.living
            """,
            "UPDATE groups SET display_name = 'Renamed' WHERE organization_id = ? AND display_name = 'Team 8'",
            "UPDATE subscriptions SET quantity = quantity + 5 WHERE organization_id = ?");

    private MadeTenant() {}

    /**
     * People with licences for every second, twenty groups that they are spread over, one of which gives its members licences,
     * and one group within another.
     */
    public static void fill(Connection owner, UUID organization, int people) throws SQLException {
        run(
                owner,
                "INSERT INTO domains (organization_id, name, is_default, is_initial) VALUES (?, ?, true, true)",
                organization,
                "noon" + organization + ".example");
        run(owner, """
                INSERT INTO subscriptions (organization_id, id, sku_id, entitlement_id, order_id, friendly_name, quantity,
                    committed_until)
                VALUES (?, gen_random_uuid(), ?, gen_random_uuid(), gen_random_uuid(), 'Office', ?, now() + interval '1 year')
                """, organization, PRODUCT, people + 1000);
        people(owner, organization, 0, people);
        run(owner, """
                INSERT INTO groups (organization_id, id, object_id, kind, display_name, description)
                SELECT ?, gen_random_uuid(), gen_random_uuid(), 'security', 'Team ' || n, 'The ' || n || 'th'
                FROM generate_series(0, 19) n
                """, organization);
        run(owner, """
                INSERT INTO group_licenses (organization_id, group_id, sku_id, disabled_plans, assigned_by)
                SELECT organization_id, id, ?, ARRAY[?]::uuid[], 'noon' FROM groups
                WHERE organization_id = ? AND display_name = 'Team 5'
                """, PRODUCT, PLAN, organization);
        run(owner, """
                INSERT INTO memberships (organization_id, group_id, member_id, id, member_kind)
                SELECT u.organization_id, g.id, u.id, gen_random_uuid(), 'user' FROM users u
                    JOIN groups g ON g.organization_id = u.organization_id
                        AND g.display_name = 'Team ' || (substr(u.surname, 2)::integer % 20)
                WHERE u.organization_id = ? AND NOT u.is_system
                """, organization);
        run(owner, """
                INSERT INTO memberships (organization_id, group_id, member_id, id, member_kind)
                SELECT o.organization_id, o.id, i.id, gen_random_uuid(), 'group' FROM groups o
                    JOIN groups i ON i.organization_id = o.organization_id AND i.display_name = 'Team 1'
                WHERE o.organization_id = ? AND o.display_name = 'Team 0'
                """, organization);
    }

    /** More people, numbered from a number on. */
    public static int people(Connection owner, UUID organization, int from, int count) throws SQLException {
        int made = run(owner, """
                INSERT INTO users (organization_id, id, object_id, upn, display_name, given_name, surname, department, job_title,
                    usage_location, business_phones, mail_nickname)
                SELECT ?, gen_random_uuid(), gen_random_uuid(), 'p' || n || '@noon' || ?::text || '.example', 'Ada Noon ' || n, 'Ada',
                    'N' || n, 'Dept ' || n % 7, CASE WHEN n % 3 = 0 THEN 'Line' || chr(9) || 'keeper "' || n || '"' END, 'SE',
                    ARRAY['+46 8 ' || n], 'p' || n FROM generate_series(?, ?) n
                """, organization, organization, from, from + count - 1);
        run(owner, """
                INSERT INTO license_paths (organization_id, user_id, sku_id, via, assigned_by)
                SELECT organization_id, id, ?, id, 'noon' FROM users
                WHERE organization_id = ? AND surname ~ '^N[0-9]+$' AND substr(surname, 2)::integer % 2 = 0
                    AND substr(surname, 2)::integer >= ?
                """, PRODUCT, organization, from);
        return made;
    }

    /** Changes of every kind, to an organization of at least six hundred people; how many rows they touch. */
    public static int change(Connection owner, UUID organization) throws SQLException {
        int changed = people(owner, organization, 100_000, 100);
        for (String change : CHANGES) {
            changed += run(owner, change, organization);
        }
        return changed;
    }

    /** Everything that a mirror has to show: of each kind of thing, by what it is known, what is said of it. */
    public static Map<String, Map<String, List<String>>> told(Connection owner, UUID organization) throws SQLException {
        Map<String, Map<String, List<String>>> told = new LinkedHashMap<>();
        for (Map.Entry<String, String> kind : TOLD.entrySet()) {
            Map<String, List<String>> things = new LinkedHashMap<>();
            try (PreparedStatement statement = owner.prepareStatement(kind.getValue())) {
                statement.setObject(1, organization);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        things.computeIfAbsent(rows.getString(1), key -> new ArrayList<>())
                                .add(rows.getString(2));
                    }
                }
            }
            told.put(kind.getKey(), things);
        }
        return told;
    }

    private static Map<String, String> told() {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("users", """
                SELECT object_id, concat_ws('|', upn, display_name, given_name, surname, department, job_title, usage_location,
                    account_enabled, business_phones, mail_nickname) FROM users
                WHERE organization_id = ? AND deleted_at IS NULL AND NOT is_system ORDER BY object_id
                """);
        told.put("groups", """
                SELECT object_id, concat_ws('|', kind, display_name, description) FROM groups
                WHERE organization_id = ? AND deleted_at IS NULL AND kind <> 'hub' ORDER BY object_id
                """);
        told.put("members", """
                SELECT g.object_id || ' ' || coalesce(u.object_id, i.object_id), m.member_kind
                FROM memberships m JOIN groups g ON g.organization_id = m.organization_id AND g.id = m.group_id AND g.kind <> 'hub'
                    LEFT JOIN users u ON u.organization_id = m.organization_id AND u.id = m.member_id
                    LEFT JOIN groups i ON i.organization_id = m.organization_id AND i.id = m.member_id
                WHERE m.organization_id = ? AND m.living ORDER BY 1
                """);
        told.put("licences", """
                SELECT u.object_id || ' ' || l.sku_id, l.held FROM user_licenses l
                    JOIN users u ON u.organization_id = l.organization_id AND u.id = l.user_id
                WHERE l.organization_id = ? AND l.held ORDER BY 1
                """);
        told.put("ways", """
                SELECT concat_ws(' ', u.object_id, p.sku_id, p.group_object_id), p.disabled_plans FROM licenses_by_path p
                    JOIN users u ON u.organization_id = p.organization_id AND u.id = p.user_id
                WHERE p.organization_id = ? AND p.held ORDER BY 1
                """);
        told.put("units", """
                SELECT s.sku_id, concat_ws(' ', s.enabled, s.warning, s.suspended, c.units) FROM subscribed_skus s
                    JOIN consumed_units c ON c.organization_id = s.organization_id AND c.sku_id = s.sku_id
                WHERE s.organization_id = ? ORDER BY 1
                """);
        told.put("subscriptions", """
                SELECT id, concat_ws(' ', sku_id, quantity, status, term, billing_cycle, auto_renew, friendly_name,
                    date_trunc('second', committed_until) AT TIME ZONE 'UTC')
                FROM subscriptions WHERE organization_id = ? AND status <> 'deleted' ORDER BY 1
                """);
        return told;
    }

    static int run(Connection owner, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement(sql)) {
            for (int at = 0; at < values.length; at++) {
                statement.setObject(at + 1, values[at]);
            }
            return statement.executeUpdate();
        }
    }
}
