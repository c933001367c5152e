package io.tenantry.events;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.events.internal.Attempted;
import io.tenantry.events.internal.Audience;
import io.tenantry.events.internal.DeliveryRows;
import io.tenantry.events.internal.FeedRows;
import io.tenantry.events.internal.LogRows;
import io.tenantry.events.internal.Sender;
import io.tenantry.events.internal.WebhookRows;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What became of what a webhook was to be told, and sending it again. */
@Component
public class Deliveries {
    /** What the log can be filtered and sorted by. */
    public static final Catalogue FIELDS = LogRows.FIELDS;

    /** The order of the log, which is that of the webhook's queue. */
    public static final Field NUMBER = LogRows.NUMBER;

    private static final int AT_ONCE = 1_000;
    private static final int REPLAY_MAX = 100_000;

    private final Database database;
    private final Access access;
    private final WebhookRows webhooks;
    private final FeedRows feed;
    private final LogRows log;
    private final Sending sending;

    Deliveries(Database database, Access access, WebhookRows webhooks, FeedRows feed, LogRows log, Sending sending) {
        this.database = database;
        this.access = access;
        this.webhooks = webhooks;
        this.feed = feed;
        this.log = log;
        this.sending = sending;
    }

    /** What sends, and for how long it tries. */
    @Component
    record Sending(Sender sender, EventSettings settings) {}

    /** The log of one webhook. Needs {@code webhook.read}. */
    public Page<Delivery> list(Caller caller, OrganizationId organization, UUID webhook, ListQuery query) {
        Reach reach = access.require(caller, Permission.WEBHOOK_READ, organization);
        Webhooks.found(webhooks.find(reach, organization, webhook));
        return log.list(reach, organization, webhook, query);
    }

    /** One delivery with its tries. Needs {@code webhook.read}. */
    public Delivery get(Caller caller, OrganizationId organization, UUID webhook, UUID id) {
        Reach reach = access.require(caller, Permission.WEBHOOK_READ, organization);
        Delivery delivery = log.find(reach, organization, webhook, id);
        if (delivery == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "The webhook has no such delivery");
        }
        return delivery;
    }

    /**
     * What to send again: these events, or all that the webhook would be told of a time.
     *
     * @param to until when, itself excluded; null for now
     */
    public record Replay(
            List<UUID> events,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /**
     * Sends events again, under the ids they have. Needs {@code webhook.write} and {@code event.read}.
     *
     * @return how many
     * @throws Refusal (NOT_FOUND) when one of the events is not there, (TOO_LARGE) when there are too many
     */
    public int replay(Caller caller, OrganizationId organization, UUID id, Replay wanted) {
        access.require(caller, Permission.EVENT_READ, organization);
        Reach reach = access.require(caller, Permission.WEBHOOK_WRITE, organization);
        Webhook webhook = Webhooks.found(webhooks.find(reach, organization, id));
        Reach seen = webhook.subtree() ? caller.reach(Permission.EVENT_READ) : reach;
        Instant from = wanted.from();
        if (from == null) {
            return named(reach, seen, webhook, wanted.events());
        }
        Instant to = wanted.to() == null ? Instant.now() : wanted.to();
        Refusal.unless(from.isBefore(to), Refusal.Reason.MALFORMED, "'from' lies before 'to'", "from");
        return ofTime(reach, seen, webhook, from, to);
    }

    private int named(Reach reach, Reach seen, Webhook webhook, List<UUID> ids) {
        Refusal.unless(
                !ids.isEmpty() && ids.size() <= AT_ONCE,
                Refusal.Reason.MALFORMED,
                "Say which events to send again, at most " + AT_ONCE + ", or from when on",
                "events");
        List<Event> events = feed.all(seen, ids).stream()
                .filter(event -> isTold(webhook, event))
                .toList();
        Refusal.unless(
                events.size() == ids.stream().distinct().count(),
                Refusal.Reason.NOT_FOUND,
                "One of the events is not there, or the webhook is not told of its organization",
                "events");
        return queued(reach, seen, webhook, events);
    }

    /** Whether the webhook could have been told of it: it happened in its organization, or below. */
    private boolean isTold(Webhook webhook, Event event) {
        return webhook.organization().equals(event.organization())
                || (webhook.subtree()
                        && !database.list(
                                        Reach.nowhere(),
                                        "SELECT FROM organizations_below(?) b WHERE b.organization_id = ?",
                                        row -> true,
                                        webhook.organization().value(),
                                        event.organization().value())
                                .isEmpty());
    }

    private int ofTime(Reach reach, Reach seen, Webhook webhook, Instant from, Instant to) {
        int queued = 0;
        long after = 0;
        List<Event> some;
        do {
            FeedRows.Part part = new FeedRows.Part(
                    webhook.organization(), webhook.subtree(), after, Long.MAX_VALUE, List.of(), AT_ONCE);
            some = feed.between(seen, part, from, to);
            List<Event> wanted = some.stream()
                    .filter(event -> Audience.wants(webhook, event))
                    .toList();
            queued += queued(reach, seen, webhook, wanted);
            Refusal.unless(
                    queued < REPLAY_MAX,
                    Refusal.Reason.TOO_LARGE,
                    "More than " + REPLAY_MAX + " events happened in that time; " + queued + " are sent again",
                    "from");
            after = some.isEmpty() ? after : some.getLast().position();
        } while (some.size() == AT_ONCE);
        return queued;
    }

    private int queued(Reach reach, Reach seen, Webhook webhook, List<Event> events) {
        return database.transaction(
                reach.and(seen), session -> DeliveryRows.replay(session, webhook, events, sending.settings.patience()));
    }

    /**
     * Sends a made-up event, waits for the answer and tells it. Needs {@code webhook.write}.
     *
     * @return the delivery, which is over whatever the answer was
     */
    public Delivery test(Caller caller, OrganizationId organization, UUID id) {
        Reach reach = access.require(caller, Permission.WEBHOOK_WRITE, organization);
        Webhook webhook = Webhooks.found(webhooks.find(reach, organization, id));
        Event event = new Event(
                Ids.next(),
                organization,
                0,
                EventType.WEBHOOK_TEST,
                "webhook",
                id.toString(),
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                trial(caller, webhook));
        Attempted attempted = sending.sender.call(webhook, webhooks.secrets(webhook), event);
        UUID delivery = database.transaction(reach, session -> DeliveryRows.tested(session, webhook, event, attempted));
        Delivery told = log.find(reach, organization, id, delivery);
        if (told == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "The webhook was removed meanwhile");
        }
        return told;
    }

    private static ObjectNode trial(Caller caller, Webhook webhook) {
        ObjectNode data = JsonMapper.shared().createObjectNode();
        data.put("organizationId", webhook.organization().toString());
        ObjectNode object = data.putObject("object");
        object.put("kind", "webhook");
        object.put("id", webhook.id().toString());
        object.put("name", webhook.name());
        object.put("version", webhook.version());
        ObjectNode actor = data.putObject("actor");
        actor.put("kind", caller.actor().kind().stored());
        UUID self = caller.actor().id();
        actor.put("id", self == null ? null : self.toString());
        actor.put("name", caller.actor().name());
        data.put("correlationId", caller.actor().correlationId());
        return data;
    }
}
