package io.tenantry.usage.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What becomes of reclaims once their plans have been carried out, or undone. */
@Component
public class ReclaimSteps {
    private final Database database;

    ReclaimSteps(Database database) {
        this.database = database;
    }

    /**
     * A reclaim whose plan is over.
     *
     * @param isApplied whether the plan was applied, at least in part
     */
    public record Open(
            OrganizationId organization,
            UUID id,
            @Nullable UUID change,
            boolean lowers,
            boolean isApplied,
            @Nullable UUID requestedBy) {}

    /** Units of a product that came free, and the subscription they can be taken off. */
    public record Free(UUID subscription, String name, int quantity, int units) {}

    /** Reclaims whose plans are over and that nobody has gone on with. */
    public List<Open> over(Reach reach) {
        return database.list(reach, """
                SELECT r.organization_id, r.id, r.change_id, r.lowers, c.id IS NULL OR c.done > 0, r.requested_by_id
                FROM reclaims r LEFT JOIN changes c ON c.organization_id = r.organization_id AND c.id = r.change_id
                WHERE (r.state = 'planned' AND (c.state IN ('done', 'cancelled', 'rejected')
                    OR (c.state IN ('planned', 'waiting', 'approved') AND c.expires_at < clock_timestamp())))
                  OR (r.state = 'lowering' AND r.working_since < clock_timestamp() - interval '10 minutes')
                ORDER BY r.created_at LIMIT 100
                """, ReclaimSteps::open);
    }

    /** Reclaims whose plans somebody has undone, by whichever way. */
    public List<Open> givenBack(Reach reach) {
        return database.list(reach, """
                SELECT r.organization_id, r.id, c.id, r.lowers, true, r.requested_by_id
                FROM reclaims r JOIN changes c ON c.organization_id = r.organization_id AND c.undoes = r.change_id
                WHERE r.state = 'done' AND c.state = 'done' ORDER BY r.created_at LIMIT 100
                """, ReclaimSteps::open);
    }

    private static Open open(ResultSet row) throws SQLException {
        return new Open(
                new OrganizationId(row.getObject(1, UUID.class)),
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                row.getBoolean(4),
                row.getBoolean(5),
                row.getObject(6, UUID.class));
    }

    /** Notes what came free. False when another node was first. */
    public static boolean realise(Session session, Open open, Instant now) {
        boolean first = session.run("""
                        UPDATE reclaims SET state = 'lowering', working_since = clock_timestamp()
                        WHERE organization_id = ? AND id = ? AND (state = 'planned'
                            OR (state = 'lowering' AND working_since < clock_timestamp() - interval '10 minutes'))
                        """, open.organization().value(), open.id()) == 1;
        if (first) {
            session.run("""
                    UPDATE reclaim_items i SET realised_at = ?
                    WHERE i.organization_id = ? AND i.reclaim_id = ? AND (i.user_id IS NULL OR EXISTS (
                        SELECT FROM change_targets t
                        WHERE t.change_id = ?::uuid AND t.target_id = i.user_id AND t.state = 'done'))
                    """, now, open.organization().value(), open.id(), open.change());
        }
        return first;
    }

    /** The units that came free, each product's off its largest active subscription, but for what has been lowered already. */
    public List<Free> free(Reach reach, Open open) {
        return database.list(
                reach,
                """
                SELECT s.id, s.friendly_name, s.quantity, least(f.units, q.enabled + q.warning - n.units)
                FROM (SELECT i.sku_id, sum(i.seats)::integer AS units FROM reclaim_items i
                      WHERE i.organization_id = ? AND i.reclaim_id = ? AND i.realised_at IS NOT NULL GROUP BY i.sku_id) f
                    JOIN LATERAL (SELECT * FROM subscriptions b WHERE b.organization_id = ? AND b.sku_id = f.sku_id
                        AND b.status = 'active' ORDER BY b.quantity DESC, b.id LIMIT 1) s ON true
                    JOIN subscribed_skus q ON q.organization_id = s.organization_id AND q.sku_id = f.sku_id
                    JOIN consumed_units n ON n.organization_id = s.organization_id AND n.sku_id = f.sku_id
                WHERE least(f.units, q.enabled + q.warning - n.units) > 0 AND NOT EXISTS (
                    SELECT FROM reclaim_lowerings l
                    WHERE l.organization_id = s.organization_id AND l.reclaim_id = ? AND l.subscription_id = s.id)
                ORDER BY s.id
                """,
                row -> new Free(row.getObject(1, UUID.class), row.getString(2), row.getInt(3), row.getInt(4)),
                open.organization().value(),
                open.id(),
                open.organization().value(),
                open.id());
    }

    /** To be called before it is done: a node that dies in between must not have it done twice. */
    public static void lowered(Session session, Open open, UUID subscription, int units) {
        session.run(
                "INSERT INTO reclaim_lowerings (organization_id, reclaim_id, subscription_id, units) VALUES (?, ?, ?, ?)",
                open.organization().value(),
                open.id(),
                subscription,
                units);
    }

    public static void notLowered(Session session, Open open, UUID subscription) {
        session.run(
                "DELETE FROM reclaim_lowerings WHERE organization_id = ? AND reclaim_id = ? AND subscription_id = ?",
                open.organization().value(),
                open.id(),
                subscription);
    }

    public static void raised(Session session, OrganizationId organization, UUID id, UUID subscription) {
        session.run(
                "UPDATE reclaim_lowerings SET raised_at = clock_timestamp()"
                        + " WHERE organization_id = ? AND reclaim_id = ? AND subscription_id = ?",
                organization.value(),
                id,
                subscription);
    }

    /** What was taken off a subscription costs nothing from now on; the rest, once its contract ends. */
    public static void done(Session session, Open open, LocalDate today, @Nullable String problem) {
        session.run("""
                UPDATE reclaim_items i SET effective_from = CASE WHEN EXISTS (
                    SELECT FROM reclaim_lowerings l JOIN subscriptions s ON s.organization_id = l.organization_id
                        AND s.id = l.subscription_id
                    WHERE l.organization_id = i.organization_id AND l.reclaim_id = i.reclaim_id AND s.sku_id = i.sku_id)
                    THEN ?::date ELSE i.contract_end END
                WHERE i.organization_id = ? AND i.reclaim_id = ? AND i.realised_at IS NOT NULL
                """, today, open.organization().value(), open.id());
        session.run(
                "UPDATE reclaims SET state = 'done', problem = ?, finished_at = clock_timestamp()"
                        + " WHERE organization_id = ? AND id = ?",
                problem,
                open.organization().value(),
                open.id());
    }

    public static void drop(Session session, Open open) {
        session.run(
                "UPDATE reclaims SET state = 'dropped', finished_at = clock_timestamp()"
                        + " WHERE organization_id = ? AND id = ? AND state = 'planned'",
                open.organization().value(),
                open.id());
    }

    /** Notes that it is being given back; done at once where there was no plan. */
    public static void undoing(Session session, OrganizationId organization, UUID id, @Nullable UUID undo) {
        session.run(
                "UPDATE reclaims SET undo_id = ?::uuid, state = CASE WHEN change_id IS NULL THEN 'undone' ELSE state END"
                        + " WHERE organization_id = ? AND id = ?",
                undo,
                organization.value(),
                id);
        session.run("""
                UPDATE reclaim_items i SET taken_back_at = clock_timestamp() FROM reclaims r
                WHERE r.organization_id = ? AND r.id = ? AND r.state = 'undone'
                  AND i.organization_id = r.organization_id AND i.reclaim_id = r.id AND i.realised_at IS NOT NULL
                """, organization.value(), id);
    }

    /** Those whose licences were given back have saved nothing; open's change is the plan that did it. */
    public static void takenBack(Session session, Open open, Instant now) {
        session.run("""
                UPDATE reclaim_items i SET taken_back_at = ?
                WHERE i.organization_id = ? AND i.reclaim_id = ? AND i.realised_at IS NOT NULL AND i.taken_back_at IS NULL
                  AND (i.user_id IS NULL OR EXISTS (
                    SELECT FROM change_targets t WHERE t.change_id = ?::uuid AND t.target_id = i.user_id AND t.state = 'done'))
                """, now, open.organization().value(), open.id(), open.change());
        session.run(
                "UPDATE reclaims SET state = 'undone', undo_id = ?::uuid WHERE organization_id = ? AND id = ?",
                open.change(),
                open.organization().value(),
                open.id());
    }
}
