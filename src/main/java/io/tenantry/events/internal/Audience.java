package io.tenantry.events.internal;

import io.tenantry.events.Event;
import io.tenantry.events.EventType;
import io.tenantry.events.Webhook;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Session;
import io.tenantry.query.Condition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is to be told of events: webhooks of the organization itself, and those above it that look at everything below. */
public final class Audience {
    private static final Logger LOG = LoggerFactory.getLogger(Audience.class);

    private static final String ABOVE = """
            WITH RECURSIVE line AS (
                SELECT o.organization_id, o.organization_id AS above, o.parent_id FROM organizations o
                WHERE o.organization_id = ANY (?)
                UNION ALL
                SELECT l.organization_id, o.organization_id, o.parent_id
                FROM line l JOIN organizations o ON o.organization_id = l.parent_id)
            SELECT organization_id, above FROM line
            """;

    private final Session session;
    private final Map<UUID, List<Listener>> listeners = new HashMap<>();
    private final Map<UUID, Set<UUID>> above = new HashMap<>();

    /**
     * Those who listen while these events are told.
     *
     * @param webhooks all that are enabled
     */
    public Audience(Session session, Collection<Webhook> webhooks) {
        this.session = session;
        webhooks.forEach(this::add);
    }

    /** One filter that is not understood any more must not keep all others from being told. */
    private void add(Webhook webhook) {
        try {
            Listener listener = new Listener(webhook, Set.copyOf(webhook.types()), EventFields.parse(webhook.filter()));
            listeners
                    .computeIfAbsent(webhook.organization().value(), organization -> new ArrayList<>())
                    .add(listener);
        } catch (Refusal refusal) {
            LOG.warn("Webhook {} is told nothing, as its filter is wrong: {}", webhook.id(), refusal.getMessage());
        }
    }

    private record Listener(Webhook webhook, Set<EventType> types, Condition filter) {
        boolean wants(Event event) {
            boolean within = webhook.subtree() || webhook.organization().equals(event.organization());
            return within && (types.isEmpty() || types.contains(event.type())) && EventFields.test(filter, event);
        }
    }

    /** Whether a webhook that can be told of the event asked for such. */
    public static boolean wants(Webhook webhook, Event event) {
        return new Listener(webhook, Set.copyOf(webhook.types()), EventFields.parse(webhook.filter())).wants(event);
    }

    /** An event and a webhook that is to be told of it. */
    record Ticket(Webhook webhook, Event event) {}

    /** One ticket for each event and webhook, in the order of the events. */
    List<Ticket> of(List<Event> events) {
        if (listeners.isEmpty()) {
            return List.of();
        }
        find(events);
        List<Ticket> tickets = new ArrayList<>();
        for (Event event : events) {
            for (UUID organization : above.getOrDefault(event.organization().value(), Set.of())) {
                for (Listener listener : listeners.getOrDefault(organization, List.of())) {
                    if (listener.wants(event)) {
                        tickets.add(new Ticket(listener.webhook(), event));
                    }
                }
            }
        }
        return tickets;
    }

    private void find(List<Event> events) {
        Set<UUID> unknown = new HashSet<>();
        events.forEach(event -> unknown.add(event.organization().value()));
        unknown.removeAll(above.keySet());
        if (unknown.isEmpty()) {
            return;
        }
        unknown.forEach(organization -> above.put(organization, new HashSet<>()));
        session.walk(
                ABOVE,
                row -> above.computeIfAbsent(row.getObject(1, UUID.class), organization -> new HashSet<>())
                        .add(row.getObject(2, UUID.class)),
                unknown);
    }
}
