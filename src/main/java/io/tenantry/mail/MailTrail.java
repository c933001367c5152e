package io.tenantry.mail;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.mail.internal.MailTrailRows;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What became of mails, and a mail to oneself that shows whether they arrive. */
@Component
public class MailTrail {
    private static final int TESTS_AN_HOUR = 10;

    private final Database database;
    private final Access access;
    private final AuditTrail audit;
    private final MailTrailRows rows;
    private final Mails mails;

    MailTrail(Database database, Access access, AuditTrail audit, MailTrailRows rows, Mails mails) {
        this.database = database;
        this.access = access;
        this.audit = audit;
        this.rows = rows;
        this.mails = mails;
    }

    /**
     * A mail of the last month, without what it says.
     *
     * @param kind which of the hub's mails it is, such as {@code invitation}
     * @param tries how often it was tried
     * @param problem why the last try failed, or null
     */
    public record Sent(
            UUID id,
            OrganizationId organization,
            String kind,
            String recipient,
            State state,
            int tries,
            @Nullable String problem,
            Instant createdAt) {}

    /** What became of a mail. */
    public enum State {
        WAITING,
        SENT,
        GIVEN_UP
    }

    /** The latest mails of all organizations within reach, the newest first. Needs {@code audit.read}. */
    public List<Sent> recent(Caller caller, int limit) {
        return rows.recent(access.require(caller, Permission.AUDIT_READ), limit);
    }

    /** One mail to a person himself, or null when there is none any more. */
    public @Nullable Sent own(OrganizationId organization, UUID user, UUID id) {
        return rows.own(new Reach.Some(Set.of(organization)), user, id);
    }

    /**
     * Sends somebody a mail by the way that all mails take. Needs {@code audit.read} somewhere.
     *
     * @return the mail's id
     * @throws Refusal (CONFLICT) when his account has no mail address, (TOO_MANY_CALLS) when he has had many
     */
    public UUID test(Caller caller, OrganizationId organization, UUID user) {
        access.require(caller, Permission.AUDIT_READ);
        Reach home = new Reach.Some(Set.of(organization));
        MailTrailRows.Reader reader = rows.reader(home, organization, user);
        String address = reader == null ? null : reader.mail();
        if (reader == null || address == null || !Mails.isAddress(address)) {
            throw new Refusal(Refusal.Reason.CONFLICT, "Your account has no mail address that a mail could go to");
        }
        Refusal.unless(
                reader.tests() < TESTS_AN_HOUR,
                Refusal.Reason.TOO_MANY_CALLS,
                "You have had " + TESTS_AN_HOUR + " such mails within an hour");
        Mail mail = new Mail(
                organization,
                user,
                Mail.Kind.TEST,
                address,
                reader.language(),
                Map.of("name", reader.name()),
                null,
                Instant.MAX);
        return database.transaction(home, session -> {
            UUID id = Ids.next();
            mails.queue(session, id, mail);
            AuditEvent.Target target = new AuditEvent.Target("user", user.toString(), null, null);
            audit.record(
                    session,
                    caller.actor(),
                    AuditEvent.done(organization, "mail.test", target, null, Map.of("recipient", address)));
            return id;
        });
    }
}
