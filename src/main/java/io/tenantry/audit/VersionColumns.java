package io.tenantry.audit;

import io.tenantry.audit.Version.Told;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Joins what the audit trail tells of versions to the versions themselves, for the modules that keep them. */
public final class VersionColumns {
    /** How many versions are told at most, the newest. */
    public static final int MOST = 500;

    private static final String TOLD = """
             v LEFT JOIN LATERAL (
                SELECT a.actor_id, a.actor_name, a.on_behalf_of_name, a.action, a.correlation_id FROM audit_events a
                WHERE a.organization_id = v.organization_id AND a.target_kind = '{kind}' AND a.target_id = v.{id}::text
                  AND a.target_version = v.version AND a.outcome = 'done' AND a.action LIKE '{kind}.%'
                ORDER BY a.occurred_at, a.id LIMIT 1) e ON true
            ORDER BY v.version DESC LIMIT\s""";

    private VersionColumns() {}

    /**
     * The statement that reads all versions of a thing with what is told of each. Its values are asked for twice: for the living
     * table, and for its history.
     *
     * @param columns to read; beside them come those that {@link #read} reads
     * @param table with its alias, such as {@code users u}
     * @param where which thing
     * @param kind what the audit trail calls such a thing
     * @param id the column with its id
     */
    public static String versions(String columns, String table, String where, String kind, String id) {
        String[] parts = table.split(" ", -1);
        return "SELECT v.*, e.* FROM (SELECT " + columns + ", NULL::timestamptz AS until FROM " + parts[0] + " "
                + parts[1]
                + " WHERE " + where + " UNION ALL SELECT " + columns + ", " + parts[1] + ".valid_until FROM " + parts[0]
                + "_history " + parts[1] + " WHERE " + where + ")"
                + TOLD.replace("{kind}", kind).replace("{id}", id) + MOST;
    }

    /** Reads when a version ended and what is told of it. */
    public static <T> Version<T> read(ResultSet row, T thing, long number, Instant from) throws SQLException {
        @Nullable OffsetDateTime until = row.getObject("until", OffsetDateTime.class);
        String actor = row.getString("actor_name");
        Told told = actor == null
                ? null
                : new Told(
                        row.getObject("actor_id", UUID.class),
                        actor,
                        row.getString("on_behalf_of_name"),
                        row.getString("action"),
                        row.getString("correlation_id"));
        return new Version<>(thing, number, from, until == null ? null : until.toInstant(), told);
    }
}
