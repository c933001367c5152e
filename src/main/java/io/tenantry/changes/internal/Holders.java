package io.tenantry.changes.internal;

import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.UUID;

/** Those among some targets who hold a role, themselves or through groups. */
final class Holders {
    private static final String EVERYBODY = """
            WITH holders AS (SELECT organization_id, principal_id AS id FROM role_assignments),
            privileged AS (
                SELECT organization_id, id FROM holders
                UNION SELECT n.organization_id, n.inner_id FROM group_nesting n
                    JOIN holders h ON h.organization_id = n.organization_id AND h.id = n.outer_id),
            everybody AS (
                SELECT organization_id, id FROM privileged
                UNION SELECT m.organization_id, m.member_id FROM memberships m
                    JOIN privileged p ON p.organization_id = m.organization_id AND p.id = m.group_id WHERE m.living)
            """;

    private static final String MARK = EVERYBODY + """
            UPDATE change_targets t SET is_privileged = true FROM everybody e
            WHERE t.change_id = ? AND e.organization_id = t.organization_id AND e.id = t.target_id
            RETURNING t.number, t.organization_id, t.target_id, t.state = 'planned'
            """;

    private static final String IN_CHUNK = EVERYBODY + """
            SELECT c.number, c.organization_id, c.target_id, true FROM chunk c
                JOIN everybody e ON e.organization_id = c.organization_id AND e.id = c.target_id
            WHERE c.state IS NULL
            """;

    private Holders() {}

    /** One of them. */
    record Holder(long number, OrganizationId organization, UUID id, boolean planned) {}

    /** Those of a plan, who are marked as such. */
    static List<Holder> mark(Session session, UUID change) {
        return read(session, MARK, change);
    }

    /** Those of the piece of a plan that is being applied. */
    static List<Holder> inChunk(Session session) {
        return read(session, IN_CHUNK);
    }

    private static List<Holder> read(Session session, String sql, Object... values) {
        return session.list(
                sql,
                row -> new Holder(
                        row.getLong(1),
                        new OrganizationId(row.getObject(2, UUID.class)),
                        row.getObject(3, UUID.class),
                        row.getBoolean(4)),
                values);
    }
}
