package io.tenantry.licensing;

import io.tenantry.access.Reach;
import io.tenantry.audit.Actor;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.licensing.internal.RenewalRows;
import io.tenantry.licensing.internal.RenewalRows.Ended;
import io.tenantry.platform.database.Database;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * What happens when a subscription's term is over: it is renewed for another, or it expires. The units of an expired one can be
 * used for thirty days, are kept without use for ninety more, and then are gone. Those bought at Microsoft are left to it.
 */
@Component
public class Renewals {
    private final Database database;
    private final AuditTrail audit;

    Renewals(Database database, AuditTrail audit) {
        this.database = database;
        this.audit = audit;
    }

    /** Takes every subscription that is due one step further, each in a transaction of its own. */
    public void work() {
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            more = database.transaction(new Reach.Everything(), session -> {
                Ended ended = RenewalRows.next(session);
                if (ended != null) {
                    audit.record(session, Actor.system("renewal"), event(ended));
                }
                return ended != null;
            });
        }
    }

    private static AuditEvent event(Ended ended) {
        return new AuditEvent(
                ended.organization(),
                ended.isRenewed() ? "subscription.renew" : "subscription.change",
                "subscription",
                ended.id().toString(),
                ended.name(),
                ended.version(),
                AuditEvent.Outcome.DONE,
                null,
                Map.of("status", ended.before()),
                Map.of(
                        "status",
                        ended.after(),
                        "committed_until",
                        ended.committedUntil().toString()));
    }
}
