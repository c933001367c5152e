package io.tenantry.audit;

import io.tenantry.audit.internal.ChainRows;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.RowScope;
import io.tenantry.tenancy.OrganizationId;
import org.springframework.stereotype.Component;

/** Proves that an organization's trail is as it was written. Reads it once from its beginning and keeps nothing of it. */
@Component
public class AuditVerification {
    private final Database database;
    private final AuditAnchors anchors;

    AuditVerification(Database database, AuditAnchors anchors) {
        this.database = database;
        this.anchors = anchors;
    }

    /** Verifies the chain of an organization in the scope. */
    public AuditVerdict verify(RowScope scope, OrganizationId organization) {
        return anchors.read(
                organization,
                known -> database.transaction(scope, session -> {
                    ChainCheck check = new ChainCheck(known);
                    ChainRows.prepare(session);
                    ChainRows.walk(session, organization.value(), check::visit);
                    ChainRows.overdue(session, organization.value(), check::overdue);
                    return check.verdict(organization, ChainRows.pending(session, organization.value()));
                }));
    }
}
