package io.tenantry.access;

import io.tenantry.access.internal.ServiceAccountRows;
import io.tenantry.access.internal.Standing;
import io.tenantry.access.internal.Standings;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Programs that act with rights of their own. */
@Component
public class ServiceAccounts {
    private static final int NAME_LONGEST = 256;

    private final Database database;
    private final ServiceAccountRows rows;
    private final Access access;
    private final Guards guards;
    private final Standings standings;
    private final Telling telling;

    ServiceAccounts(
            Database database,
            ServiceAccountRows rows,
            Access access,
            Guards guards,
            Standings standings,
            Telling telling) {
        this.database = database;
        this.rows = rows;
        this.access = access;
        this.guards = guards;
        this.standings = standings;
        this.telling = telling;
    }

    /** The trail and the clock of its entries. */
    @Component
    record Telling(AuditTrail audit, InstantSource clock) {}

    /** A service account together with its secret, which is told this once. */
    public record Created(ServiceAccount account, String secret) {}

    /**
     * What can be said about a service account.
     *
     * @param owner the person whose rights limit its own, or null for nobody
     * @param callsPerMinute its own throttle, or null for the default
     */
    public record Wish(
            String displayName,
            @Nullable UUID owner,
            boolean isEnabled,
            @Nullable Integer callsPerMinute,
            boolean isUnthrottled) {
        public Wish {
            displayName = displayName.strip();
            Refusal.unless(
                    !displayName.isEmpty() && displayName.length() <= NAME_LONGEST,
                    Refusal.Reason.MALFORMED,
                    "A display name has 1 to " + NAME_LONGEST + " characters",
                    "displayName");
            Refusal.unless(
                    callsPerMinute == null || callsPerMinute > 0,
                    Refusal.Reason.MALFORMED,
                    "At least one call a minute",
                    "callsPerMinute");
        }
    }

    /** The service accounts of the organization. Needs {@code serviceaccount.read}. */
    public List<ServiceAccount> list(Caller caller, OrganizationId organization) {
        return rows.list(access.require(caller, Permission.SERVICE_ACCOUNT_READ, organization), organization);
    }

    /** One of them. Needs {@code serviceaccount.read}. */
    public ServiceAccount get(Caller caller, OrganizationId organization, UUID id) {
        return existing(access.require(caller, Permission.SERVICE_ACCOUNT_READ, organization), organization, id);
    }

    /** Makes a service account. It may do nothing until it is given a role. Needs {@code serviceaccount.write}. */
    public Created create(Caller caller, OrganizationId organization, Wish wish) {
        Reach reach = access.require(caller, Permission.SERVICE_ACCOUNT_WRITE, organization);
        checkOwner(caller, organization, wish.owner());
        checkThrottle(caller, null, wish);
        UUID id = Ids.next();
        ServiceAccount account = account(id, organization, id.toString(), wish, 1);
        String secret = Secrets.next();
        database.change(reach, session -> {
            rows.insert(session, account, Secrets.hash(secret));
            telling.audit().record(session, caller.actor(), event("serviceaccount.create", account, null, account));
        });
        standings.forgetAll();
        return new Created(account, secret);
    }

    /** Changes a service account that is no more privileged than the caller. Needs {@code serviceaccount.write}. */
    public ServiceAccount change(Caller caller, OrganizationId organization, UUID id, Wish wish, long version) {
        Reach reach = access.require(caller, Permission.SERVICE_ACCOUNT_WRITE, organization);
        ServiceAccount before = existing(reach, organization, id);
        guards.mayTouch(caller, organization, id);
        if (!Objects.equals(before.owner(), wish.owner())) {
            checkOwner(caller, organization, wish.owner());
        }
        checkThrottle(caller, before, wish);
        ServiceAccount after = account(id, organization, before.clientId(), wish, version);
        database.change(reach, session -> {
            Refusal.unless(
                    rows.update(session, after),
                    Refusal.Reason.PRECONDITION_FAILED,
                    "The service account was changed by someone else meanwhile");
            telling.audit().record(session, caller.actor(), event("serviceaccount.change", after, before, after));
        });
        standings.forgetAll();
        return existing(reach, organization, id);
    }

    /** Gives a service account a new secret; the old one stops working at once. Needs {@code serviceaccount.write}. */
    public Created renewSecret(Caller caller, OrganizationId organization, UUID id) {
        Reach reach = access.require(caller, Permission.SERVICE_ACCOUNT_WRITE, organization);
        ServiceAccount account = existing(reach, organization, id);
        guards.mayTouch(caller, organization, id);
        String secret = Secrets.next();
        database.change(reach, session -> {
            rows.setSecret(session, organization, id, Secrets.hash(secret));
            telling.audit().record(session, caller.actor(), event("serviceaccount.secret", account, null, null));
        });
        return new Created(existing(reach, organization, id), secret);
    }

    /** Removes a service account with its roles and memberships. Needs {@code serviceaccount.write}. */
    public void delete(Caller caller, OrganizationId organization, UUID id) {
        Reach reach = access.require(caller, Permission.SERVICE_ACCOUNT_WRITE, organization);
        ServiceAccount account = existing(reach, organization, id);
        guards.mayTouch(caller, organization, id);
        database.change(reach, session -> {
            rows.delete(session, organization, id);
            telling.audit().record(session, caller.actor(), event("serviceaccount.delete", account, account, null));
        });
        standings.forgetAll();
    }

    private ServiceAccount existing(Reach reach, OrganizationId organization, UUID id) {
        ServiceAccount account = rows.find(reach, organization, id);
        if (account == null) {
            throw new Refusal(
                    Refusal.Reason.NOT_FOUND,
                    "There is no such service account in the organization",
                    "serviceAccountId");
        }
        return account;
    }

    /** An owner is a person of the organization: his rights are the account's limit, and he is asked about it. */
    private void checkOwner(Caller caller, OrganizationId organization, @Nullable UUID owner) {
        if (owner == null) {
            return;
        }
        Standing person = standings.find(owner);
        Refusal.unless(
                person != null
                        && person.kind() == PrincipalKind.USER
                        && person.organization().equals(organization),
                Refusal.Reason.MALFORMED,
                "The owner is a person of the same organization",
                "ownerId");
        guards.mayTouch(caller, organization, owner);
    }

    /** Only the operator may let a program call more often than the installation's default. */
    private static void checkThrottle(Caller caller, @Nullable ServiceAccount before, Wish wish) {
        boolean same = before == null
                ? !wish.isUnthrottled() && wish.callsPerMinute() == null
                : before.isUnthrottled() == wish.isUnthrottled()
                        && Objects.equals(before.callsPerMinute(), wish.callsPerMinute());
        Refusal.unless(
                same || caller.reach(Permission.SERVICE_ACCOUNT_WRITE) instanceof Reach.Everything,
                Refusal.Reason.NOT_PERMITTED,
                "Setting an account's throttle needs the permission 'serviceaccount.write' over all organizations",
                "callsPerMinute");
    }

    private ServiceAccount account(UUID id, OrganizationId organization, String clientId, Wish wish, long version) {
        return new ServiceAccount(
                id,
                organization,
                clientId,
                wish.displayName(),
                wish.owner(),
                wish.isEnabled(),
                wish.callsPerMinute(),
                wish.isUnthrottled(),
                telling.clock().instant(),
                version);
    }

    private static AuditEvent event(
            String action, ServiceAccount account, @Nullable ServiceAccount before, @Nullable ServiceAccount after) {
        return AuditEvent.done(
                account.organization(),
                action,
                new AuditEvent.Target("service account", account.id().toString(), account.displayName(), null),
                before == null ? null : members(before),
                after == null ? null : members(after));
    }

    private static Map<String, ?> members(ServiceAccount account) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        UUID owner = account.owner();
        members.put("displayName", account.displayName());
        members.put("ownerId", owner == null ? null : owner.toString());
        members.put("isEnabled", account.isEnabled());
        members.put("callsPerMinute", account.callsPerMinute());
        members.put("isUnthrottled", account.isUnthrottled());
        return members;
    }
}
