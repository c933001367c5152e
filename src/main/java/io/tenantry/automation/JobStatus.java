package io.tenantry.automation;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How far a job is. */
public enum JobStatus {
    /** Waits for its time. */
    PENDING("Pending"),
    /** Its time has come, or it is to be tried again. */
    QUEUED("Queued"),
    RUNNING("Running"),
    /** Every step was done, and what it did was seen to be so. */
    COMPLETED("Completed"),
    FAILED("Failed"),
    CANCELLED("Cancelled");

    private static final Map<String, JobStatus> NAMED =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(JobStatus::wireName, Function.identity()));

    private final String wireName;

    JobStatus(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** Whether nothing more will happen by itself. */
    public boolean isOver() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }

    /** The status as it is stored. */
    public static JobStatus named(String wireName) {
        JobStatus status = NAMED.get(wireName);
        if (status == null) {
            throw new IllegalArgumentException(wireName);
        }
        return status;
    }
}
