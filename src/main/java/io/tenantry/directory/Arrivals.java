package io.tenantry.directory;

import io.tenantry.access.Reach;
import io.tenantry.audit.Actor;
import io.tenantry.audit.AuditTrail;
import io.tenantry.directory.internal.UserWrites;
import io.tenantry.directory.internal.Writing;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What people set of their account when they take it up: by a proof that the account is theirs, not by a permission. */
@Component
public class Arrivals {
    private final Database database;
    private final AuditTrail audit;

    Arrivals(Database database, AuditTrail audit) {
        this.database = database;
        this.audit = audit;
    }

    /** Who has proven that the account is his. */
    public record Owner(OrganizationId organization, UserId id, Actor actor) {}

    /**
     * Gives the account the names its owner wants. A user name that can be a UPN of the organization becomes his UPN, unless he
     * has a UPN beside his user name.
     *
     * @param alongside what else happens in the same transaction; it also has the last word on whether this may happen
     * @throws Refusal (NOT_FOUND) when the account is gone, (MALFORMED) for names that cannot be, (CONFLICT) when the user name
     *     is taken
     */
    public User arrive(Owner owner, String displayName, String userName, Alongside alongside) {
        Reach home = new Reach.Some(Set.of(owner.organization()));
        return UserEdits.writing(() -> database.transaction(home, session -> {
            User before = UserChanges.locked(session, owner.organization(), new UserKey.Id(owner.id()));
            Refusal.unless(
                    before.enabled() && !before.system(),
                    Refusal.Reason.NOT_FOUND,
                    "The organization has no such user");
            Values<UserField> values = new Values<UserField>().set(UserField.DISPLAY_NAME, displayName, "displayName");
            name(session, before, userName, values);
            Writing<UserField> writing = Writing.changes(values, before::value);
            User after = before;
            if (!writing.isEmpty()) {
                after = UserChanges.update(session, before, writing);
                audit.record(
                        session,
                        owner.actor(),
                        UserEdits.event("user.change", after, writing.before(before::value), writing.after()));
            }
            alongside.write(session, after);
            return after;
        }));
    }

    /** Whether the account could have this user name: one that names can be, and nobody else of the organization has. */
    public boolean couldHave(OrganizationId organization, UserId id, String userName) {
        try {
            new Values<UserField>().set(UserField.USER_NAME, userName, "userName");
        } catch (Refusal impossible) {
            return false;
        }
        return !userName.isEmpty()
                && !database.transaction(
                        new Reach.Some(Set.of(organization)),
                        session -> UserWrites.isNameOfAnother(session, organization, id.value(), userName));
    }

    private static void name(Session session, User before, String userName, Values<UserField> values) {
        if (userName.equals(before.userName())) {
            return;
        }
        boolean canBeUpn = userName.length() <= UserField.UPN.lengthMax()
                && Format.UPN.broken(userName) == null
                && UserWrites.fits(session, before.organization(), userName);
        if (before.ownUserName() == null && canBeUpn) {
            values.set(UserField.UPN, userName, "userName");
        } else if (userName.equals(before.upn())) {
            values.set(UserField.USER_NAME, null, "userName");
        } else {
            Refusal.unless(!userName.isEmpty(), Refusal.Reason.MALFORMED, "A user name is needed", "userName");
            values.set(UserField.USER_NAME, userName, "userName");
        }
    }
}
