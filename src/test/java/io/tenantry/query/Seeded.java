package io.tenantry.query;

import java.util.Random;

/** Tries a property with many random inputs; a failure names the seed that brings the same input back. */
public final class Seeded {
    private Seeded() {}

    public static void times(int times, Property property) {
        long first = Long.getLong("seed", 20_260_101L);
        for (long seed = first; seed < first + times; seed++) {
            try {
                property.check(new Random(seed));
            } catch (Exception | AssertionError failure) {
                throw new AssertionError("Fails with -Dseed=" + seed + ": " + failure.getMessage(), failure);
            }
        }
    }

    /** Something that has to hold whatever the random numbers are. */
    @FunctionalInterface
    public interface Property {
        void check(Random random) throws Exception;
    }
}
