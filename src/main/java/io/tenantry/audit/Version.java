package io.tenantry.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A thing as it was for a while.
 *
 * @param number counted from 1 when it was made
 * @param from when it came to be so
 * @param until when it changed again, or null while it is so
 * @param told what the audit trail says of how it came to be so; null when that was not told, as of what came with the estate
 */
public record Version<T>(
        T thing,
        long number,
        Instant from,
        @Nullable Instant until,
        @Nullable Told told) {
    /** Who made a version, by doing what, in which request; the correlation id of a planned change names the change. */
    public record Told(
            @Nullable UUID actorId,
            String actorName,
            @Nullable String onBehalfOf,
            String action,
            String correlationId) {
        private static final String CHANGE = "change-";

        /** The planned change that made it, or null when it was a single one. */
        public @Nullable UUID change() {
            return correlationId.startsWith(CHANGE) && correlationId.length() == CHANGE.length() + 36
                    ? UUID.fromString(correlationId.substring(CHANGE.length()))
                    : null;
        }
    }
}
