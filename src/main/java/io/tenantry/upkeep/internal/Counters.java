package io.tenantry.upkeep.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import org.springframework.stereotype.Component;

/** Keeps counts short and throttle windows few. */
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
}
