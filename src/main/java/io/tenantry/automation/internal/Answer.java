package io.tenantry.automation.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a job has come to that only looked at things.
 *
 * @param steps in their order
 * @param output what the job gives
 */
record Answer(Claimed job, List<Seen> steps, Map<String, ?> output) {
    Answer {
        steps = List.copyOf(steps);
    }

    /**
     * What became of a step.
     *
     * @param state done or skipped
     */
    record Seen(
            int position, String operation, String state, Instant startedAt, Instant finishedAt, Map<String, ?> told) {}
}
