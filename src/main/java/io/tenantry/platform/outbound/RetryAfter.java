package io.tenantry.platform.outbound;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** How long another system asks to be left alone, in the header {@code Retry-After} (RFC 9110, 10.2.3). */
public final class RetryAfter {
    private static final int DIGITS_MAX = 6;

    private RetryAfter() {}

    /** The time from now on that is asked for, in seconds or as a date; null where nothing is, or nothing that can be read. */
    public static @Nullable Duration of(@Nullable String written, Instant now) {
        if (written == null) {
            return null;
        }
        try {
            boolean isNumber = !written.isEmpty()
                    && written.length() <= DIGITS_MAX
                    && written.chars().allMatch(Character::isDigit);
            Duration asked = isNumber
                    ? Duration.ofSeconds(Long.parseLong(written))
                    : Duration.between(now, ZonedDateTime.parse(written, DateTimeFormatter.RFC_1123_DATE_TIME));
            return asked.isNegative() ? Duration.ZERO : asked;
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
