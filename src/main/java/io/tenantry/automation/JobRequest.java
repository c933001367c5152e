package io.tenantry.automation;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a job is asked for with.
 *
 * @param input values by parameter; null for one that is named without a value, which counts as not given
 * @param scheduleId the schedule whose next time is the job's, or null
 * @param plannedAt when to run it instead, or null for at once
 */
public record JobRequest(
        Map<String, @Nullable Object> input,
        @Nullable UUID scheduleId,
        @Nullable Instant plannedAt) {
    public JobRequest {
        input = Collections.unmodifiableMap(new LinkedHashMap<>(input));
    }

    /** At once, with all values as usual. */
    public static JobRequest now() {
        return new JobRequest(Map.of(), null, null);
    }
}
