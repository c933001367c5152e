package io.tenantry.credentials.internal;

import io.tenantry.access.Reach;
import io.tenantry.audit.Actor;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.credentials.internal.CredentialRows.Account;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a person who has just proven who he is does himself, in one transaction with its audit event. */
@Component
public class LogonJournal {
    private final Database database;
    private final AuditTrail audit;

    LogonJournal(Database database, AuditTrail audit) {
        this.database = database;
        this.audit = audit;
    }

    /**
     * Changes something of the account in its owner's name.
     *
     * @param action what the audit trail calls it, or null when it is no news
     */
    public void write(Account account, @Nullable String action, String correlationId, Consumer<Session> change) {
        write(account, action, null, correlationId, change);
    }

    /** The same, with what the audit trail says of it. */
    public void write(
            Account account,
            @Nullable String action,
            @Nullable Map<String, ?> details,
            String correlationId,
            Consumer<Session> change) {
        database.change(new Reach.Some(Set.of(account.organization())), session -> {
            change.accept(session);
            if (action != null) {
                audit.record(session, actor(account, correlationId), event(account, action, details));
            }
        });
    }

    /** Tells of something that changes nothing. */
    public void tell(Account account, String action, String correlationId, Map<String, ?> details) {
        audit.recordAlone(
                new Reach.Some(Set.of(account.organization())),
                actor(account, correlationId),
                event(account, action, details));
    }

    private static Actor actor(Account account, String correlationId) {
        return new Actor(account.user(), Actor.Kind.USER, account.upn(), account.organization(), null, correlationId);
    }

    private static AuditEvent event(Account account, String action, @Nullable Map<String, ?> after) {
        return AuditEvent.done(
                account.organization(),
                action,
                new AuditEvent.Target("user", account.user().toString(), account.upn(), null),
                null,
                after);
    }
}
