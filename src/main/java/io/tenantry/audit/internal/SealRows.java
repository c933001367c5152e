package io.tenantry.audit.internal;

import io.tenantry.platform.database.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of seals, and the mark up to which all events have one. */
public final class SealRows {
    private SealRows() {}

    /**
     * Transactions whose events are to be sealed together.
     *
     * @param first the first of them
     * @param last the last of them, itself included
     * @param next where the following window begins
     */
    public record Window(String first, String last, String next) {}

    /** The newest seal of a chain. */
    public record Head(long sequence, Seal seal) {}

    /** A seal to be written. */
    public record Row(UUID organization, long sequence, UUID event, Seal seal) {}

    /** Whether nobody else is sealing now; holds until the transaction ends. */
    public static boolean acquire(Session session) {
        return Boolean.TRUE.equals(session.first(
                "SELECT pg_try_advisory_xact_lock(hashtext('tenantry.seal_audit'))", row -> row.getBoolean(1)));
    }

    /**
     * The next window of about {@code size} events, or null when no event is ready. Only transactions older than every running one
     * are ready: one that began early and commits late would otherwise be passed by. A database that was moved to another
     * server counts transactions anew; then the search begins at the start, and events that have a seal are left out.
     */
    public static @Nullable Window next(Session session, int size) {
        return session.first("""
                WITH ready AS (
                    SELECT CASE WHEN u.transaction_id > pg_snapshot_xmin(pg_current_snapshot()) THEN '0'::xid8
                                ELSE u.transaction_id END AS first,
                           pg_snapshot_xmin(pg_current_snapshot()) AS horizon
                    FROM audit_sealed_until u
                )
                SELECT met.first, met.last, coalesce(following.transaction_id, met.horizon)
                FROM (
                    SELECT r.first, r.horizon, coalesce(full_window.transaction_id, rest.transaction_id) AS last
                    FROM ready r
                    LEFT JOIN LATERAL (
                        SELECT e.transaction_id FROM audit_events e
                        WHERE e.transaction_id >= r.first AND e.transaction_id < r.horizon
                        ORDER BY e.transaction_id OFFSET ? LIMIT 1) full_window ON true
                    LEFT JOIN LATERAL (
                        SELECT e.transaction_id FROM audit_events e
                        WHERE e.transaction_id >= r.first AND e.transaction_id < r.horizon
                        ORDER BY e.transaction_id DESC LIMIT 1) rest ON true
                ) met
                LEFT JOIN LATERAL (
                    SELECT e.transaction_id FROM audit_events e
                    WHERE e.transaction_id > met.last AND e.transaction_id < met.horizon
                    ORDER BY e.transaction_id LIMIT 1) following ON true
                WHERE met.last IS NOT NULL
                """, row -> new Window(row.getString(1), row.getString(2), row.getString(3)), size - 1);
    }

    /** The newest seals of all organizations that have events in the window. */
    public static Map<UUID, Head> heads(Session session, Window window) {
        Map<UUID, Head> heads = new HashMap<>();
        session.list(
                        """
                        SELECT w.organization_id, h.sequence, encode(h.hash, 'hex')
                        FROM (SELECT DISTINCT organization_id FROM audit_events
                              WHERE transaction_id >= ?::xid8 AND transaction_id <= ?::xid8) w
                        CROSS JOIN LATERAL (SELECT sequence, hash FROM audit_seals s
                                            WHERE s.organization_id = w.organization_id
                                            ORDER BY sequence DESC LIMIT 1) h
                        """,
                        row -> Map.entry(
                                row.getObject(1, UUID.class), new Head(row.getLong(2), new Seal(row.getString(3)))),
                        window.first(),
                        window.last())
                .forEach(head -> heads.put(head.getKey(), head.getValue()));
        return heads;
    }

    /** Gives each unsealed event of the window to the reader, as organization, id and canonical text, in the order of sealing. */
    public static void unsealed(Session session, Window window, EventReader reader) {
        // Ids are unique over all organizations; see the index that the seals are looked up in.
        String sql = "SELECT e.organization_id, e.id, " + Seal.CANONICAL + """
                 FROM audit_events e LEFT JOIN audit_seals s ON s.event_id = e.id
                WHERE e.transaction_id >= ?::xid8 AND e.transaction_id <= ?::xid8 AND s.event_id IS NULL
                ORDER BY e.organization_id, e.transaction_id, e.occurred_at, e.id
                """;
        session.walk(
                sql,
                row -> reader.read(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getString(3)),
                window.first(),
                window.last());
    }

    public static void insert(Session session, List<Row> rows) {
        List<UUID> organizations = new ArrayList<>();
        List<String> sequences = new ArrayList<>();
        List<UUID> events = new ArrayList<>();
        List<String> hashes = new ArrayList<>();
        for (Row row : rows) {
            organizations.add(row.organization());
            sequences.add(Long.toString(row.sequence()));
            events.add(row.event());
            hashes.add(row.seal().hex());
        }
        session.run("""
                INSERT INTO audit_seals (organization_id, sequence, event_id, hash)
                SELECT o, n::bigint, e, decode(h, 'hex')
                FROM unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[]) AS sealed (o, n, e, h)
                """, organizations, sequences, events, hashes);
    }

    public static void advance(Session session, Window window) {
        session.run("UPDATE audit_sealed_until SET transaction_id = ?::xid8", window.next());
    }

    /** Takes one unsealed event. */
    @FunctionalInterface
    public interface EventReader {
        void read(UUID organization, UUID event, String canonical);
    }

    /** Every organization's newest seal. */
    public static List<Map.Entry<UUID, Head>> heads(Session session) {
        return session.list(
                """
                        WITH RECURSIVE sealed AS (
                            (SELECT organization_id FROM audit_seals ORDER BY organization_id LIMIT 1)
                            UNION ALL
                            SELECT (SELECT s.organization_id FROM audit_seals s
                                    WHERE s.organization_id > sealed.organization_id
                                    ORDER BY s.organization_id LIMIT 1)
                            FROM sealed WHERE sealed.organization_id IS NOT NULL
                        )
                        SELECT sealed.organization_id, h.sequence, encode(h.hash, 'hex')
                        FROM sealed CROSS JOIN LATERAL (SELECT sequence, hash FROM audit_seals s
                                                        WHERE s.organization_id = sealed.organization_id
                                                        ORDER BY sequence DESC LIMIT 1) h
                        """,
                row -> Map.entry(row.getObject(1, UUID.class), new Head(row.getLong(2), new Seal(row.getString(3)))));
    }
}
