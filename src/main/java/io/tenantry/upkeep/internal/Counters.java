package io.tenantry.upkeep.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import org.springframework.stereotype.Component;

/** Keeps counts short, and forgets throttle windows and kept answers in time. */
@Component
public class Counters {
    private static final Reach EVERYTHING = new Reach.Everything();

    private final Database database;

    Counters(Database database) {
        this.database = database;
    }

    public void fold() {
        database.list(EVERYTHING, "SELECT fold_counts()", row -> true);
    }

    public void forgetThrottleWindows() {
        database.run(EVERYTHING, "DELETE FROM throttle_windows WHERE began_at < now() - interval '10 minutes'");
    }

    /** Answers that were kept for requests with an {@code Idempotency-Key}. */
    public void forgetAnswers() {
        database.run(EVERYTHING, "DELETE FROM idempotent_answers WHERE expires_at <= now()");
    }
}
