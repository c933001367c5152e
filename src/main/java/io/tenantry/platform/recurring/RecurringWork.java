package io.tenantry.platform.recurring;

import java.time.Duration;

/**
 * Work that is due again and again. Every node may run it, several at the same time, and it may be cut off at any point; where
 * only one should be at it, a lock in the database decides.
 */
public interface RecurringWork {
    /** What it is called in the log. */
    String name();

    /** How long to wait from the end of one run to the beginning of the next. */
    Duration pause();

    void run();
}
