package io.tenantry.events.internal;

import io.tenantry.access.Reach;
import io.tenantry.events.Event;
import io.tenantry.events.EventType;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.RowReader;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads the table {@code events}. */
@Component
public class FeedRows {
    private static final String COLUMNS =
            "e.id, e.organization_id, e.position, e.type, e.object_kind, e.object_id, e.occurred_at, e.data::text";
    private static final RowReader<Event> EVENT = FeedRows::read;

    private final Database database;

    public FeedRows(Database database) {
        this.database = database;
    }

    /**
     * Which part of the feed.
     *
     * @param top the organization that is asked about
     * @param subtree whether those below it, as far as they are in reach, are too
     * @param after the position to go on from
     * @param until the last position that was given; what comes later is left for the next time
     * @param types which events; all when there are none
     */
    public record Part(OrganizationId top, boolean subtree, long after, long until, List<EventType> types, int limit) {}

    /** Events in their order. */
    public List<Event> after(Reach reach, Part part) {
        String where = part.subtree() ? """
                 e.organization_id IN (SELECT ?::uuid UNION ALL SELECT b.organization_id FROM organizations_below(?) b)""" : " e.organization_id = ? AND e.organization_id = ?";
        String types = part.types().isEmpty() ? " AND cardinality(?) >= 0" : " AND e.type = ANY (?)";
        return database.list(
                reach,
                "SELECT " + COLUMNS + " FROM events e WHERE " + where + types
                        + " AND e.position > ? AND e.position <= ? ORDER BY e.position LIMIT ?",
                EVENT,
                part.top().value(),
                part.top().value(),
                part.types().stream().map(EventType::wireName).toList(),
                part.after(),
                part.until(),
                part.limit());
    }

    /** Events of a time, of one organization or all below, for sending them again. */
    public List<Event> between(Reach reach, Part part, Instant from, Instant to) {
        String where = part.subtree() ? """
                 e.organization_id IN (SELECT ?::uuid UNION ALL SELECT b.organization_id FROM organizations_below(?) b)""" : " e.organization_id = ? AND e.organization_id = ?";
        return database.list(
                reach,
                "SELECT " + COLUMNS + " FROM events e WHERE " + where
                        + " AND e.position > ? AND e.occurred_at >= ? AND e.occurred_at < ? ORDER BY e.position LIMIT ?",
                EVENT,
                part.top().value(),
                part.top().value(),
                part.after(),
                from,
                to,
                part.limit());
    }

    public @Nullable Event find(Reach reach, UUID id) {
        return database.first(reach, "SELECT " + COLUMNS + " FROM events e WHERE e.id = ?", EVENT, id);
    }

    /** The events with these ids that are still there. */
    public List<Event> all(Reach reach, List<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : database.list(reach, "SELECT " + COLUMNS + " FROM events e WHERE e.id = ANY (?)", EVENT, ids);
    }

    /** The last position that was given; whoever reads up to it misses nothing. */
    public long last() {
        return Objects.requireNonNull(
                database.first(Reach.nowhere(), "SELECT position FROM event_feed", row -> row.getLong(1)));
    }

    /** The position before the oldest event that is kept. */
    public long oldest() {
        return Objects.requireNonNull(database.first(new Reach.Everything(), """
                SELECT coalesce((SELECT position FROM events ORDER BY position LIMIT 1),
                    (SELECT position + 1 FROM event_feed)) - 1
                """, row -> row.getLong(1)));
    }

    static Event read(ResultSet row) throws SQLException {
        return new Event(
                row.getObject(1, UUID.class),
                new OrganizationId(row.getObject(2, UUID.class)),
                row.getLong(3),
                EventType.named(row.getString(4)),
                row.getString(5),
                row.getString(6),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                JsonMapper.shared().readTree(row.getString(8)));
    }
}
