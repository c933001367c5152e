package io.tenantry.changes.internal;

import io.tenantry.changes.Edit;
import io.tenantry.directory.Group;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.UUID;

/** The groups and products that an edit names. */
public final class Links {
    private static final String GROUPS =
            "SELECT organization_id, id, kind FROM groups WHERE id = ANY (?::uuid[]) AND deleted_at IS NULL"
                    + " ORDER BY organization_id, id";

    private static final String PRODUCTS = "SELECT id FROM skus WHERE id = ANY (?::uuid[]) AND applies_to = 'User'";

    private static final String PLANS = """
            SELECT count(*) FROM unnest(?::uuid[], ?::text[]) l (sku_id, plans) CROSS JOIN LATERAL unnest(l.plans::uuid[]) plan
            WHERE NOT EXISTS (SELECT FROM sku_plans p WHERE p.sku_id = l.sku_id AND p.plan_id = plan)
            """;

    private Links() {}

    /** A group that an edit names. */
    public record GroupLink(OrganizationId organization, UUID id, Group.Kind kind) {}

    /** Those of the named groups that are within the session's reach. */
    public static List<GroupLink> groups(Session session, Edit edit) {
        return edit.changesMemberships()
                ? session.list(
                        GROUPS,
                        row -> new GroupLink(
                                new OrganizationId(row.getObject(1, UUID.class)),
                                row.getObject(2, UUID.class),
                                Group.Kind.ofStored(row.getString(3))),
                        edit.groups())
                : List.of();
    }

    /** Refuses products that are not for people, and plans that are not theirs. */
    static void check(Session session, Edit edit) {
        if (!edit.changesLicenses()) {
            return;
        }
        List<UUID> assigned = edit.assign().stream().map(Edit.License::sku).toList();
        Refusal.unless(
                session.list(PRODUCTS, row -> true, assigned).size() == assigned.size(),
                Refusal.Reason.MALFORMED,
                "A license is of a product for people, known by its id",
                "addLicenses");
        Long strange = session.first(
                PLANS,
                row -> row.getLong(1),
                assigned,
                edit.assign().stream().map(PlanSql::plans).toList());
        Refusal.unless(
                strange != null && strange == 0,
                Refusal.Reason.MALFORMED,
                "A plan that is switched off is one of the product's own",
                "addLicenses");
    }
}
