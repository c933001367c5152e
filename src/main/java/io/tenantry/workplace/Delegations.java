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
import java.util.Locale;
import java.util.Map;
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
        MAILBOX(Permission.COMMAND_EXCHANGE_WRITE),
        CALENDAR(Permission.COMMAND_EXCHANGE_WRITE),
        FILES(Permission.COMMAND_SHAREPOINT_WRITE);

        private final Permission permission;

        Subject(Permission permission) {
            this.permission = permission;
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

    /** Lets somebody in. Doing so again sets the right he has. */
    public Changed add(Caller caller, OrganizationId organization, Grant grant, String right, Beside<Changed> beside) {
        return change(caller, organization, grant, right, beside);
    }

    /** Keeps somebody out again, whatever right he had. */
    public Changed remove(Caller caller, OrganizationId organization, Grant grant, Beside<Changed> beside) {
        return change(caller, organization, grant, null, beside);
    }

    private Changed change(
            Caller caller, OrganizationId organization, Grant grant, @Nullable String right, Beside<Changed> beside) {
        Reach reach = access.require(caller, grant.subject().permission, organization);
        User owner = users.get(caller, organization, grant.owner());
        User delegate = users.get(caller, organization, grant.delegate());
        Refusal.unless(
                !owner.id().equals(delegate.id()), Refusal.Reason.MALFORMED, "Nobody is his own delegate", "delegate");
        return database.transaction(reach, session -> {
            boolean changed = right == null
                    ? DelegationRows.delete(session, owner, delegate, grant)
                    : DelegationRows.put(session, owner, delegate, grant, right);
            if (changed) {
                audit.record(
                        session,
                        caller.actor(),
                        AuditEvent.done(
                                organization,
                                "delegation." + (right == null ? "remove" : "add"),
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
