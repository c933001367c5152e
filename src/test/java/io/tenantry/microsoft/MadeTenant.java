package io.tenantry.microsoft;

import io.tenantry.TestPostgres;
import io.tenantry.kernel.Ids;
import io.tenantry.platform.postgres.DatabaseLocation;
import io.tenantry.tenancy.OrganizationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An organization that stands in for a Microsoft tenant, filled straight in its database, and what is said of an organization so
 * that two of them can be compared, in whichever databases they are.
 */
public final class MadeTenant {
    public static final UUID E3 = UUID.fromString("05e9a617-0261-4cee-bb44-138d3ef5d965");

    private MadeTenant() {}

    /** People with licences for every second, twenty groups that they are spread over, and one group within another. */
    public static void fill(DatabaseLocation where, OrganizationId organization, int people) {
        UUID id = organization.value();
        run(
                where,
                "INSERT INTO domains (organization_id, name, is_default, is_initial) VALUES (?, ?, true, true)",
                id,
                "noon" + id + ".example");
        run(where, """
                INSERT INTO subscriptions (organization_id, id, sku_id, entitlement_id, order_id, friendly_name, quantity,
                    committed_until) VALUES (?, ?, ?, ?, ?, 'Office', ?, now() + interval '1 year')
                """, id, Ids.next(), E3, Ids.next(), Ids.next(), people + 1000);
        people(where, organization, 0, people);
        run(where, """
                INSERT INTO groups (organization_id, id, object_id, kind, display_name, description)
                SELECT ?, gen_random_uuid(), gen_random_uuid(), 'security', 'Team ' || n, 'The ' || n || 'th' FROM generate_series(0, 19) n
                """, id);
        run(where, """
                INSERT INTO memberships (organization_id, group_id, member_id, id, member_kind)
                SELECT u.organization_id, g.id, u.id, gen_random_uuid(), 'user' FROM users u
                    JOIN groups g ON g.organization_id = u.organization_id
                        AND g.display_name = 'Team ' || (substr(u.surname, 2)::integer % 20)
                WHERE u.organization_id = ? AND NOT u.is_system
                """, id);
        run(where, """
                INSERT INTO memberships (organization_id, group_id, member_id, id, member_kind)
                SELECT o.organization_id, o.id, i.id, gen_random_uuid(), 'group' FROM groups o
                    JOIN groups i ON i.organization_id = o.organization_id AND i.display_name = 'Team 1'
                WHERE o.organization_id = ? AND o.display_name = 'Team 0'
                """, id);
    }

    /** More people, numbered from a number on. */
    public static void people(DatabaseLocation where, OrganizationId organization, int from, int count) {
        UUID id = organization.value();
        run(where, """
                INSERT INTO users (organization_id, id, object_id, upn, display_name, given_name, surname, department, job_title,
                    usage_location, business_phones, mail_nickname)
                SELECT ?, gen_random_uuid(), gen_random_uuid(), 'p' || n || '@noon' || ?::text || '.example', 'Ada Noon ' || n, 'Ada',
                    'N' || n, 'Dept ' || n % 7, CASE WHEN n % 3 = 0 THEN 'Line' || chr(9) || 'keeper "' || n || '"' END, 'SE',
                    ARRAY['+46 8 ' || n], 'p' || n FROM generate_series(?, ?) n
                """, id, id, from, from + count - 1);
        run(where, """
                INSERT INTO license_paths (organization_id, user_id, sku_id, via, assigned_by)
                SELECT organization_id, id, ?, id, 'noon' FROM users
                WHERE organization_id = ? AND substr(surname, 2)::integer % 2 = 0 AND surname ~ '^N[0-9]+$'
                    AND substr(surname, 2)::integer >= ?
                """, E3, id, from);
    }

    /** Everything that a mirror has to show, in one text, wherever it lies and whatever ids it has there. */
    public static String told(DatabaseLocation where, OrganizationId organization) {
        UUID id = organization.value();
        return String.join(
                "\n",
                "users " + ask(where, """
                        SELECT count(*) || ' ' || coalesce(md5(string_agg(concat_ws('|', object_id, upn, display_name, given_name, surname,
                            department, job_title, usage_location, account_enabled, business_phones, mail_nickname), E'\\n'
                            ORDER BY object_id)), '') FROM users
                        WHERE organization_id = ? AND deleted_at IS NULL AND NOT is_system
                        """, id),
                "groups " + ask(where, """
                        SELECT count(*) || ' ' || coalesce(md5(string_agg(concat_ws('|', object_id, kind, display_name, description),
                            E'\\n' ORDER BY object_id)), '') FROM groups
                        WHERE organization_id = ? AND deleted_at IS NULL AND kind <> 'hub'
                        """, id),
                "members " + ask(where, """
                        SELECT count(*) || ' ' || coalesce(md5(string_agg(g.object_id || '>' || coalesce(u.object_id, i.object_id),
                            E'\\n' ORDER BY g.object_id, coalesce(u.object_id, i.object_id))), '')
                        FROM memberships m JOIN groups g ON g.organization_id = m.organization_id AND g.id = m.group_id AND g.kind <> 'hub'
                            LEFT JOIN users u ON u.organization_id = m.organization_id AND u.id = m.member_id
                            LEFT JOIN groups i ON i.organization_id = m.organization_id AND i.id = m.member_id
                        WHERE m.organization_id = ? AND m.living
                        """, id),
                "licenses " + ask(where, """
                        SELECT count(*) || ' ' || coalesce(md5(string_agg(u.object_id || '>' || l.sku_id, E'\\n'
                            ORDER BY u.object_id, l.sku_id)), '')
                        FROM user_licenses l JOIN users u ON u.organization_id = l.organization_id AND u.id = l.user_id
                        WHERE l.organization_id = ? AND l.held
                        """, id),
                "units " + ask(where, """
                        SELECT string_agg(s.sku_id || ' ' || s.enabled || ' ' || c.units, ',') FROM subscribed_skus s
                            JOIN consumed_units c ON c.organization_id = s.organization_id AND c.sku_id = s.sku_id
                        WHERE s.organization_id = ?
                        """, id));
    }

    public static void run(DatabaseLocation where, String sql, @Nullable Object... values) {
        try (Connection connection = TestPostgres.connect(where);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int at = 0; at < values.length; at++) {
                statement.setObject(at + 1, values[at]);
            }
            statement.execute();
        } catch (SQLException failure) {
            throw new AssertionError(sql, failure);
        }
    }

    /** The first column of the first row as a text. */
    public static String ask(DatabaseLocation where, String sql, Object... values) {
        try (Connection connection = TestPostgres.connect(where);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int at = 0; at < values.length; at++) {
                statement.setObject(at + 1, values[at]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? String.valueOf(rows.getString(1)) : "";
            }
        } catch (SQLException failure) {
            throw new AssertionError(sql, failure);
        }
    }
}
