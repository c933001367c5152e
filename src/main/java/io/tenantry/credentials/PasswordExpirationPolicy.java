package io.tenantry.credentials;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether passwords have to be replaced from time to time. Off by default: it makes people choose worse ones.
 *
 * @param changeInterval after how many days, each of 24 hours
 * @param warnInterval how many days before that people are told
 */
public record PasswordExpirationPolicy(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("90") int changeInterval,
        @DefaultValue("14") int warnInterval) {
    /** How long a password set then still holds, not positive when it does not any more; null when it holds for ever. */
    public @Nullable Duration remaining(@Nullable Instant changedAt, Instant now) {
        return enabled && changedAt != null
                ? Duration.between(now, changedAt.plus(Duration.ofDays(changeInterval)))
                : null;
    }

    /** Whether somebody whose password holds that long is told so. */
    public boolean warns(Duration remaining) {
        return remaining.compareTo(Duration.ofDays(warnInterval)) <= 0;
    }
}
