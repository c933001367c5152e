package io.tenantry.automation;

import org.jspecify.annotations.Nullable;

/** What is to be otherwise about a schedule; what is null stays. */
public record ScheduleChange(
        @Nullable String name,
        @Nullable String kind,
        @Nullable String rule,
        @Nullable String timeZone,
        Schedule.@Nullable Missed missed,
        @Nullable Boolean isPaused) {}
