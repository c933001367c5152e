package io.tenantry.upkeep.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.history.Past;
import org.springframework.stereotype.Component;

/** Keeps counts short, and forgets throttle windows and kept answers in time. */
@Component
public class Counters {
    private static final Reach EVERYTHING = new Reach.Everything();

    private static final int VERSIONS_AT_ONCE = 10_000;

    private final Database database;
    private final Past past;

    Counters(Database database, Past past) {
        this.database = database;
        this.past = past;
    }

    public void fold() {
        database.list(EVERYTHING, "SELECT fold_counts()", row -> true);
    }

    public void forgetThrottleWindows() {
        database.run(EVERYTHING, "DELETE FROM throttle_windows WHERE began_at < now() - interval '10 minutes'");
    }

    /** Versions of things that ended longer ago than the past is kept. */
    public void forgetThePast() {
        Long gone = 1L;
        while (gone != null && gone > 0 && !Thread.currentThread().isInterrupted()) {
            gone = database.first(
                    EVERYTHING,
                    "SELECT forget_versions(?, ?)",
                    row -> row.getLong(1),
                    past.horizon(),
                    VERSIONS_AT_ONCE);
        }
    }

    /** Answers that were kept for requests with an {@code Idempotency-Key}. */
    public void forgetAnswers() {
        database.run(EVERYTHING, "DELETE FROM idempotent_answers WHERE expires_at <= now()");
    }
}
