package io.tenantry.usage.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Seats of one plan, from the table {@code account_plans}. */
@Component
public class SeatRows {
    private final Database database;

    SeatRows(Database database) {
        this.database = database;
    }

    /**
     * A seat that an account of a person has.
     *
     * @param sku the product of the hub's own licences that it is, or null
     * @param user the hub's own user who holds it, or null
     */
    public record Seat(
            OrganizationId organization,
            UUID account,
            UUID plan,
            String planName,
            UUID person,
            String personName,
            @Nullable UUID sku,
            @Nullable UUID user) {}

    public List<Seat> of(Reach reach, UUID plan, Collection<UUID> people) {
        return database.list(
                reach,
                """
                SELECT k.organization_id, k.account_id, k.plan_id, p.name, w.id, w.display_name, p.sku_id,
                    coalesce(a.user_id, w.user_id)
                FROM application_plans p
                    JOIN account_plans k ON k.organization_id = p.organization_id AND k.plan_id = p.id
                    JOIN app_accounts a ON a.organization_id = k.organization_id AND a.id = k.account_id AND a.gone_at IS NULL
                    JOIN people w ON w.organization_id = a.organization_id AND w.id = a.person_id
                WHERE p.id = ? AND a.person_id = ANY (?::uuid[]) ORDER BY w.id, a.id
                """,
                row -> new Seat(
                        new OrganizationId(row.getObject(1, UUID.class)),
                        row.getObject(2, UUID.class),
                        row.getObject(3, UUID.class),
                        row.getString(4),
                        row.getObject(5, UUID.class),
                        row.getString(6),
                        row.getObject(7, UUID.class),
                        row.getObject(8, UUID.class)),
                plan,
                people);
    }

    /** Takes a seat out of the view, and has what it meant for the person worked out again. */
    public static void forget(Session session, Seat seat) {
        session.run(
                "DELETE FROM account_plans WHERE organization_id = ? AND account_id = ? AND plan_id = ?",
                seat.organization().value(),
                seat.account(),
                seat.plan());
        session.run(
                "INSERT INTO people_waiting (organization_id, person_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
                seat.organization().value(),
                seat.person());
    }
}
