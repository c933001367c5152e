package io.tenantry.estate.internal;

import io.tenantry.estate.MadeOrganization;
import io.tenantry.platform.database.Session;
import java.util.List;
import java.util.UUID;

/** Finds the organizations of a demo that its accounts belong to. */
public final class DemoCustomerRows {
    private DemoCustomerRows() {}

    /** The partner and then its customers with a Microsoft tenant, as they were made. */
    public static List<MadeOrganization> list(Session session) {
        return session.list(
                """
                SELECT o.organization_id, o.kind, o.name, d.name, o.microsoft_tenant_id
                FROM organizations o JOIN domains d ON d.organization_id = o.organization_id AND d.is_default
                WHERE o.parent_id IS NOT NULL AND (o.kind = 'partner' OR o.microsoft_tenant_id IS NOT NULL)
                ORDER BY o.kind = 'partner' DESC, o.created_at, o.organization_id
                """,
                row -> new MadeOrganization(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getObject(5, UUID.class)));
    }
}
