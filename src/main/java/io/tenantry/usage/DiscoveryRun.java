package io.tenantry.usage;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One time that a source was read or told something.
 *
 * @param problems the first of the lines that could not be used
 * @param problem why all of it failed, or null
 */
public record DiscoveryRun(
        UUID id,
        UUID source,
        String requestedBy,
        State state,
        Counts counts,
        List<Problem> problems,
        @Nullable String problem,
        Instant startedAt,
        @Nullable Instant finishedAt) {
    public DiscoveryRun {
        problems = List.copyOf(problems);
    }

    /** How it ended. */
    public enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /**
     * What came of it.
     *
     * @param read accounts that were told of
     * @param gone accounts that are not told of any more
     * @param activeDays days of activity that were not known yet
     * @param failed lines that could not be used
     */
    public record Counts(long read, long created, long changed, long gone, long activeDays, long failed) {}

    /** What is wrong with a line. */
    public record Problem(long line, String reason) {}
}
