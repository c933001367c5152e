package io.tenantry.imports.internal;

import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.changes.PreparedChanges;
import io.tenantry.imports.Import;
import io.tenantry.platform.database.Session;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Keeps one import among the changes.
 *
 * @param caller whose import it is
 */
record KeptAsChange(PreparedChanges changes, Caller caller, Import order) implements ImportPlan.Keeper {
    @Override
    public Set<Permission> link(Session session) {
        return changes.link(session, caller, order.organization());
    }

    @Override
    public boolean hasRules() {
        return changes.hasRules(order.organization());
    }

    @Override
    public UUID plan(Session session, ImportPlan.Facts facts) {
        return changes.plan(session, caller, order.organization(), heading(facts));
    }

    @Override
    public boolean waits(Session session, UUID change) {
        return changes.waits(session, change);
    }

    @Override
    public void finish(Session session, UUID change) {
        changes.finish(session, caller, change);
    }

    @Override
    public UUID keepDone(Session session, ImportPlan.Facts facts) {
        return changes.keepDone(session, caller, order.organization(), heading(facts));
    }

    private PreparedChanges.Heading heading(ImportPlan.Facts facts) {
        return new PreparedChanges.Heading(
                "Import: " + facts.format().title(),
                Map.of("import", order.id().value()),
                facts.members(),
                facts.unchanged(),
                facts.permissions());
    }
}
