package io.tenantry.platform.outbound;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** How another system that did not answer, or could not, is tried again. */
public final class Pauses {
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** Answers that may be others the next time. */
    private static final Set<Integer> PASSING = Set.of(500, 502, 503, 504);

    private Pauses() {}

    /** Whether an answer may be another the next time. */
    public static boolean isPassing(int status) {
        return PASSING.contains(status);
    }

    /** Twice as long each time, and by chance up to half as long again, so that those who failed together come back apart. */
    public static Duration after(int attempts) {
        long millis = Math.min(FIRST.toMillis() << Math.min(attempts, 10), LONGEST.toMillis());
        return Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    }
}
