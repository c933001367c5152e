package io.tenantry.directory.internal;

import static io.tenantry.directory.internal.UserRows.instantOrNull;

import io.tenantry.access.Reach;
import io.tenantry.directory.User;
import io.tenantry.directory.UserId;
import io.tenantry.directory.UserKey;
import io.tenantry.directory.UserState;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Keys;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables {@code invitations} and {@code logon_failures}, as far as they say something about a user. */
public final class StateRows {
    /** True for a row of {@code users} whose invitation is open. */
    public static final String INVITED =
            "EXISTS (SELECT FROM invitations i WHERE i.organization_id = users.organization_id AND i.user_id = users.id"
                    + " AND i.redeemed_at IS NULL AND i.revoked_at IS NULL)";

    /** True for a row of {@code users} that is locked out now. */
    public static final String LOCKED =
            "EXISTS (SELECT FROM logon_failures l WHERE l.organization_id = users.organization_id AND l.user_id = users.id"
                    + " AND l.locked_until > now())";

    private static final String STATES = """
            SELECT user_id, expires_at, NULL::timestamptz FROM invitations
            WHERE organization_id = ? AND user_id = ANY (?::uuid[]) AND redeemed_at IS NULL AND revoked_at IS NULL
            UNION ALL
            SELECT user_id, NULL, locked_until FROM logon_failures
            WHERE organization_id = ? AND user_id = ANY (?::uuid[]) AND locked_until > now()
            """;

    private StateRows() {}

    public static Map<UUID, UserState> of(Database database, Reach reach, UUID organization, Collection<UUID> users) {
        Map<UUID, UserState> states = new HashMap<>();
        Keys keys = new Keys(users);
        for (Found found : database.list(
                reach,
                STATES,
                row -> new Found(row.getObject(1, UUID.class), instantOrNull(row, 2), instantOrNull(row, 3)),
                organization,
                keys,
                organization,
                keys)) {
            states.merge(found.user(), new UserState(found.expiry(), found.locked()), StateRows::both);
        }
        return states;
    }

    public static @Nullable User user(Database database, Reach reach, OrganizationId organization, UUID id) {
        UserKey key = new UserKey.Id(new UserId(id));
        return database.first(reach, UserRows.getBy(key, false), UserRows::read, organization.value(), id);
    }

    private static UserState both(UserState one, UserState other) {
        return new UserState(
                one.isInvited() ? one.invitationExpiry() : other.invitationExpiry(),
                one.isLocked() ? one.lockedUntil() : other.lockedUntil());
    }

    private record Found(
            UUID user, @Nullable Instant expiry, @Nullable Instant locked) {}
}
