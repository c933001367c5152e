package io.tenantry.automation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job with what it was given and what came of it.
 *
 * @param block in the version the job runs
 * @param input values by parameter; sensitive ones are not among them
 * @param secrets the sensitive parameters that were given a value
 */
public record JobDetail(
        Job job,
        CommandBlock block,
        Map<String, Object> input,
        List<String> secrets,
        Map<String, Object> output,
        List<Outcome> steps) {
    /** What came of the step at a position, or null where nothing has yet or ever will. */
    public @Nullable Outcome outcome(int position) {
        return steps.stream()
                .filter(outcome -> outcome.position() == position)
                .findFirst()
                .orElse(null);
    }

    /** How the step at a position is: as its outcome says, {@code cancelled} where the job was ended before it, or {@code waiting}. */
    public String state(int position) {
        Outcome outcome = outcome(position);
        return outcome != null ? outcome.state() : job.status() == JobStatus.CANCELLED ? "cancelled" : "waiting";
    }

    /**
     * What came of one step.
     *
     * @param state {@code done}, {@code skipped} or {@code failed}
     * @param changed whether it has changed something, as far as it tells
     */
    public record Outcome(
            int position,
            String operation,
            String state,
            boolean changed,
            int attempts,
            Instant startedAt,
            Instant finishedAt,
            @Nullable String errorCode,
            @Nullable String errorMessage) {}
}
