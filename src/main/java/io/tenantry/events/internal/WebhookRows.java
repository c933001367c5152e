package io.tenantry.events.internal;

import io.tenantry.access.Reach;
import io.tenantry.events.EventType;
import io.tenantry.events.Webhook;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Moments;
import io.tenantry.platform.database.Session;
import io.tenantry.platform.secrets.MasterKey;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table {@code webhooks}. */
@Component
public class WebhookRows {
    private static final Reach HUB = new Reach.Everything();
    private static final int FORGOTTEN_AT_ONCE = 20_000;
    static final String COLUMNS = """
            w.organization_id, w.id, w.name, w.url, w.kind, w.types, w.filter, w.subtree, w.contact, w.enabled, w.problem, w.failures,
            w.failing_since, w.paused_until, CASE WHEN w.former_until > now() THEN w.former_until END, w.created_by, w.created_at,
            w.modified_at, w.version""";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM webhooks w ";

    private final Database database;
    private final MasterKey master;

    public WebhookRows(Database database, MasterKey master) {
        this.database = database;
        this.master = master;
    }

    public List<Webhook> list(Reach reach, OrganizationId organization) {
        return database.list(
                reach, SELECT + "WHERE w.organization_id = ? ORDER BY w.id", this::read, organization.value());
    }

    public @Nullable Webhook find(Reach reach, OrganizationId organization, UUID id) {
        return database.first(
                reach, SELECT + "WHERE w.organization_id = ? AND w.id = ?", this::read, organization.value(), id);
    }

    /** The webhook while nobody else changes it. */
    public @Nullable Webhook locked(Session session, OrganizationId organization, UUID id) {
        return session.first(
                SELECT + "WHERE w.organization_id = ? AND w.id = ? FOR UPDATE", this::read, organization.value(), id);
    }

    /** All that are told of events now. */
    public List<Webhook> listening(Session session) {
        return session.list(SELECT + """
                JOIN organizations o USING (organization_id) WHERE w.enabled AND o.deleted_at IS NULL
                """, this::read);
    }

    /** How many an organization has; nobody adds another meanwhile. */
    public static long count(Session session, OrganizationId organization) {
        session.list(
                "SELECT FROM organizations WHERE organization_id = ? FOR NO KEY UPDATE",
                row -> true,
                organization.value());
        Long count = session.first(
                "SELECT count(*) FROM webhooks WHERE organization_id = ?", row -> row.getLong(1), organization.value());
        return count == null ? 0 : count;
    }

    public void insert(Session session, Webhook webhook, String secret, @Nullable UUID createdBy) {
        session.run(
                """
                INSERT INTO webhooks (organization_id, id, name, url, kind, types, filter, subtree, secret, contact, enabled,
                    created_by_id, created_by)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                webhook.organization().value(),
                webhook.id(),
                webhook.name(),
                master.encrypt(webhook.url()),
                webhook.kind().stored(),
                names(webhook),
                webhook.filter(),
                webhook.subtree(),
                master.encrypt(secret),
                webhook.contact(),
                webhook.enabled(),
                createdBy,
                webhook.createdBy());
    }

    /** Writes what people can change; whoever enables it again begins without old failures. */
    public void update(Session session, Webhook webhook) {
        session.run(
                """
                UPDATE webhooks SET name = ?, url = ?, types = ?, filter = ?, subtree = ?, contact = ?,
                    problem = CASE WHEN ? AND NOT enabled THEN NULL ELSE problem END,
                    failures = CASE WHEN ? AND NOT enabled THEN 0 ELSE failures END,
                    failing_since = CASE WHEN ? AND NOT enabled THEN NULL ELSE failing_since END,
                    paused_until = CASE WHEN ? AND NOT enabled THEN NULL ELSE paused_until END,
                    enabled = ?, modified_at = now(), version = version + 1
                WHERE organization_id = ? AND id = ?
                """,
                webhook.name(),
                master.encrypt(webhook.url()),
                names(webhook),
                webhook.filter(),
                webhook.subtree(),
                webhook.contact(),
                webhook.enabled(),
                webhook.enabled(),
                webhook.enabled(),
                webhook.enabled(),
                webhook.enabled(),
                webhook.organization().value(),
                webhook.id());
    }

    /** Puts a new secret in the place of the present one, which goes on signing for a while. */
    public void rotate(Session session, Webhook webhook, String secret, Duration overlap) {
        session.run(
                """
                UPDATE webhooks SET former_secret = CASE WHEN ? > 0 THEN secret END,
                    former_until = CASE WHEN ? > 0 THEN now() + ? * interval '1 second' END,
                    secret = ?, modified_at = now(), version = version + 1
                WHERE organization_id = ? AND id = ?
                """,
                overlap.toSeconds(),
                overlap.toSeconds(),
                overlap.toSeconds(),
                master.encrypt(secret),
                webhook.organization().value(),
                webhook.id());
    }

    public static void delete(Session session, Webhook webhook) {
        session.run(
                "DELETE FROM webhooks WHERE organization_id = ? AND id = ?",
                webhook.organization().value(),
                webhook.id());
    }

    /** What deliveries are signed with now: the secret, and the one before it while that is good. */
    public List<String> secrets(Webhook webhook) {
        return database
                .list(HUB, """
                        SELECT s FROM webhooks w, unnest(ARRAY[w.secret, CASE WHEN w.former_until > now() THEN w.former_secret END]) s
                        WHERE w.organization_id = ? AND w.id = ? AND s IS NOT NULL
                        """, row -> row.getString(1), webhook.organization().value(), webhook.id())
                .stream()
                .map(master::decrypt)
                .toList();
    }

    /** Notes that a receiver answers, which may have failed before. */
    public void answers(Webhook webhook) {
        database.run(HUB, """
                WITH well AS (
                    UPDATE webhooks SET failures = 0, failing_since = NULL, paused_until = NULL
                    WHERE organization_id = ? AND id = ? AND failures > 0 RETURNING organization_id, id)
                UPDATE webhook_deliveries d SET next_try_at = clock_timestamp() FROM well w
                WHERE d.organization_id = w.organization_id AND d.webhook_id = w.id AND d.state = 'waiting' AND d.lease IS NULL
                  AND d.next_try_at > clock_timestamp()
                """, webhook.organization().value(), webhook.id());
    }

    /**
     * Notes that nothing of a handful was taken, and leaves the receiver alone for a while.
     *
     * @return since when it has failed
     */
    public @Nullable Instant fails(Webhook webhook, @Nullable Duration pause) {
        return database
                .list(
                        HUB,
                        """
                        UPDATE webhooks SET failures = failures + 1, failing_since = coalesce(failing_since, clock_timestamp()),
                            paused_until = clock_timestamp() + ?::double precision * interval '1 millisecond'
                        WHERE organization_id = ? AND id = ? RETURNING failing_since
                        """,
                        row -> row.getObject(1, OffsetDateTime.class).toInstant(),
                        pause == null ? 0 : pause.toMillis(),
                        webhook.organization().value(),
                        webhook.id())
                .stream()
                .findFirst()
                .orElse(null);
    }

    /** Disables it, unless somebody did so already. */
    public static boolean disable(Session session, Webhook webhook, String problem) {
        return session.run("""
                        UPDATE webhooks SET enabled = false, problem = ?, modified_at = now(), version = version + 1
                        WHERE organization_id = ? AND id = ? AND enabled
                        """, problem, webhook.organization().value(), webhook.id()) == 1;
    }

    /** Forgets events and deliveries that are over, some at a time so that nobody waits for it. */
    public void forgetOld(Duration kept) {
        double seconds = kept.toSeconds();
        while (database.run(HUB, """
                        DELETE FROM events WHERE position IN (SELECT position FROM events ORDER BY position LIMIT ?)
                            AND told_at < now() - ? * interval '1 second'
                        """, FORGOTTEN_AT_ONCE, seconds) > 0) {
            // until only those are left that are kept
        }
        database.run(HUB, """
                DELETE FROM webhook_deliveries WHERE state <> 'waiting' AND finished_at < now() - ? * interval '1 second'
                """, seconds);
        database.run(HUB, "UPDATE webhooks SET former_secret = NULL, former_until = NULL WHERE former_until < now()");
    }

    private static List<String> names(Webhook webhook) {
        return webhook.types().stream().map(EventType::wireName).toList();
    }

    Webhook read(ResultSet row) throws SQLException {
        String[] types = (String[]) row.getArray(6).getArray();
        return new Webhook(
                new OrganizationId(row.getObject(1, UUID.class)),
                row.getObject(2, UUID.class),
                row.getString(3),
                master.decrypt(row.getString(4)),
                Webhook.Kind.valueOf(row.getString(5).toUpperCase(Locale.ROOT)),
                Arrays.stream(types).map(EventType::named).toList(),
                row.getString(7),
                row.getBoolean(8),
                row.getString(9),
                row.getBoolean(10),
                row.getString(11),
                row.getInt(12),
                Moments.orNull(row, 13),
                Moments.orNull(row, 14),
                Moments.orNull(row, 15),
                row.getString(16),
                row.getObject(17, OffsetDateTime.class).toInstant(),
                row.getObject(18, OffsetDateTime.class).toInstant(),
                row.getLong(19));
    }

    /** Webhooks with something to send now, whose receivers are not left alone. */
    public List<Webhook> due() {
        return database.list(HUB, SELECT + """
                JOIN organizations o USING (organization_id)
                WHERE w.enabled AND o.deleted_at IS NULL AND (w.paused_until IS NULL OR w.paused_until <= clock_timestamp())
                  AND EXISTS (SELECT FROM webhook_deliveries d WHERE d.webhook_id = w.id AND d.state = 'waiting'
                      AND (d.next_try_at <= clock_timestamp() OR (w.failures >= 3 AND d.lease IS NULL)))
                """, this::read);
    }
}
