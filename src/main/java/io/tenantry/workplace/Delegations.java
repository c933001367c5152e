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
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.workplace.internal.DelegationRows;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who else is let at a person's mail, calendar or files. */
@Component
public class Delegations {
    private final Database database;
    private final Access access;
    private final Users users;
    private final AuditTrail audit;

    Delegations(Database database, Access access, Users users, AuditTrail audit) {
        this.database = database;
        this.access = access;
        this.users = users;
        this.audit = audit;
    }

    /** What somebody is let at. */
    public enum Subject {
        MAILBOX(Permission.COMMAND_EXCHANGE_READ, Permission.COMMAND_EXCHANGE_WRITE),
        CALENDAR(Permission.COMMAND_EXCHANGE_READ, Permission.COMMAND_EXCHANGE_WRITE),
        FILES(Permission.COMMAND_SHAREPOINT_READ, Permission.COMMAND_SHAREPOINT_WRITE);

        private final Permission read;
        private final Permission write;

        Subject(Permission read, Permission write) {
            this.read = read;
            this.write = write;
        }

        public String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Somebody and what he is let at.
     *
     * @param site the site that holds the files, or the empty text
     */
    public record Grant(Subject subject, UserKey owner, UserKey delegate, String site) {}

    /** Whether anything changed, and who the delegate is. */
    public record Changed(User delegate, boolean changed) {}

    /** Somebody who is let at something, and how. */
    public record Held(UUID objectId, String upn, String displayName, String right) {}

    /** Who is let at something of somebody's, under {@code command.exchange.read} or {@code command.sharepoint.read} and {@code user.read}. */
    public List<Held> of(Caller caller, OrganizationId organization, UserKey owner, Subject subject) {
        Reach reach = access.require(caller, subject.read, organization);
        User user = users.get(caller, organization, owner);
        return database.transaction(reach, session -> DelegationRows.list(session, user, subject));
    }

    /** Lets somebody in. Doing so again does nothing on a mailbox, where he may have several rights, and sets the one he has elsewhere. */
    public Changed add(Caller caller, OrganizationId organization, Grant grant, String right, Beside<Changed> beside) {
        return change(caller, organization, grant, new Wanted(right, true), beside);
    }

    /**
     * Keeps somebody out again.
     *
     * @param right which right he loses, or null for all he has
     */
    public Changed remove(
            Caller caller, OrganizationId organization, Grant grant, @Nullable String right, Beside<Changed> beside) {
        return change(caller, organization, grant, new Wanted(right, false), beside);
    }

    private record Wanted(@Nullable String right, boolean isGiven) {}

    private Changed change(
            Caller caller, OrganizationId organization, Grant grant, Wanted wanted, Beside<Changed> beside) {
        Reach reach = access.require(caller, grant.subject().write, organization);
        User owner = users.get(caller, organization, grant.owner());
        User delegate = users.get(caller, organization, grant.delegate());
        Refusal.unless(
                !owner.id().equals(delegate.id()), Refusal.Reason.MALFORMED, "Nobody is his own delegate", "delegate");
        return database.transaction(reach, session -> {
            String right = wanted.right();
            boolean changed = (wanted.isGiven() && right != null)
                    ? DelegationRows.put(session, owner, delegate, grant, right)
                    : DelegationRows.delete(session, owner, delegate, grant, right);
            if (changed) {
                audit.record(
                        session,
                        caller.actor(),
                        AuditEvent.done(
                                organization,
                                "delegation." + (wanted.isGiven() ? "add" : "remove"),
                                new AuditEvent.Target("user", owner.id().toString(), owner.upn(), null),
                                null,
                                Map.of(
                                        "subject",
                                        grant.subject().stored(),
                                        "delegate",
                                        delegate.upn(),
                                        "right",
                                        right == null ? "" : right)));
            }
            Changed told = new Changed(delegate, changed);
            beside.write(session, told);
            return told;
        });
    }
}
