package io.tenantry.credentials;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When failed logons lock an account. On by default, and by default for a while only: whoever knows a name could otherwise shut
 * its owner out for good.
 *
 * @param clearFailuresAfter the count begins anew when the last failure is longer ago than this
 * @param maxLoginFailures the failures that lock the account
 * @param waitIncrement how long the first lock holds; each further one holds that much longer
 * @param maxFailureWait the longest lock
 * @param maxTemporaryLockouts how many locks pass by themselves before one does not
 * @param permanentLockout whether there is a lock that does not pass: the account is then disabled
 */
public record BruteForceDetectionPolicy(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("12h") Duration clearFailuresAfter,
        @DefaultValue("5") int maxLoginFailures,
        @DefaultValue("1m") Duration waitIncrement,
        @DefaultValue("15m") Duration maxFailureWait,
        @DefaultValue("2") int maxTemporaryLockouts,
        @DefaultValue("false") boolean permanentLockout) {
    private static final int CODES_MOST = 10;
    private static final Duration CODES_CLEAR = Duration.ofHours(12);
    private static final Duration CODES_INCREMENT = Duration.ofMinutes(1);
    private static final Duration CODES_WAIT = Duration.ofMinutes(15);

    /** The same for codes of six digits. They are guessed sooner than passwords, so they are always counted, and never mildly. */
    public BruteForceDetectionPolicy forCodes() {
        return new BruteForceDetectionPolicy(
                true,
                longer(clearFailuresAfter, CODES_CLEAR),
                Math.min(maxLoginFailures, CODES_MOST),
                longer(waitIncrement, CODES_INCREMENT),
                longer(maxFailureWait, CODES_WAIT),
                maxTemporaryLockouts,
                enabled && permanentLockout);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    /** Whether the lockout of this number, counted from 1, does not pass by itself. */
    public boolean isPermanent(int lockout) {
        return permanentLockout && lockout > maxTemporaryLockouts;
    }
}
