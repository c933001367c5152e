package io.tenantry.directory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the way of a person's signing in, besides the account itself.
 *
 * @param invitationExpiry until when he can take up the invitation that is open, or null when none is
 * @param lockedUntil until when he is locked out after failed logons, or null when he is not
 */
public record UserState(
        @Nullable Instant invitationExpiry, @Nullable Instant lockedUntil) {
    public static final UserState NOTHING = new UserState(null, null);

    public boolean isInvited() {
        return invitationExpiry != null;
    }

    public boolean isLocked() {
        return lockedUntil != null;
    }
}
