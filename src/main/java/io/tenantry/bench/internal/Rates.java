package io.tenantry.bench.internal;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What one round measured.
 *
 * @param requests how many were answered
 * @param perSecond how many a second
 */
public record Rates(long requests, double perSecond, double p50, double p95, double p99) {
    static Rates of(long[] nanoseconds, double seconds) {
        Arrays.sort(nanoseconds);
        return new Rates(
                nanoseconds.length,
                nanoseconds.length / seconds,
                at(nanoseconds, 0.50),
                at(nanoseconds, 0.95),
                at(nanoseconds, 0.99));
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, sorted.length * share)] / 1e6;
    }

    /** The round in the middle, by rate. */
    static Rates median(List<Rates> rounds) {
        return rounds.stream()
                .sorted(Comparator.comparingDouble(Rates::perSecond))
                .toList()
                .get(rounds.size() / 2);
    }
}
