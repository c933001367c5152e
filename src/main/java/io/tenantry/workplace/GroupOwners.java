package io.tenantry.workplace;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Guards;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.directory.AccountProviders;
import io.tenantry.directory.Group;
import io.tenantry.directory.User;
import io.tenantry.directory.UserKey;
import io.tenantry.directory.Users;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.workplace.internal.OwnerRows;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Who looks after which security or Microsoft 365 group. Owning a group gives no rights in the hub. */
@Component
public class GroupOwners {
    private final Database database;
    private final Access access;
    private final Guards guards;
    private final Users users;
    private final AccountProviders providers;
    private final AuditTrail audit;

    GroupOwners(
            Database database,
            Access access,
            Guards guards,
            Users users,
            AccountProviders providers,
            AuditTrail audit) {
        this.database = database;
        this.access = access;
        this.guards = guards;
        this.users = users;
        this.providers = providers;
        this.audit = audit;
    }

    /** Whether anything changed, and who the owner is. */
    public record Changed(User owner, boolean changed) {}

    /** Somebody who owns a group. */
    public record Owner(UUID id, String name, String upn) {}

    /** Who owns a group, by name, under {@code group.readbasic} and {@code user.read}. */
    public List<Owner> of(Caller caller, Group group) {
        access.require(caller, Permission.GROUP_READ_BASIC, group.organization());
        Reach reach = access.require(caller, Permission.USER_READ, group.organization());
        return OwnerRows.list(database, reach, group);
    }

    /** Makes somebody an owner, or no longer, wherever the group lives, under {@code group.write} and {@code user.read}. */
    public Changed change(Caller caller, Group group, UserKey key, boolean owns, Beside<Changed> beside) {
        OrganizationId organization = group.organization();
        Reach reach = access.require(caller, Permission.GROUP_WRITE, organization);
        guards.mayTouch(caller, organization, group.id().value());
        User owner = users.get(caller, organization, key);
        providers.changeOwner(group, owner, owns);
        return database.transaction(reach, session -> {
            boolean changed = owns ? OwnerRows.insert(session, group, owner) : OwnerRows.delete(session, group, owner);
            if (changed) {
                audit.record(
                        session,
                        caller.actor(),
                        AuditEvent.done(
                                organization,
                                "group.owners." + (owns ? "add" : "remove"),
                                new AuditEvent.Target("group", group.id().toString(), group.displayName(), null),
                                null,
                                Map.of("owner_id", owner.id().value(), "owner_name", owner.upn())));
            }
            Changed told = new Changed(owner, changed);
            beside.write(session, told);
            return told;
        });
    }
}
