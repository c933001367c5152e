package io.tenantry.estate.internal;

import io.tenantry.estate.MadeOrganization;
import io.tenantry.platform.database.Session;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

    /** The partner's connection to tenants that live in the hub, as those of a demo do. */
    public static @Nullable UUID instance(Session session, UUID partner) {
        return session.first(
                "SELECT id FROM provider_instances WHERE organization_id = ? AND provider = 'local'",
                row -> row.getObject(1, UUID.class),
                partner);
    }

    /** The product for people of which a customer has the most units that nobody holds. */
    public static @Nullable UUID freeSku(Session session, UUID customer) {
        return session.first("""
                SELECT s.sku_id FROM subscribed_skus s JOIN skus k ON k.id = s.sku_id AND k.applies_to = 'User'
                    JOIN consumed_units c ON c.organization_id = s.organization_id AND c.sku_id = s.sku_id
                WHERE s.organization_id = ? AND s.enabled > c.units
                ORDER BY s.enabled - c.units DESC, k.part_number LIMIT 1
                """, row -> row.getObject(1, UUID.class), customer);
    }

    /** A subscription of a customer of which the quantity can be changed. */
    public static @Nullable UUID subscription(Session session, UUID customer) {
        return session.first("""
                SELECT id FROM subscriptions WHERE organization_id = ? AND status = 'active'
                ORDER BY quantity DESC, id LIMIT 1
                """, row -> row.getObject(1, UUID.class), customer);
    }
}
