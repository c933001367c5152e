package io.tenantry.credentials;

import io.tenantry.access.Reach;
import io.tenantry.audit.Actor;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.credentials.internal.CredentialRows.Account;
import io.tenantry.credentials.internal.FailureRows;
import io.tenantry.directory.Suspensions;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Failed logons, and what they lead to: locks that pass by themselves, and perhaps one that does not. */
@Component
public class Lockouts {
    private final FailureRows rows;
    private final Suspensions suspensions;
    private final AuditTrail audit;

    Lockouts(FailureRows rows, Suspensions suspensions, AuditTrail audit) {
        this.rows = rows;
        this.suspensions = suspensions;
        this.audit = audit;
    }

    /**
     * One attempt that was counted.
     *
     * @param isOpen whether its password may be looked at
     * @param lockout the number of the lockout that stands when the password is wrong; 0 for none
     */
    public record Attempt(boolean isOpen, int lockout) {}

    /** Counts an attempt before anybody looks at its password. An account that is null, for a name that nobody has, is never open. */
    public Attempt begin(@Nullable Account account, String name, BruteForceDetectionPolicy policy) {
        if (account == null || !policy.enabled()) {
            rows.countNobody(name);
            return new Attempt(account != null, 0);
        }
        Integer lockout = rows.count(account.organization(), account.user(), policy);
        return new Attempt(lockout != null, lockout == null ? 0 : lockout);
    }

    /**
     * The attempt was wrong.
     *
     * @param what was wrong, such as the password
     */
    public void failed(
            Account account, Attempt attempt, BruteForceDetectionPolicy policy, String what, String correlationId) {
        if (attempt.lockout() == 0) {
            audit.recordAlone(
                    new Reach.Some(Set.of(account.organization())),
                    new Actor(null, Actor.Kind.ANONYMOUS, account.upn(), null, null, correlationId),
                    event(account, "user.signin", AuditEvent.Outcome.FAILED, "The " + what + " was wrong", null));
            return;
        }
        // Other systems lock their accounts themselves; a permanent lock of ours would be undone by the next import.
        boolean forGood = policy.isPermanent(attempt.lockout()) && account.external() == null;
        if (forGood
                && suspensions.suspend(
                        account.organization(),
                        account.user(),
                        Suspensions.TOO_MANY_FAILED_LOGONS,
                        correlationId,
                        (session, user) -> clear(session, account.organization(), account.user()))) {
            return;
        }
        audit.recordAlone(
                new Reach.Some(Set.of(account.organization())),
                Actor.system(correlationId),
                event(account, "user.lockout", AuditEvent.Outcome.DONE, null, Map.of("lockouts", attempt.lockout())));
    }

    private static AuditEvent event(
            Account account,
            String action,
            AuditEvent.Outcome outcome,
            @Nullable String reason,
            @Nullable Map<String, ?> after) {
        return new AuditEvent(
                account.organization(),
                action,
                "user",
                account.user().toString(),
                account.upn(),
                null,
                outcome,
                reason,
                null,
                after);
    }

    /**
     * The attempt is not held against anybody: nothing could be found out about its password, or that was right and something else
     * is still asked for. What was counted before stays counted.
     */
    public void unknown(Account account, Attempt attempt, BruteForceDetectionPolicy policy) {
        if (policy.enabled()) {
            rows.takeBack(account.organization(), account.user(), attempt.lockout(), policy);
        }
    }

    /** Forgets the account's failures and ends a lock that would pass; one that would not remains. */
    public void clear(Session session, OrganizationId organization, UUID user) {
        rows.clear(session, organization, user);
    }
}
