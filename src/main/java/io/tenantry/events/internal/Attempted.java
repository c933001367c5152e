package io.tenantry.events.internal;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of calling a receiver.
 *
 * @param status its answer, or null when there was none
 * @param problem why that was no success, or null
 * @param retryAfter how long it asks to be left alone, or null
 */
public record Attempted(
        Instant at,
        @Nullable Integer status,
        int millis,
        @Nullable String problem,
        @Nullable Duration retryAfter) {
    private static final int GONE = 410;

    /** Whether the receiver has taken the event. */
    public boolean isWell() {
        return problem == null;
    }

    /** Whether the receiver says that it wants nothing any more. */
    public boolean isGone() {
        return status != null && status == GONE;
    }
}
