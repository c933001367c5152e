package io.tenantry.events.internal;

import io.tenantry.events.Event;
import io.tenantry.platform.database.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what happened out of the audit trail and the outbox, and writes events with their numbers. */
public final class NumberingRows {
    private static final String READ = """
            SELECT s.organization_id, s.id, s.occurred_at, s.action, s.outcome = 'failed', s.target_kind, s.target_id, s.target_name,
                s.target_version, s.actor_id, s.actor_kind, s.actor_name, s.on_behalf_of_id, s.on_behalf_of_name, s.correlation_id,
                s.reason, s.before::text, s.after::text
            FROM (
                SELECT a.organization_id, a.id, a.occurred_at, a.action, a.outcome, a.target_kind, a.target_id, a.target_name,
                    a.target_version, a.actor_id, a.actor_kind, a.actor_name, a.on_behalf_of_id, a.on_behalf_of_name,
                    a.correlation_id, a.reason, a.before, a.after
                FROM audit_events a
                WHERE a.transaction_id >= ?::xid8 AND a.transaction_id < ?::xid8 AND a.outcome <> 'refused' AND a.action = ANY (?)
                UNION ALL
                SELECT o.organization_id, o.id, o.occurred_at, o.action, 'done', o.target_kind, o.target_id, o.target_name,
                    NULL, b.actor_id, b.actor_kind, b.actor_name, b.on_behalf_of_id, b.on_behalf_of_name,
                    b.correlation_id, NULL, NULL, o.details
                FROM event_outbox o LEFT JOIN LATERAL (
                    SELECT * FROM audit_events a
                    WHERE a.transaction_id = o.transaction_id AND a.organization_id = o.organization_id LIMIT 1) b ON true
                WHERE o.transaction_id >= ?::xid8 AND o.transaction_id < ?::xid8
            ) s
            """;

    /** Times go up along each thing's changes, as an event is written while its thing cannot be changed by anybody else. */
    private static final String IN_ORDER = " ORDER BY s.occurred_at, s.target_version NULLS LAST, s.id";

    /** On another server transactions are counted anew; what was told there is known by where it came from. */
    private static final String NOT_TOLD = """
             WHERE s.occurred_at >= (SELECT numbered_at - interval '1 hour' FROM event_feed)
                AND NOT EXISTS (SELECT FROM events e WHERE e.source_id = s.id
                                AND e.told_at >= (SELECT numbered_at - interval '2 hours' FROM event_feed))""";

    private NumberingRows() {}

    /**
     * What can be numbered now.
     *
     * @param position the last number that was given
     * @param first the first transaction that may have something to tell
     * @param horizon the first that may not be over
     * @param isMoved whether the database lies on another server than when numbers were given last
     */
    public record Window(long position, String first, String horizon, boolean isMoved) {}

    /** Whether nobody else is numbering; holds until the transaction ends. */
    public static boolean acquire(Session session) {
        return Boolean.TRUE.equals(session.first(
                "SELECT pg_try_advisory_xact_lock(hashtext('tenantry.number_events'))", row -> row.getBoolean(1)));
    }

    /** What is ready, or null when nothing is. One that began early and commits late is waited for. */
    public static @Nullable Window next(Session session) {
        return session.first(
                """
                WITH ready AS (
                    SELECT f.position, f.transaction_id > h.horizon AS moved, h.horizon,
                        CASE WHEN f.transaction_id > h.horizon THEN '0'::xid8 ELSE f.transaction_id END AS first
                    FROM event_feed f, (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS horizon) h)
                SELECT position, first, horizon, moved FROM ready r
                WHERE r.moved
                   OR EXISTS (SELECT FROM audit_events a WHERE a.transaction_id >= r.first AND a.transaction_id < r.horizon)
                   OR EXISTS (SELECT FROM event_outbox o WHERE o.transaction_id >= r.first AND o.transaction_id < r.horizon)
                """, row -> new Window(row.getLong(1), row.getString(2), row.getString(3), row.getBoolean(4)));
    }

    /** Shows what happened in the window, in order. */
    static void read(Session session, Window window, Consumer<Happening> reader) {
        session.walk(
                READ + (window.isMoved() ? NOT_TOLD : "") + IN_ORDER,
                row -> reader.accept(happening(row)),
                window.first(),
                window.horizon(),
                Telling.actions(),
                window.first(),
                window.horizon());
    }

    /** Writes events; of organizations that are gone there are none. */
    static void insert(Session session, List<Event> events, List<UUID> sources) {
        List<UUID> organizations = new ArrayList<>();
        List<UUID> ids = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        List<String> kinds = new ArrayList<>();
        List<String> objects = new ArrayList<>();
        List<String> times = new ArrayList<>();
        List<String> positions = new ArrayList<>();
        List<String> data = new ArrayList<>();
        for (Event event : events) {
            organizations.add(event.organization().value());
            positions.add(Long.toString(event.position()));
            ids.add(event.id());
            texts.add(event.type().wireName());
            kinds.add(event.objectKind());
            objects.add(event.objectId());
            times.add(event.occurredAt().toString());
            data.add(event.data().toString());
        }
        session.run("""
                INSERT INTO events (organization_id, position, id, type, object_kind, object_id, occurred_at, source_id, data)
                SELECT o.organization_id, n.position::bigint, n.id, n.type, n.kind, n.object, n.at::timestamptz, n.source, n.data::jsonb
                FROM unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::text[])
                        AS n (organization, position, id, type, kind, object, at, source, data)
                    JOIN organizations o ON o.organization_id = n.organization
                """, organizations, positions, ids, texts, kinds, objects, times, sources, data);
    }

    /** Ends a window: the next begins where it ended. */
    public static void advance(Session session, Window window, long position) {
        session.run(
                "UPDATE event_feed SET position = ?, transaction_id = ?::xid8, numbered_at = transaction_timestamp()",
                position,
                window.horizon());
        session.run("DELETE FROM event_outbox WHERE transaction_id < ?::xid8", window.horizon());
    }

    private static Happening happening(ResultSet row) throws SQLException {
        String actor = row.getString(12);
        return new Happening(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getString(4),
                row.getBoolean(5),
                new Happening.Thing(row.getString(6), row.getString(7), row.getString(8), row.getObject(9, Long.class)),
                actor == null
                        ? null
                        : new Happening.Doer(
                                row.getObject(10, UUID.class),
                                row.getString(11),
                                actor,
                                row.getObject(13, UUID.class),
                                row.getString(14)),
                row.getString(15),
                row.getString(16),
                members(row.getString(17)),
                members(row.getString(18)));
    }

    private static @Nullable JsonNode members(@Nullable String written) {
        return written == null ? null : JsonMapper.shared().readTree(written);
    }
}
