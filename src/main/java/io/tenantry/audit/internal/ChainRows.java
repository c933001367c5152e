package io.tenantry.audit.internal;

import io.tenantry.platform.database.Session;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads one organization's chain from its beginning. */
public final class ChainRows {
    private static final String UNSEALED = """
             FROM audit_events e
            LEFT JOIN audit_seals s ON s.organization_id = e.organization_id AND s.event_id = e.id
            WHERE e.organization_id = ? AND s.event_id IS NULL AND e.transaction_id\s""";

    private ChainRows() {}

    /**
     * A seal and what stands in the place of its event now.
     *
     * @param canonical the event as it would be hashed, or null when it is gone
     */
    public record Link(
            long sequence, UUID event, Seal seal, @Nullable String canonical) {}

    /**
     * Prepares the transaction for reading a whole chain. Of an organization that it knows nothing of yet, the planner believes
     * that it has one event, and would compare every seal with every event. Long chains also take longer than one statement may.
     */
    public static void prepare(Session session) {
        session.run("SET LOCAL enable_nestloop = off");
        session.run("SET LOCAL statement_timeout = 0");
    }

    public static void walk(Session session, UUID organization, Consumer<Link> visitor) {
        session.walk(
                """
                SELECT s.sequence, s.event_id, encode(s.hash, 'hex'), CASE WHEN e.id IS NOT NULL THEN %s END
                FROM audit_seals s
                LEFT JOIN audit_events e ON e.organization_id = s.organization_id AND e.id = s.event_id
                WHERE s.organization_id = ? ORDER BY s.sequence
                """.formatted(Seal.CANONICAL),
                row -> visitor.accept(new Link(
                        row.getLong(1), row.getObject(2, UUID.class), new Seal(row.getString(3)), row.getString(4))),
                organization);
    }

    /** Counts events that wait for their seal. */
    public static long pending(Session session, UUID organization) {
        Long pending = session.first(
                "SELECT count(*)" + UNSEALED + ">= (SELECT transaction_id FROM audit_sealed_until)",
                row -> row.getLong(1),
                organization);
        return pending == null ? 0 : pending;
    }

    /** Events that should have a seal by now and have none. */
    public static void overdue(Session session, UUID organization, Consumer<UUID> visitor) {
        session.walk(
                "SELECT e.id" + UNSEALED
                        + "< (SELECT transaction_id FROM audit_sealed_until) ORDER BY e.occurred_at, e.id",
                row -> visitor.accept(row.getObject(1, UUID.class)),
                organization);
    }
}
