package io.tenantry.usage;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.directory.UserId;
import io.tenantry.directory.UserKey;
import io.tenantry.kernel.Refusal;
import io.tenantry.licensing.LicenseChange;
import io.tenantry.licensing.Licenses;
import io.tenantry.platform.database.Database;
import io.tenantry.usage.internal.SeatRows;
import io.tenantry.usage.internal.SeatRows.Seat;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Takes a subscription from a few people at once, without a plan. {@link Reclaims} does it for many, with one. */
@Component
public class ReclaimedSeats {
    private static final int PEOPLE_MAX = 100;

    private final Database database;
    private final Access access;
    private final AuditTrail audit;
    private final Licenses licenses;
    private final SeatRows rows;

    ReclaimedSeats(Database database, Access access, AuditTrail audit, Licenses licenses, SeatRows rows) {
        this.database = database;
        this.access = access;
        this.audit = audit;
        this.licenses = licenses;
        this.rows = rows;
    }

    /**
     * Takes the seats of a plan from people. Licences that the hub keeps are taken away, which needs {@code license.write};
     * other seats are forgotten until their source tells of them again. Needs {@code saas.consolidation.view.crud}.
     *
     * @throws Refusal (NOT_PERMITTED), (MALFORMED) for too many people, (NOT_FOUND) when one of them has no seat of the plan;
     *     then nothing is taken from anybody
     */
    public void take(Caller caller, UUID plan, Collection<UUID> people) {
        Refusal.unless(
                !people.isEmpty() && people.size() <= PEOPLE_MAX,
                Refusal.Reason.MALFORMED,
                "At most " + PEOPLE_MAX + " users are named at once",
                "userIds");
        Reach reach = access.require(caller, Permission.USAGE_WRITE);
        List<Seat> seats = rows.of(reach, plan, people);
        long found = seats.stream().map(Seat::person).distinct().count();
        Refusal.unless(
                found == people.size(), Refusal.Reason.NOT_FOUND, "One of the users does not have the subscription");
        for (Seat seat : seats) {
            access.require(caller, Permission.USAGE_WRITE, seat.organization());
            UUID sku = seat.sku();
            UUID user = seat.user();
            if (sku != null && user != null) {
                access.require(caller, Permission.LICENSE_WRITE, seat.organization());
                licenses.change(
                        caller,
                        seat.organization(),
                        new UserKey.Id(new UserId(user)),
                        new LicenseChange(List.of(), List.of(sku)));
            }
            database.change(reach.within(seat.organization()), session -> {
                SeatRows.forget(session, seat);
                audit.record(
                        session,
                        caller.actor(),
                        AuditEvent.done(
                                seat.organization(),
                                "seat.take",
                                new AuditEvent.Target("person", seat.person().toString(), seat.personName(), null),
                                Map.of("subscription", seat.planName()),
                                null));
            });
        }
    }
}
