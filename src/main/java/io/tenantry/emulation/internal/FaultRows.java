package io.tenantry.emulation.internal;

import io.tenantry.access.Reach;
import io.tenantry.emulation.Fault;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table {@code emulated_faults}. */
public final class FaultRows {
    private static final String COLUMNS = "kind, percent, remaining, retry_after_seconds, delay_millis, hits";

    private static final String LASTING = Arrays.stream(Fault.Kind.values())
            .filter(Fault.Kind::lasts)
            .map(kind -> "'" + kind.stored() + "'")
            .collect(Collectors.joining(", "));

    private FaultRows() {}

    public static Set<UUID> afflicted(Database database) {
        return new HashSet<>(database.list(
                new Reach.Everything(),
                "SELECT DISTINCT organization_id FROM emulated_faults",
                row -> row.getObject(1, UUID.class)));
    }

    /** Of which organizations something is so all the time. */
    public static Map<Fault.Kind, Set<UUID>> lasting(Database database) {
        Map<Fault.Kind, Set<UUID>> lasting = new EnumMap<>(Fault.Kind.class);
        database.list(
                        new Reach.Everything(),
                        "SELECT kind, organization_id FROM emulated_faults WHERE kind IN (" + LASTING + ")",
                        row -> Map.entry(Fault.Kind.named(row.getString(1)), row.getObject(2, UUID.class)))
                .forEach(one -> lasting.computeIfAbsent(one.getKey(), kind -> new HashSet<>())
                        .add(one.getValue()));
        return lasting;
    }

    public static List<Fault> list(Database database, Reach reach, UUID organization) {
        return database.list(
                reach,
                "SELECT " + COLUMNS + " FROM emulated_faults WHERE organization_id = ? ORDER BY kind",
                FaultRows::read,
                organization);
    }

    public static void replace(Session session, UUID organization, List<Fault> faults) {
        session.run("DELETE FROM emulated_faults WHERE organization_id = ?", organization);
        for (Fault fault : faults) {
            session.run(
                    "INSERT INTO emulated_faults (organization_id, kind, percent, remaining, retry_after_seconds, delay_millis)"
                            + " VALUES (?, ?, ?, ?::bigint, ?::integer, ?::integer)",
                    organization,
                    fault.kind().stored(),
                    fault.percent(),
                    fault.remaining(),
                    fault.retryAfterSeconds(),
                    fault.delayMillis());
        }
    }

    /** Throws the dice. Counting in the same statement keeps several nodes from hitting more often than was asked for. */
    public static @Nullable Fault hit(Database database, UUID organization) {
        return database.first(
                new Reach.Everything(), """
                UPDATE emulated_faults SET hits = hits + 1, remaining = remaining - 1
                WHERE organization_id = ? AND (remaining IS NULL OR remaining > 0) AND kind = (
                    SELECT kind FROM emulated_faults
                    WHERE organization_id = ? AND (remaining IS NULL OR remaining > 0) AND random() * 100 < percent
                      AND kind NOT IN (""" + LASTING + """
                    ) ORDER BY random() LIMIT 1)
                RETURNING\s""" + COLUMNS, FaultRows::read, organization, organization);
    }

    private static Fault read(ResultSet row) throws SQLException {
        return new Fault(
                Fault.Kind.named(row.getString(1)),
                row.getInt(2),
                row.getObject(3, Long.class),
                row.getObject(4, Integer.class),
                row.getObject(5, Integer.class),
                row.getLong(6));
    }
}
