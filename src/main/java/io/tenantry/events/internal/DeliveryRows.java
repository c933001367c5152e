package io.tenantry.events.internal;

import io.tenantry.access.Reach;
import io.tenantry.events.Event;
import io.tenantry.events.Webhook;
import io.tenantry.events.internal.Audience.Ticket;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The table {@code webhook_deliveries}, as those who send see it. */
@Component
public class DeliveryRows {
    private static final Reach HUB = new Reach.Everything();

    /** The first of its thing that is still on its way. */
    private static final String FIRST_OF_ITS_THING = """
             AND NOT EXISTS (SELECT FROM webhook_deliveries e WHERE e.webhook_id = d.webhook_id AND e.object_id = d.object_id
                AND e.state = 'waiting' AND e.number < d.number)""";

    private static final String DUE = "d.next_try_at <= statement_timestamp()" + FIRST_OF_ITS_THING
            + " ORDER BY d.next_try_at, d.number LIMIT ? FOR UPDATE OF d SKIP LOCKED";

    /** To find out whether a receiver is back: whichever was tried least, as one that fails for itself says little. */
    private static final String PROBE = "(d.lease IS NULL OR d.next_try_at <= statement_timestamp())"
            + FIRST_OF_ITS_THING + " ORDER BY d.tries, d.number LIMIT least(?, 1) FOR UPDATE OF d SKIP LOCKED";

    private final Database database;

    public DeliveryRows(Database database) {
        this.database = database;
    }

    /**
     * A delivery that this node has in hand.
     *
     * @param tries which try this is
     */
    public record Claimed(long number, UUID event, int tries, Instant giveUpAt) {}

    /** Puts events into the queues of webhooks. */
    static void queue(Session session, List<Ticket> tickets, Duration patience) {
        if (tickets.isEmpty()) {
            return;
        }
        List<UUID> organizations = new ArrayList<>();
        List<UUID> webhooks = new ArrayList<>();
        List<UUID> events = new ArrayList<>();
        List<UUID> homes = new ArrayList<>();
        List<String> types = new ArrayList<>();
        List<String> objects = new ArrayList<>();
        for (Ticket ticket : tickets) {
            organizations.add(ticket.webhook().organization().value());
            webhooks.add(ticket.webhook().id());
            events.add(ticket.event().id());
            homes.add(ticket.event().organization().value());
            types.add(ticket.event().type().wireName());
            objects.add(ticket.event().objectId());
        }
        // A webhook that was removed a moment ago is told nothing more.
        session.run("""
                INSERT INTO webhook_deliveries (organization_id, webhook_id, event_id, event_organization_id, type, object_id, origin,
                    give_up_at)
                SELECT w.organization_id, w.id, t.event, t.home, t.type, t.object, 'event', clock_timestamp() + ? * interval '1 second'
                FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[]) WITH ORDINALITY
                        AS t (organization, webhook, event, home, type, object, place)
                    JOIN webhooks w ON w.organization_id = t.organization AND w.id = t.webhook
                ORDER BY t.place
                """, patience.toSeconds(), organizations, webhooks, events, homes, types, objects);
    }

    /** Sends again what happened in a time, or one event; tells how many. */
    public static int replay(Session session, Webhook webhook, List<Event> events, Duration patience) {
        List<UUID> ids = events.stream().map(Event::id).toList();
        return ids.isEmpty()
                ? 0
                : session.run("""
                        INSERT INTO webhook_deliveries (organization_id, webhook_id, event_id, event_organization_id, type, object_id,
                            origin, give_up_at)
                        SELECT ?, ?, e.id, e.organization_id, e.type, e.object_id, 'replay',
                            clock_timestamp() + ? * interval '1 second'
                        FROM events e WHERE e.id = ANY (?) ORDER BY e.position
                        """, webhook.organization().value(), webhook.id(), patience.toSeconds(), ids);
    }

    /** Notes a try-out, which is over at once. */
    public static UUID tested(Session session, Webhook webhook, Event event, Attempted attempted) {
        return Objects.requireNonNull(session.first(
                """
                INSERT INTO webhook_deliveries (organization_id, webhook_id, event_id, event_organization_id, type, object_id, origin,
                    state, tries, give_up_at, status, millis, problem, attempts, finished_at)
                VALUES (?, ?, ?, ?, ?, ?, 'test', ?, 1, now(), ?, ?, ?, jsonb_build_array(?::jsonb), clock_timestamp())
                RETURNING id
                """,
                row -> row.getObject(1, UUID.class),
                webhook.organization().value(),
                webhook.id(),
                event.id(),
                event.organization().value(),
                event.type().wireName(),
                event.objectId(),
                attempted.isWell() ? "delivered" : "dead",
                attempted.status(),
                attempted.millis(),
                attempted.problem(),
                written(attempted)));
    }

    /**
     * Takes deliveries in hand: for a while no other node looks at them, longer than any receiver is waited for.
     *
     * @param isProbe whether the receiver has failed, so that one is enough to find out whether it is back
     */
    public List<Claimed> claim(UUID webhook, UUID lease, int most, boolean isProbe, Duration hold) {
        return database.list(
                HUB,
                """
                WITH next AS (SELECT d.organization_id, d.webhook_id, d.number FROM webhook_deliveries d
                    WHERE d.webhook_id = ? AND d.state = 'waiting' AND %s)
                UPDATE webhook_deliveries d SET tries = d.tries + 1, lease = ?,
                    next_try_at = clock_timestamp() + ?::double precision * interval '1 millisecond'
                FROM next n
                WHERE d.organization_id = n.organization_id AND d.webhook_id = n.webhook_id AND d.number = n.number
                RETURNING d.number, d.event_id, d.tries, d.give_up_at
                """.formatted(isProbe ? PROBE : DUE),
                row -> new Claimed(
                        row.getLong(1),
                        row.getObject(2, UUID.class),
                        row.getInt(3),
                        row.getObject(4, OffsetDateTime.class).toInstant()),
                webhook,
                most,
                lease,
                hold.toMillis());
    }

    /**
     * What came of one try.
     *
     * @param retryIn when to try again, or null when it is over
     */
    public record Outcome(
            Claimed claimed, Attempted attempted, @Nullable Duration retryIn) {
        String state() {
            return attempted.isWell() ? "delivered" : retryIn == null ? "dead" : "waiting";
        }
    }

    /** Writes what came of deliveries; of those that another node has taken over, nothing is written. */
    public void settle(Webhook webhook, UUID lease, List<Outcome> outcomes) {
        List<String> numbers = new ArrayList<>();
        List<String> states = new ArrayList<>();
        List<String> attempts = new ArrayList<>();
        List<String> pauses = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            Duration pause = outcome.retryIn();
            numbers.add(Long.toString(outcome.claimed().number()));
            states.add(outcome.state());
            attempts.add(written(outcome.attempted()));
            pauses.add(Long.toString(pause == null ? 0 : pause.toMillis()));
        }
        database.run(
                HUB,
                """
                UPDATE webhook_deliveries d SET state = s.state, lease = NULL, status = (s.attempt ->> 'status')::integer,
                    millis = (s.attempt ->> 'millis')::integer, problem = s.attempt ->> 'problem',
                    attempts = CASE WHEN jsonb_array_length(d.attempts) < 20 THEN d.attempts ELSE d.attempts - 0 END || s.attempt,
                    next_try_at = clock_timestamp() + s.pause * interval '1 millisecond',
                    finished_at = CASE WHEN s.state <> 'waiting' THEN clock_timestamp() END
                FROM (SELECT number::bigint, state, attempt::jsonb, pause::double precision
                      FROM unnest(?::text[], ?::text[], ?::text[], ?::text[]) AS t (number, state, attempt, pause)) s
                WHERE d.organization_id = ? AND d.webhook_id = ? AND d.number = s.number AND d.lease = ?
                """,
                numbers,
                states,
                attempts,
                pauses,
                webhook.organization().value(),
                webhook.id(),
                lease);
    }

    /** Gives back what nobody began with, as if it had never been taken. */
    public void release(UUID webhook, UUID lease, List<Claimed> claimed) {
        database.run(
                HUB,
                """
                UPDATE webhook_deliveries SET lease = NULL, tries = tries - 1, next_try_at = clock_timestamp()
                WHERE webhook_id = ? AND state = 'waiting' AND number = ANY (?::bigint[]) AND lease = ?
                """,
                webhook,
                claimed.stream().map(one -> Long.toString(one.number())).toList(),
                lease);
    }

    private static String written(Attempted attempted) {
        ObjectNode attempt = JsonMapper.shared().createObjectNode();
        attempt.put("at", attempted.at().toString());
        attempt.put("status", attempted.status());
        attempt.put("millis", attempted.millis());
        attempt.put("problem", attempted.problem());
        return attempt.toString();
    }
}
