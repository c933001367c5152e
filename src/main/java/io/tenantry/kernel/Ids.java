package io.tenantry.kernel;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/** Makes UUIDs of version 7 (RFC 9562 §5.7): they sort by the time they were made, so new rows lie together in an index. */
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final InstantSource CLOCK = InstantSource.system();

    private Ids() {}

    public static UUID next() {
        long random = RANDOM.nextLong();
        long high = (CLOCK.millis() << 16) | 0x7000L | (random >>> 52);
        long low = (RANDOM.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
