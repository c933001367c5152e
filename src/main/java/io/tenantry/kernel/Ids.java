package io.tenantry.kernel;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes ids, and reads those that others write. New ones are UUIDs of version 7 (RFC 9562 §5.7): they sort by the time they were
 * made, so new rows lie together in an index.
 */
public final class Ids {
    private static final int LENGTH = 36;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final InstantSource CLOCK = InstantSource.system();

    private Ids() {}

    public static UUID next() {
        long random = RANDOM.nextLong();
        long high = (CLOCK.millis() << 16) | 0x7000L | (random >>> 52);
        long low = (RANDOM.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    /** The id that a text is, or null when it is none. Java would read shorter ones too, which nobody else takes for ids. */
    public static @Nullable UUID read(String text) {
        try {
            return text.length() == LENGTH ? UUID.fromString(text) : null;
        } catch (IllegalArgumentException notAnId) {
            return null;
        }
    }

    /**
     * The id that a text has to be.
     *
     * @param target what is given so, for whoever is refused
     * @throws Refusal (MALFORMED) when it is none
     */
    public static UUID given(String text, String target) {
        UUID id = read(text);
        if (id == null) {
            throw new Refusal(Refusal.Reason.MALFORMED, "'" + Shortened.of(text) + "' is not an id", target);
        }
        return id;
    }
}
