package io.tenantry.directory.internal;

import io.tenantry.access.Reach;
import io.tenantry.directory.Group;
import io.tenantry.directory.GroupId;
import io.tenantry.directory.OwnGroup;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.UUID;

/** Memberships with the ways that lead to them. */
public final class OwnGroupRows {
    private static final int MOST = 1_000;

    private OwnGroupRows() {}

    public static List<OwnGroup> list(Database database, Reach reach, OrganizationId organization, UUID principal) {
        return database.list(
                reach,
                """
                SELECT g.id, g.display_name, g.kind, bool_or(held.direct),
                    coalesce(array_agg(DISTINCT via.display_name) FILTER (WHERE NOT held.direct), '{}')
                FROM (
                    SELECT m.group_id, true AS direct, m.group_id AS via_id FROM memberships m
                    WHERE m.organization_id = ? AND m.member_id = ? AND m.living
                    UNION ALL
                    SELECT n.outer_id, false, m.group_id FROM memberships m
                    JOIN group_nesting n ON n.organization_id = m.organization_id AND n.inner_id = m.group_id
                    WHERE m.organization_id = ? AND m.member_id = ? AND m.living) held
                JOIN groups g ON g.organization_id = ? AND g.id = held.group_id AND g.deleted_at IS NULL
                JOIN groups via ON via.organization_id = ? AND via.id = held.via_id
                GROUP BY g.id, g.display_name, g.display_name_ci, g.kind
                ORDER BY g.display_name_ci, g.id LIMIT\s""" + MOST,
                row -> new OwnGroup(
                        new GroupId(row.getObject(1, UUID.class)),
                        row.getString(2),
                        Group.Kind.ofStored(row.getString(3)),
                        row.getBoolean(4),
                        UserRows.texts(row, 5)),
                organization.value(),
                principal,
                organization.value(),
                principal,
                organization.value(),
                organization.value());
    }
}
