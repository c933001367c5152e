package io.tenantry.changes.internal;

import io.tenantry.audit.AuditColumns;

/** The statements that tell the audit trail what one piece of a plan has done, from the temporary table {@code chunk}. */
final class TellSql {
    /** Events come after what stands for who did it: the action and what it is about. */
    private static final String TELL = "INSERT INTO audit_events (" + AuditColumns.NAMES
            + ") SELECT c.organization_id, time_ordered_id(), ?::uuid, ?, ?, ?::uuid, ?::uuid, ?, ?, ";

    /** The thing itself. Its groups and licences are told of by events of their own. Values: who did it, what kind of thing. */
    static final String TARGETS = TELL + """
            k.kind || CASE WHEN jsonb_exists(c.after, 'created') THEN '.create'
                    ELSE CASE c.after -> 'deleted' WHEN 'true' THEN '.delete' WHEN 'false' THEN '.restore' ELSE '.change' END END,
                k.kind, c.target_id::text, c.target_name, c.applied_version, 'done',
                c.before - 'groups' - 'licenses', c.after - 'groups' - 'licenses' - 'created' - 'object_id'
            FROM chunk c CROSS JOIN (SELECT ?::text AS kind) k
            WHERE c.state IS NULL AND c.after - 'groups' - 'licenses' <> '{}' ORDER BY c.number
            """;

    /** Values: who did it, what kind of thing the member is. */
    static final String GROUPS = TELL + """
            CASE WHEN g.value = 'true' THEN 'group.members.add' ELSE 'group.members.remove' END, 'group', g.key, r.display_name,
                NULL, 'done', NULL,
                jsonb_build_object('member_id', c.target_id, 'member_kind', k.kind, 'member_name', c.target_name)
            FROM chunk c CROSS JOIN (SELECT ?::text AS kind) k CROSS JOIN LATERAL jsonb_each(c.after -> 'groups') g
                JOIN groups r ON r.organization_id = c.organization_id AND r.id = g.key::uuid
            WHERE c.state IS NULL ORDER BY c.number
            """;

    /** Values: who did it. */
    static final String LICENSES = TELL + """
            'license.change', 'user', c.target_id::text, c.target_name, c.applied_version, 'done',
                jsonb_build_object('licenses', c.before -> 'licenses'), jsonb_build_object('licenses', c.after -> 'licenses')
            FROM chunk c WHERE c.state IS NULL AND jsonb_exists(c.after, 'licenses') ORDER BY c.number
            """;

    private TellSql() {}
}
