package io.tenantry.emulation;

import io.tenantry.kernel.Refusal;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong with an organization's answers in the mirrors of Microsoft Graph and Partner Center.
 *
 * @param percent how many of a hundred requests are hit, by chance
 * @param remaining how many more are hit at most, or null for no end
 * @param retryAfterSeconds what a throttled or unavailable answer tells in {@code Retry-After}, or null for nothing
 * @param delayMillis how long a slow answer takes
 * @param hits how often it has happened
 */
public record Fault(
        Kind kind,
        int percent,
        @Nullable Long remaining,
        @Nullable Integer retryAfterSeconds,
        @Nullable Integer delayMillis,
        long hits) {
    private static final int DELAY_USUAL = 1_000;
    private static final int DELAY_MAX = 60_000;
    private static final int RETRY_AFTER_MAX = 3_600;

    public Fault {
        check(percent >= 1 && percent <= 100, "percent is a number from 1 to 100", "percent");
        check(remaining == null || remaining >= 0, "remaining is not below 0", "remaining");
        check(
                retryAfterSeconds == null || (retryAfterSeconds >= 0 && retryAfterSeconds <= RETRY_AFTER_MAX),
                "retryAfterSeconds is a number from 0 to " + RETRY_AFTER_MAX,
                "retryAfterSeconds");
        check(
                delayMillis == null || (delayMillis >= 1 && delayMillis <= DELAY_MAX),
                "delayMillis is a number from 1 to " + DELAY_MAX,
                "delayMillis");
    }

    private static void check(boolean fits, String message, String target) {
        Refusal.unless(fits, Refusal.Reason.MALFORMED, message, target);
    }

    /** How long a slow answer takes when nothing is said. */
    public int delay() {
        return delayMillis == null ? DELAY_USUAL : delayMillis;
    }

    /** What goes wrong. */
    public enum Kind {
        /** 429, as when there were too many calls. */
        THROTTLED,
        /** 503. */
        UNAVAILABLE,
        /** The right answer, but late. */
        SLOW,
        /** The connection ends in the middle of the answer. */
        CUT,
        /** Searches and some filters are refused without {@code ConsistencyLevel: eventual}, as by Microsoft itself. */
        STRICT,
        /** Sign-ins are refused, as by Microsoft to a tenant without a premium licence of Entra's. */
        FREE,
        /** Reports do not say who people are, as Microsoft's do unless an administrator allows it. */
        CONCEALED;

        /** Whether it is so all the time, and does not happen to one request or another. */
        public boolean lasts() {
            return this == STRICT || this == FREE || this == CONCEALED;
        }

        public String stored() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Refuses with MALFORMED what is no kind of fault. */
        public static Kind named(String name) {
            return Arrays.stream(values())
                    .filter(kind -> kind.stored().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new Refusal(
                            Refusal.Reason.MALFORMED,
                            "A fault is one of throttled, unavailable, slow, cut, strict, free and concealed",
                            "kind"));
        }
    }
}
