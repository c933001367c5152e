package io.tenantry.upkeep;

import io.tenantry.access.Reach;
import io.tenantry.audit.Actor;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.kernel.Ids;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.upkeep.internal.PurgeRows;
import io.tenantry.upkeep.internal.PurgeRows.Gone;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Ends the 30 days in which people, groups and organizations can be restored. Small transactions, so that nobody waits; nodes that
 * purge at the same time pass over what the other has in hand.
 */
@Component
class Purging {
    private static final int USERS_AT_ONCE = 1_000;
    private static final int GROUPS_AT_ONCE = 50;

    private final Database database;
    private final AuditTrail trail;

    Purging(Database database, AuditTrail trail) {
        this.database = database;
        this.trail = trail;
    }

    void purge() {
        Actor actor = Actor.system("purge-" + Ids.next());
        repeat(actor, "user", session -> PurgeRows.users(session, USERS_AT_ONCE));
        repeat(actor, "group", session -> PurgeRows.groups(session, GROUPS_AT_ONCE));
        repeat(actor, "organization", PurgeRows::organization);
    }

    private void repeat(Actor actor, String kind, Function<Session, List<Gone>> some) {
        boolean more;
        do {
            more = database.transaction(new Reach.Everything(), session -> {
                List<Gone> gone = some.apply(session);
                trail.recordAll(
                        session,
                        actor,
                        gone.stream().map(one -> event(kind, one)).toList());
                return !gone.isEmpty();
            });
        } while (more && !Thread.currentThread().isInterrupted());
    }

    private static AuditEvent event(String kind, Gone gone) {
        return AuditEvent.done(
                gone.organization(),
                kind + ".purge",
                new AuditEvent.Target(kind, gone.id().toString(), gone.name(), gone.version()),
                null,
                null);
    }
}
