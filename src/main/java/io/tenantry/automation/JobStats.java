package io.tenantry.automation;

/**
 * How the jobs of a category went.
 *
 * @param completed those that ended well within the period
 * @param queued those that wait or run now
 * @param failed those that failed within the period
 */
public record JobStats(Category category, long completed, long queued, long failed) {}
