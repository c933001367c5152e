package io.tenantry.events.internal;

import io.tenantry.events.Event;
import io.tenantry.events.internal.NumberingRows.Window;
import io.tenantry.kernel.Ids;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The events of one window, written some thousand at a time together with their deliveries. */
public final class Batch {
    private static final int AT_ONCE = 2_000;

    private final Session session;
    private final Window window;
    private final Audience audience;
    private final Duration patience;
    private final List<Event> events = new ArrayList<>();
    private final List<UUID> sources = new ArrayList<>();
    private long position;

    public Batch(Session session, Window window, Audience audience, Duration patience) {
        this.session = session;
        this.window = window;
        this.audience = audience;
        this.patience = patience;
        position = window.position();
    }

    /** Makes events of all that happened in the window. */
    public void read() {
        NumberingRows.read(session, window, this::add);
        write();
    }

    /** The last number that was given. */
    public long position() {
        return position;
    }

    private void add(Happening what) {
        for (Telling.Told told : Telling.of(what)) {
            String id = what.thing().id();
            events.add(new Event(
                    Ids.next(),
                    new OrganizationId(what.organization()),
                    ++position,
                    told.type(),
                    what.thing().kind(),
                    id == null ? "" : id,
                    what.occurredAt(),
                    told.data()));
            sources.add(what.source());
        }
        if (events.size() >= AT_ONCE) {
            write();
        }
    }

    private void write() {
        if (!events.isEmpty()) {
            NumberingRows.insert(session, events, sources);
            DeliveryRows.queue(session, audience.of(events), patience);
            events.clear();
            sources.clear();
        }
    }
}
