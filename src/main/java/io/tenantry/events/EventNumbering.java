package io.tenantry.events;

import io.tenantry.access.Reach;
import io.tenantry.events.internal.Audience;
import io.tenantry.events.internal.Batch;
import io.tenantry.events.internal.NumberingRows;
import io.tenantry.events.internal.NumberingRows.Window;
import io.tenantry.events.internal.WebhookRows;
import io.tenantry.platform.database.Database;
import org.springframework.stereotype.Component;

/**
 * Makes events of what happened, a moment afterwards, and queues them for the webhooks that wait for such. One node at a time
 * is at it, so that numbers go up in the order in which readers see them; changes themselves never wait for it.
 */
@Component
public class EventNumbering {
    private final Database database;
    private final WebhookRows webhooks;
    private final EventSettings settings;
    private final WebhookSending sending;

    EventNumbering(Database database, WebhookRows webhooks, EventSettings settings, WebhookSending sending) {
        this.sending = sending;
        this.database = database;
        this.webhooks = webhooks;
        this.settings = settings;
    }

    /** Numbers all that is ready and tells how many events there are; none while another node is at it. */
    public long number() {
        long told = numberNext();
        if (told > 0) {
            // Nobody waits until it is looked for work again.
            sending.sendDue();
        }
        return told;
    }

    private long numberNext() {
        return database.transaction(new Reach.Everything(), session -> {
            Window window = NumberingRows.acquire(session) ? NumberingRows.next(session) : null;
            if (window == null) {
                return 0L;
            }
            Batch batch =
                    new Batch(session, window, new Audience(session, webhooks.listening(session)), settings.patience());
            batch.read();
            NumberingRows.advance(session, window, batch.position());
            return batch.position() - window.position();
        });
    }

    /** Forgets events that are older than they are kept, and deliveries that were over as long ago. */
    public void forgetOld() {
        webhooks.forgetOld(settings.kept());
    }
}
