package io.tenantry.workplace;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.directory.User;
import io.tenantry.directory.UserKey;
import io.tenantry.directory.Users;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.workplace.internal.MailboxRows;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** How the mailboxes of people are set up. Every living person has one. */
@Component
public class Mailboxes {
    private final Database database;
    private final Access access;
    private final Users users;
    private final AuditTrail audit;

    Mailboxes(Database database, Access access, Users users, AuditTrail audit) {
        this.database = database;
        this.access = access;
        this.users = users;
        this.audit = audit;
    }

    /** A person's mailbox, under {@code command.exchange.read} and {@code user.read}. */
    public Mailbox of(Caller caller, OrganizationId organization, UserKey key) {
        Reach reach = access.require(caller, Permission.COMMAND_EXCHANGE_READ, organization);
        User user = users.get(caller, organization, key);
        return database.transaction(
                reach,
                session -> MailboxRows.find(session, organization, user.id().value(), false));
    }

    /** Sets a mailbox up, under {@code command.exchange.write} and {@code user.read}. */
    public Mailbox change(
            Caller caller,
            OrganizationId organization,
            UserKey key,
            UnaryOperator<Mailbox> change,
            Beside<Mailbox> beside) {
        Reach reach = access.require(caller, Permission.COMMAND_EXCHANGE_WRITE, organization);
        User user = users.get(caller, organization, key);
        return database.transaction(reach, session -> {
            Mailbox before = MailboxRows.find(session, organization, user.id().value(), true);
            Mailbox after = change.apply(before);
            if (!after.equals(before)) {
                MailboxRows.write(session, organization, user.id().value(), after);
                audit.record(
                        session,
                        caller.actor(),
                        AuditEvent.done(
                                organization,
                                "mailbox.change",
                                new AuditEvent.Target("user", user.id().toString(), user.upn(), null),
                                MailboxRows.members(before),
                                MailboxRows.members(after)));
            }
            beside.write(session, after);
            return after;
        });
    }
}
