package io.tenantry.events;

import io.tenantry.access.Reach;
import io.tenantry.audit.Actor;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.events.internal.Sender;
import io.tenantry.events.internal.WebhookRows;
import io.tenantry.mail.Mail;
import io.tenantry.mail.Mails;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.web.HubAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Sends what is due. Each webhook has a thread of its own while it has something to send, so that a slow receiver keeps nobody
 * waiting; any number of nodes may be at the same webhook.
 */
@Component
public class WebhookSending implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookSending.class);
    private static final UUID NOBODY = new UUID(0, 0);

    private final Database database;
    private final WebhookRows rows;
    private final Sender sender;
    private final AuditTrail audit;
    private final Letters letters;
    private final EventSettings settings;
    private final Set<UUID> busy = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    WebhookSending(
            Database database,
            WebhookRows rows,
            Sender sender,
            AuditTrail audit,
            Letters letters,
            EventSettings settings) {
        this.database = database;
        this.rows = rows;
        this.sender = sender;
        this.audit = audit;
        this.letters = letters;
        this.settings = settings;
    }

    /** How the hub writes to those who look after a receiver. */
    @Component
    record Letters(Mails mails, HubAddress address) {}

    /** Starts sending for every webhook that has something to send and is not at it already. */
    public void sendDue() {
        for (Webhook webhook : rows.due()) {
            if (busy.add(webhook.id())) {
                threads.execute(() -> send(webhook));
            }
        }
    }

    private void send(Webhook webhook) {
        try {
            Sender.Turn turn = sender.turn(webhook);
            while (turn.goesOn() && !Thread.currentThread().isInterrupted()) {
                turn = sender.turn(webhook);
            }
            if (turn.isGone()) {
                giveUp(webhook, "The receiver says that it is gone");
            } else if (isHopeless(turn.failingSince())) {
                giveUp(
                        webhook,
                        "It failed without a break for "
                                + settings.disableAfter().toHours() + " hours");
            }
        } catch (RuntimeException failure) {
            if (!threads.isShutdown()) {
                LOG.warn("Sending to webhook {} failed and will be tried again", webhook.id(), failure);
            }
        } finally {
            busy.remove(webhook.id());
        }
    }

    private boolean isHopeless(@Nullable Instant since) {
        return since != null && since.isBefore(Instant.now().minus(settings.disableAfter()));
    }

    private void giveUp(Webhook webhook, String problem) {
        database.change(new Reach.Some(Set.of(webhook.organization())), session -> {
            if (!WebhookRows.disable(session, webhook, problem)) {
                return;
            }
            audit.record(
                    session,
                    Actor.system("webhook-" + webhook.id()),
                    new AuditEvent(
                            webhook.organization(),
                            "webhook.disable",
                            "webhook",
                            webhook.id().toString(),
                            webhook.name(),
                            webhook.version() + 1,
                            AuditEvent.Outcome.DONE,
                            problem,
                            null,
                            null));
            String contact = webhook.contact();
            if (contact != null) {
                letters.mails.queue(
                        session,
                        new Mail(
                                webhook.organization(),
                                NOBODY,
                                Mail.Kind.WEBHOOK_DISABLED,
                                contact,
                                null,
                                Map.of("name", contact, "webhook", webhook.name(), "problem", problem),
                                letters.address.of("/docs"),
                                Instant.MAX));
            }
        });
        LOG.warn("Webhook {} was disabled: {}", webhook.id(), problem);
    }

    /** Lets what is on its way come to its end, for a little while; what is left is taken up again when its lease is over. */
    @Override
    public void destroy() throws InterruptedException {
        threads.shutdownNow();
        threads.awaitTermination(Duration.ofSeconds(5).toMillis(), TimeUnit.MILLISECONDS);
    }
}
