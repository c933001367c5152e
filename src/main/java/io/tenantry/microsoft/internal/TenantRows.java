package io.tenantry.microsoft.internal;

import io.tenantry.kernel.Refusal;
import io.tenantry.microsoft.Connection;
import io.tenantry.platform.database.DatabaseFailure;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.UUID;
import java.util.function.Supplier;

/** What becoming and ceasing to be a Microsoft tenant means for an organization itself. */
public final class TenantRows {
    private static final String HAS_PEOPLE = """
            SELECT EXISTS (SELECT FROM users WHERE organization_id = ? AND deleted_at IS NULL AND NOT is_system)
                OR EXISTS (SELECT FROM groups WHERE organization_id = ? AND deleted_at IS NULL AND kind <> 'hub')
                OR EXISTS (SELECT FROM subscriptions WHERE organization_id = ? AND status <> 'deleted')
            """;

    private TenantRows() {}

    /** Refuses with CONFLICT an organization that has people of its own. */
    public static void requireEmpty(Session session, OrganizationId organization) {
        boolean hasPeople = Boolean.TRUE.equals(session.first(
                HAS_PEOPLE,
                row -> row.getBoolean(1),
                organization.value(),
                organization.value(),
                organization.value()));
        Refusal.unless(
                !hasPeople,
                Refusal.Reason.CONFLICT,
                "The organization has people, groups or subscriptions of its own; connect one that has none");
    }

    /** Its people live at Microsoft from now on. Refused with CONFLICT when it has some of its own. */
    public static void take(Session session, OrganizationId organization, UUID tenant) {
        requireEmpty(session, organization);
        int changed = session.run(
                "UPDATE organizations SET provider = 'microsoft', microsoft_tenant_id = ?"
                        + " WHERE organization_id = ? AND deleted_at IS NULL",
                tenant,
                organization.value());
        Refusal.unless(changed == 1, Refusal.Reason.NOT_FOUND, "There is no such organization");
    }

    public static void rename(Session session, OrganizationId organization, UUID tenant) {
        session.run(
                "UPDATE organizations SET microsoft_tenant_id = ? WHERE organization_id = ?",
                tenant,
                organization.value());
    }

    public static void release(Session session, OrganizationId organization) {
        session.run("UPDATE organizations SET provider = 'local' WHERE organization_id = ?", organization.value());
    }

    public static Connection writing(Supplier<Connection> work) {
        try {
            return work.get();
        } catch (DatabaseFailure failure) {
            if (failure.violatesUnique("organizations_by_tenant")) {
                throw new Refusal(Refusal.Reason.CONFLICT, "Another organization is this Microsoft tenant", "tenantId");
            }
            if (failure.violatesUnique("microsoft_connections_pkey")) {
                throw new Refusal(Refusal.Reason.CONFLICT, "The organization is connected already");
            }
            throw failure;
        }
    }
}
