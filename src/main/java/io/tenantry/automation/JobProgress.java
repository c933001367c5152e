package io.tenantry.automation;

import java.util.UUID;

/**
 * How far a job is. Of a job for many, how many of them are; of any other, how many of its steps.
 *
 * @param all how many there are
 */
public record JobProgress(UUID job, JobStatus status, long all, long completed, long failed, long cancelled) {}
