package io.tenantry.estate.internal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Chance that can be thrown again: what comes out depends only on the seed and on what it is thrown for, so any person's id can
 * be told without making the people before him. The mixing is that of SplitMix64.
 */
final class Dice implements RandomGenerator {
    private long state;

    /** For one thing: a kind of thing, the organization it is in, its number there. */
    Dice(long seed, String kind, long organization, long number) {
        state = mix(mix(mix(seed ^ kind.hashCode()) + organization) + number);
    }

    @Override
    public long nextLong() {
        state += 0x9E3779B97F4A7C15L;
        return mix(state);
    }

    <T> T of(List<T> choices) {
        return choices.get(nextInt(choices.size()));
    }

    /** True so many times in a hundred. */
    boolean percent(int share) {
        return nextInt(100) < share;
    }

    /** An id like those the hub makes, as of a moment. */
    UUID id(Instant made) {
        return new UUID(
                (made.toEpochMilli() << 16) | 0x7000L | (nextLong() >>> 52),
                (nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L);
    }

    /** A random id like those Microsoft's directory makes. */
    UUID foreignId() {
        return new UUID(
                (nextLong() & 0xFFFFFFFFFFFF0FFFL) | 0x4000L, (nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L);
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
