package io.tenantry.platform.recurring;

import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.DatabaseFailure;
import io.tenantry.platform.database.RowScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table of the runs of some work, which is also the lock: a unique index lets one run of each thing be running on all nodes. A
 * run that was not heard of for two minutes was cut off; it counts as failed, and whoever begins the next one says so.
 */
public final class RunTable {
    /** How many runs of a thing are kept. */
    public static final int KEPT = 50;

    private static final String CUT_OFF =
            "state = 'running' AND heard_of_at < clock_timestamp() - interval '2 minutes'";
    private static final String TOLD = "'The hub stopped during this run; the next one goes on'";

    /** Two columns: how far a run is, and why it failed. */
    public static final String STATE = "CASE WHEN " + CUT_OFF + " THEN 'failed' ELSE state END";

    public static final String PROBLEM = "CASE WHEN " + CUT_OFF + " THEN " + TOLD + " ELSE problem END";

    private final Database database;
    private final String name;
    private final String ofThing;

    /**
     * Names the table.
     *
     * @param key columns that say whose run it is
     */
    public RunTable(Database database, String name, String... key) {
        this.database = database;
        this.name = name;
        ofThing = Arrays.stream(key).map(column -> column + " = ?").collect(Collectors.joining(" AND "));
    }

    /** Begins a run by this statement, unless one is running on any node. One that was cut off is ended, and old ones go. */
    public boolean begin(RowScope scope, List<UUID> thing, String insert, @Nullable Object... values) {
        database.run(
                scope,
                "UPDATE " + name + " SET state = 'failed', finished_at = clock_timestamp(), problem = " + TOLD
                        + " WHERE " + ofThing + " AND " + CUT_OFF,
                thing.toArray());
        try {
            database.run(scope, insert, values);
        } catch (DatabaseFailure failure) {
            if (failure.violatesUnique(name + "_one_at_a_time")) {
                return false;
            }
            throw failure;
        }
        database.run(
                scope,
                "DELETE FROM " + name + " WHERE " + ofThing + " AND state <> 'running' AND id NOT IN (SELECT id FROM "
                        + name + " WHERE " + ofThing + " ORDER BY id DESC LIMIT " + KEPT + ")",
                Stream.concat(thing.stream(), thing.stream()).toArray());
        return true;
    }

    /** Ends a run, unless another node has done so. */
    public void finish(RowScope scope, List<UUID> thing, UUID run, Enum<?> state, @Nullable String problem) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(state.name().toLowerCase(Locale.ROOT));
        values.add(problem);
        values.addAll(thing);
        values.add(run);
        database.run(
                scope,
                "UPDATE " + name + " SET state = ?, problem = ?, finished_at = clock_timestamp() WHERE " + ofThing
                        + " AND id = ? AND state = 'running'",
                values.toArray());
    }
}
