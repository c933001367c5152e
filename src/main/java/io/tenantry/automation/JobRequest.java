package io.tenantry.automation;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a job is asked for with.
 *
 * @param input values by parameter
 * @param scheduleId the schedule whose next time is the job's, or null
 * @param plannedAt when to run it instead, or null for at once
 */
public record JobRequest(
        Map<String, Object> input,
        @Nullable UUID scheduleId,
        @Nullable Instant plannedAt) {
    public JobRequest {
        input = Map.copyOf(input);
    }

    /** At once, with all values as usual. */
    public static JobRequest now() {
        return new JobRequest(Map.of(), null, null);
    }
}
