package io.tenantry.usage;

import java.util.List;

/**
 * How many people do something, and how that went.
 *
 * @param today as it is now
 * @param before how it was 30 days ago
 * @param days the days that were asked for, each once and in their order, as far as they are known; today is the last when it is
 *     among them
 */
public record ActivityKpi(DailyActivity today, DailyActivity before, List<DailyActivity> days) {
    public ActivityKpi {
        days = List.copyOf(days);
    }
}
