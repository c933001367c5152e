package io.tenantry.directory;

import io.tenantry.access.Guards;
import io.tenantry.access.Reach;
import io.tenantry.audit.Actor;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.directory.internal.UserRows;
import io.tenantry.directory.internal.UserWrites;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Disables accounts in the hub's own name, when a rule and not a person asks for it. */
@Component
public class Suspensions {
    /** The reason of an account that is disabled because somebody kept trying its password. */
    public static final String TOO_MANY_FAILED_LOGONS = "tooManyFailedLogons";

    private final Database database;
    private final Guards guards;
    private final AuditTrail audit;

    Suspensions(Database database, Guards guards, AuditTrail audit) {
        this.database = database;
        this.guards = guards;
        this.audit = audit;
    }

    /**
     * Disables a user who is enabled.
     *
     * @param reason his inactive reason from now on
     * @param alongside what else is written in the same transaction
     * @return false when he stays as he is: he is gone, disabled already, the hub's own, or the last administrator
     */
    public boolean suspend(
            OrganizationId organization, UUID id, String reason, String correlationId, Alongside alongside) {
        try {
            return database.transaction(new Reach.Some(Set.of(organization)), session -> {
                User before = session.first(
                        UserRows.getBy(new UserKey.Id(new UserId(id)), false) + " FOR UPDATE",
                        UserRows::read,
                        organization.value(),
                        id);
                if (before == null || !before.enabled() || before.system()) {
                    return false;
                }
                User after = UserWrites.suspend(session, before, reason);
                guards.keepAnAdministrator(session, organization);
                audit.record(session, Actor.system(correlationId), event(after, reason));
                alongside.write(session, after);
                return true;
            });
        } catch (Refusal lastAdministrator) {
            if (lastAdministrator.reason() != Refusal.Reason.CONFLICT) {
                throw lastAdministrator;
            }
            return false;
        }
    }

    private static AuditEvent event(User user, String reason) {
        return AuditEvent.done(
                user.organization(),
                "user.change",
                new AuditEvent.Target("user", user.id().toString(), user.upn(), user.version()),
                Map.of("account_enabled", true),
                Map.of("account_enabled", false, "inactive_reason", reason));
    }
}
