package io.tenantry.upkeep.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps counts short, search estimates fresh and throttle windows few. */
@Component
public class Counters {
    private static final Reach EVERYTHING = new Reach.Everything();
    private static final Duration TRIGRAMS_GOOD_FOR = Duration.ofHours(1);

    /** Estimates are learnt anew before their time when there are this many times more or fewer people. */
    private static final double GROWTH = 1.5;

    private final Database database;
    private final InstantSource clock = InstantSource.system();
    private @Nullable Learnt learnt;

    Counters(Database database) {
        this.database = database;
    }

    /** When the trigrams were learnt, and from how many people. */
    private record Learnt(Instant at, double people) {
        boolean isGood(Instant now, double peopleNow) {
            return now.isBefore(at.plus(TRIGRAMS_GOOD_FOR))
                    && peopleNow < people * GROWTH
                    && people < peopleNow * GROWTH;
        }
    }

    public void fold() {
        database.list(EVERYTHING, "SELECT fold_counts()", row -> true);
    }

    /** Learns the common trigrams when that is due: at the start, every hour, and when the directory grew or shrank. */
    public synchronized void refreshTrigrams() {
        Double people = database.first(
                EVERYTHING,
                "SELECT greatest(reltuples, 1) FROM pg_class WHERE oid = 'users'::regclass",
                row -> row.getDouble(1));
        double now = people == null ? 1 : people;
        if (learnt == null || !learnt.isGood(clock.instant(), now)) {
            database.list(EVERYTHING, "SELECT refresh_search_trigrams()", row -> true);
            learnt = new Learnt(clock.instant(), now);
        }
    }

    public void forgetThrottleWindows() {
        database.run(EVERYTHING, "DELETE FROM throttle_windows WHERE began_at < now() - interval '10 minutes'");
    }
}
