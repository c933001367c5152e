package io.tenantry.directory;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.directory.internal.StateRows;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.query.Field;
import io.tenantry.tenancy.OrganizationId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who is invited and who is locked out, for those who show or look for people. */
@Component
public class UserStates {
    private final Database database;
    private final Access access;

    UserStates(Database database, Access access) {
        this.database = database;
        this.access = access;
    }

    /** Whether an invitation is open, under the name that a dialect gives it; for lists of users only. */
    public static Field invited(String name) {
        return Field.flag(name, StateRows.INVITED).required();
    }

    /** Whether a person is locked out for a time, likewise. */
    public static Field locked(String name) {
        return Field.flag(name, StateRows.LOCKED).required();
    }

    /** A user's state, under {@code user.readbasic} or {@code user.read}. */
    public UserState of(Caller caller, User user) {
        return of(caller, user.organization(), List.of(user))
                .getOrDefault(user.id().value(), UserState.NOTHING);
    }

    /** The states of users of one organization, under the same permissions; {@link UserState#NOTHING} is left out. */
    public Map<UUID, UserState> of(Caller caller, OrganizationId organization, Collection<User> users) {
        boolean mayReadDetails = caller.reach(Permission.USER_READ).covers(organization);
        Reach reach = access.require(
                caller, mayReadDetails ? Permission.USER_READ : Permission.USER_READ_BASIC, organization);
        List<UUID> ids = users.stream().map(user -> user.id().value()).toList();
        return ids.isEmpty() ? Map.of() : StateRows.of(database, reach, organization.value(), ids);
    }

    /** The person who calls, whatever he may see of others. */
    public Self self(Caller caller) {
        UUID id = caller.self();
        OrganizationId home = caller.home();
        @Nullable User user = id == null || home == null ? null : StateRows.user(database, within(home), home, id);
        if (id == null || home == null || user == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "Whoever calls is a program and no person");
        }
        return new Self(
                user,
                StateRows.of(database, within(home), home.value(), List.of(id)).getOrDefault(id, UserState.NOTHING));
    }

    private static Reach within(OrganizationId home) {
        return new Reach.Some(Set.of(home));
    }

    /** The caller as a person. */
    public record Self(User user, UserState state) {}
}
