package io.tenantry.access.internal;

import io.tenantry.access.Caller;
import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Counts the calls of a connection in windows of 60 seconds, in the database, so that all nodes count together. */
@Component
public class Throttle {
    private static final String COUNT = """
            INSERT INTO throttle_windows AS w (connection, began_at, calls) VALUES (?, clock_timestamp(), 1)
            ON CONFLICT (connection) DO UPDATE SET
                calls = CASE WHEN w.began_at > clock_timestamp() - interval '60 seconds' THEN w.calls + 1 ELSE 1 END,
                began_at = CASE WHEN w.began_at > clock_timestamp() - interval '60 seconds'
                    THEN w.began_at ELSE clock_timestamp() END
            RETURNING calls, ceil(extract(epoch FROM began_at + interval '60 seconds' - clock_timestamp()))::bigint
            """;

    private final Database database;

    Throttle(Database database) {
        this.database = database;
    }

    /** Counts one call: 0 when it may go on, else the whole seconds to wait. */
    long count(Caller caller) {
        int limit = caller.callsPerMinute();
        return limit == 0 ? 0 : count(caller.connection(), limit);
    }

    /** Counts one call under a name of its own: 0 when it may go on, else the whole seconds to wait. */
    public long count(String connection, int limit) {
        Counted counted = Objects.requireNonNull(
                database.first(Reach.nowhere(), COUNT, row -> new Counted(row.getInt(1), row.getLong(2)), connection));
        return counted.calls() <= limit ? 0 : Math.max(1, counted.secondsLeft());
    }

    private record Counted(int calls, long secondsLeft) {}
}
