package io.tenantry.events;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.events.internal.EventFields;
import io.tenantry.events.internal.Receivers;
import io.tenantry.events.internal.Signature;
import io.tenantry.events.internal.WebhookRows;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.mail.Mails;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whom an organization tells of its events. Each change is an event itself. */
@Component
public class Webhooks {
    private static final int NAME_MAX = 128;
    private static final Duration OVERLAP_MAX = Duration.ofDays(7);
    private static final String BELOW = "SELECT organization_id FROM organizations_below(?)";

    private final Database database;
    private final Access access;
    private final AuditTrail audit;
    private final WebhookRows rows;
    private final Receivers receivers;
    private final EventSettings settings;

    Webhooks(
            Database database,
            Access access,
            AuditTrail audit,
            WebhookRows rows,
            Receivers receivers,
            EventSettings settings) {
        this.database = database;
        this.access = access;
        this.audit = audit;
        this.rows = rows;
        this.receivers = receivers;
        this.settings = settings;
    }

    /** Needs {@code webhook.read}. */
    public List<Webhook> list(Caller caller, OrganizationId organization) {
        return rows.list(access.require(caller, Permission.WEBHOOK_READ, organization), organization);
    }

    /** Needs {@code webhook.read}. */
    public Webhook get(Caller caller, OrganizationId organization, UUID id) {
        return found(rows.find(access.require(caller, Permission.WEBHOOK_READ, organization), organization, id));
    }

    /**
     * A webhook to be made.
     *
     * @param contact whom to write to when the receiver is given up, or null for nobody
     */
    public record NewWebhook(
            String name,
            String url,
            Webhook.Kind kind,
            List<EventType> types,
            @Nullable String filter,
            boolean subtree,
            @Nullable String contact) {}

    /** A webhook with the secret that its deliveries are signed with; it is told this once. */
    public record Made(Webhook webhook, String secret) {}

    /**
     * Adds a webhook. Needs {@code webhook.write} and {@code event.read}; for the organizations below, in every one of them.
     *
     * @throws Refusal (NOT_PERMITTED) also when the hub must not connect to the address, (CONFLICT) when there are too many
     */
    public Made create(Caller caller, OrganizationId organization, NewWebhook wanted) {
        Reach reach = permitted(caller, organization);
        caller.requireInPerson();
        Webhook webhook = checked(new Webhook(
                organization,
                Ids.next(),
                name(wanted.name()),
                wanted.url(),
                wanted.kind(),
                wanted.types(),
                wanted.filter(),
                wanted.subtree(),
                wanted.contact(),
                true,
                null,
                0,
                null,
                null,
                null,
                caller.actor().name(),
                Instant.EPOCH,
                Instant.EPOCH,
                1));
        requireBelow(caller, webhook);
        String secret = Signature.secret();
        return database.transaction(reach, session -> {
            Refusal.unless(
                    WebhookRows.count(session, organization) < settings.webhooks(),
                    Refusal.Reason.CONFLICT,
                    "An organization has no more than " + settings.webhooks() + " webhooks");
            rows.insert(session, webhook, secret, caller.self());
            Webhook made = found(rows.locked(session, organization, webhook.id()));
            tell(session, caller, "webhook.create", made, null, told(made));
            return new Made(made, secret);
        });
    }

    /** What is to be changed of a webhook; null leaves it as it is, and an empty text takes filter or contact away. */
    public record Change(
            @Nullable String name,
            @Nullable String url,
            @Nullable List<EventType> types,
            @Nullable String filter,
            @Nullable Boolean subtree,
            @Nullable String contact,
            @Nullable Boolean enabled) {
        Webhook of(Webhook before) {
            return new Webhook(
                    before.organization(),
                    before.id(),
                    name == null ? before.name() : Webhooks.name(name),
                    url == null ? before.url() : url,
                    before.kind(),
                    types == null ? before.types() : types,
                    text(filter, before.filter()),
                    subtree == null ? before.subtree() : subtree,
                    text(contact, before.contact()),
                    enabled == null ? before.enabled() : enabled,
                    before.problem(),
                    before.failures(),
                    before.failingSince(),
                    before.pausedUntil(),
                    before.formerSecretUntil(),
                    before.createdBy(),
                    before.createdAt(),
                    before.modifiedAt(),
                    before.version());
        }

        private static @Nullable String text(@Nullable String wanted, @Nullable String before) {
            return wanted == null ? before : wanted.isBlank() ? null : wanted;
        }
    }

    /**
     * Changes a webhook. Needs what {@link #create} needs.
     *
     * @param version the version the caller has seen, or null when he does not mind
     */
    public Webhook change(Caller caller, OrganizationId organization, UUID id, Change change, @Nullable Long version) {
        Reach reach = permitted(caller, organization);
        caller.requireInPerson();
        Webhook wanted = checked(change.of(found(rows.find(reach, organization, id))));
        requireBelow(caller, wanted);
        return database.transaction(reach, session -> {
            Webhook before = found(rows.locked(session, organization, id));
            Refusal.unless(
                    version == null || version == before.version(),
                    Refusal.Reason.PRECONDITION_FAILED,
                    "The webhook was changed meanwhile");
            rows.update(session, change.of(before));
            Webhook after = found(rows.locked(session, organization, id));
            tell(session, caller, "webhook.change", after, told(before), told(after));
            return after;
        });
    }

    /**
     * Gives a webhook another secret. Needs {@code webhook.write}.
     *
     * @param overlap for how long deliveries are signed with the former one as well
     */
    public Made rotate(Caller caller, OrganizationId organization, UUID id, Duration overlap) {
        Reach reach = access.require(caller, Permission.WEBHOOK_WRITE, organization);
        caller.requireInPerson();
        Refusal.unless(
                !overlap.isNegative() && overlap.compareTo(OVERLAP_MAX) <= 0,
                Refusal.Reason.MALFORMED,
                "The former secret is good for no longer than a week",
                "overlapHours");
        String secret = Signature.secret();
        return database.transaction(reach, session -> {
            Webhook before = found(rows.locked(session, organization, id));
            rows.rotate(session, before, secret, overlap);
            Webhook after = found(rows.locked(session, organization, id));
            tell(
                    session,
                    caller,
                    "webhook.change",
                    after,
                    Map.of("secret", "former"),
                    Map.of("secret", "replaced", "overlapHours", overlap.toHours()));
            return new Made(after, secret);
        });
    }

    /** Removes a webhook with all that was to be sent to it. Needs {@code webhook.write}. */
    public void delete(Caller caller, OrganizationId organization, UUID id) {
        Reach reach = access.require(caller, Permission.WEBHOOK_WRITE, organization);
        database.change(reach, session -> {
            Webhook webhook = found(rows.locked(session, organization, id));
            WebhookRows.delete(session, webhook);
            tell(session, caller, "webhook.delete", webhook, told(webhook), null);
        });
    }

    /** Who is told of events sees them. */
    private Reach permitted(Caller caller, OrganizationId organization) {
        access.require(caller, Permission.EVENT_READ, organization);
        return access.require(caller, Permission.WEBHOOK_WRITE, organization);
    }

    private Webhook checked(Webhook webhook) {
        receivers.check(webhook.url());
        EventFields.parse(webhook.filter());
        String contact = webhook.contact();
        Refusal.unless(
                contact == null || Mails.isAddress(contact),
                Refusal.Reason.MALFORMED,
                "This is no mail address",
                "contact");
        Refusal.unless(
                !webhook.types().contains(EventType.WEBHOOK_TEST),
                Refusal.Reason.MALFORMED,
                "webhook.test is sent when somebody asks for it",
                "types");
        return webhook;
    }

    /** A webhook over a whole branch needs the rights over the whole branch. */
    private void requireBelow(Caller caller, Webhook webhook) {
        if (!webhook.subtree()) {
            return;
        }
        List<OrganizationId> below = new ArrayList<>();
        database.list(
                        Reach.nowhere(),
                        BELOW,
                        row -> new OrganizationId(row.getObject(1, UUID.class)),
                        webhook.organization().value())
                .forEach(below::add);
        Reach write = caller.reach(Permission.WEBHOOK_WRITE);
        Reach read = caller.reach(Permission.EVENT_READ);
        Refusal.unless(
                below.stream().allMatch(organization -> write.covers(organization) && read.covers(organization)),
                Refusal.Reason.NOT_PERMITTED,
                "This needs the permissions 'webhook.write' and 'event.read' for every organization below",
                "subtree");
    }

    private static String name(String text) {
        String name = text.strip();
        Refusal.unless(
                !name.isEmpty() && name.length() <= NAME_MAX && name.chars().noneMatch(Character::isISOControl),
                Refusal.Reason.MALFORMED,
                "A name has 1 to " + NAME_MAX + " characters",
                "name");
        return name;
    }

    static Webhook found(@Nullable Webhook webhook) {
        if (webhook == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "The organization has no such webhook");
        }
        return webhook;
    }

    private void tell(
            Session session,
            Caller caller,
            String action,
            Webhook webhook,
            @Nullable Map<String, ?> before,
            @Nullable Map<String, ?> after) {
        AuditEvent.Target target =
                new AuditEvent.Target("webhook", webhook.id().toString(), webhook.name(), webhook.version());
        audit.record(session, caller.actor(), AuditEvent.done(webhook.organization(), action, target, before, after));
    }

    private static Map<String, @Nullable Object> told(Webhook webhook) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("name", webhook.name());
        members.put("url", webhook.shownUrl());
        members.put("kind", webhook.kind().stored());
        members.put("types", webhook.types().stream().map(EventType::wireName).toList());
        members.put("filter", webhook.filter());
        members.put("subtree", webhook.subtree());
        members.put("contact", webhook.contact());
        members.put("enabled", webhook.enabled());
        return members;
    }
}
