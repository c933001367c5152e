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
 * run that was not heard of for a while, mostly two minutes, was cut off; it counts as failed, and whoever begins the next one says so.
 */
public final class RunTable {
    /** How many runs of a thing are kept. */
    public static final int KEPT = 50;

    private static final int MINUTES = 2;
    private static final String TOLD = "'The hub stopped during this run; the next one goes on'";

    /** Two columns: how far a run is, and why it failed. */
    public static final String STATE = state(MINUTES);

    public static final String PROBLEM = problem(MINUTES);

    private final Database database;
    private final String name;
    private final String ofThing;
    private final int minutes;

    /**
     * Names the table.
     *
     * @param key columns that say whose run it is
     */
    public RunTable(Database database, String name, String... key) {
        this(
                database,
                name,
                Arrays.stream(key).map(column -> column + " = ?").collect(Collectors.joining(" AND ")),
                MINUTES);
    }

    private RunTable(Database database, String name, String ofThing, int minutes) {
        this.database = database;
        this.name = name;
        this.ofThing = ofThing;
        this.minutes = minutes;
    }

    /** The same table, where a run may say nothing for so long. */
    public RunTable silentFor(int longer) {
        return new RunTable(database, name, ofThing, longer);
    }

    /** How far a run is that may say nothing for so many minutes. */
    public static String state(int minutes) {
        return "CASE WHEN " + cutOff(minutes) + " THEN 'failed' ELSE state END";
    }

    /** Why such a run failed. */
    public static String problem(int minutes) {
        return "CASE WHEN " + cutOff(minutes) + " THEN " + TOLD + " ELSE problem END";
    }

    private static String cutOff(int minutes) {
        return "state = 'running' AND heard_of_at < clock_timestamp() - interval '" + minutes + " minutes'";
    }

    /** Begins a run by this statement, unless one is running on any node. One that was cut off is ended, and old ones go. */
    public boolean begin(RowScope scope, List<UUID> thing, String insert, @Nullable Object... values) {
        database.run(
                scope,
                "UPDATE " + name + " SET state = 'failed', finished_at = clock_timestamp(), problem = " + TOLD
                        + " WHERE " + ofThing + " AND " + cutOff(minutes),
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
