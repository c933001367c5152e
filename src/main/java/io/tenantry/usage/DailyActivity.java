package io.tenantry.usage;

import java.time.LocalDate;

/**
 * How many people there were at the end of a day (UTC), and what they did.
 *
 * @param inactive who did something once, but not lately
 * @param noActivity who never did anything
 * @param added who came on that day
 * @param removed who went on that day
 */
public record DailyActivity(
        LocalDate day, long total, long active, long inactive, long noActivity, long added, long removed) {
    /** A day when there was nobody. */
    public static DailyActivity none(LocalDate day) {
        return new DailyActivity(day, 0, 0, 0, 0, 0, 0);
    }
}
