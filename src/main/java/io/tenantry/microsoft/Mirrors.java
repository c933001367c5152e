package io.tenantry.microsoft;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.microsoft.internal.ConnectionRows;
import io.tenantry.microsoft.internal.MirrorReading;
import io.tenantry.microsoft.internal.MirrorRows;
import io.tenantry.platform.recurring.Turns;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Bringing mirrors up to date: when somebody asks, and by itself. A mirror is read by one node at a time. */
@Component
public class Mirrors implements DisposableBean {
    private static final int BY_ITSELF_AT_ONCE = 4;

    private final Access access;
    private final AuditTrail audit;
    private final ConnectionRows connections;
    private final MirrorRows rows;
    private final MirrorReading reading;
    private final Turns turns = new Turns(BY_ITSELF_AT_ONCE);

    Mirrors(Access access, AuditTrail audit, ConnectionRows connections, MirrorRows rows, MirrorReading reading) {
        this.access = access;
        this.audit = audit;
        this.connections = connections;
        this.rows = rows;
        this.reading = reading;
    }

    /**
     * Starts reading what changed; it goes on in the background. Needs {@code connection.write}.
     *
     * @param full read everything anew
     * @throws Refusal (NOT_FOUND) without a connection, (CONFLICT) when the mirror is being read already
     */
    public MirrorRun start(Caller caller, OrganizationId organization, boolean full) {
        Reach reach = access.require(caller, Permission.CONNECTION_WRITE, organization);
        Connections.found(connections.find(reach, organization));
        UUID run = Ids.next();
        Refusal.unless(
                rows.begin(organization, run, full, caller.actor().name()),
                Refusal.Reason.CONFLICT,
                "The mirror is being read already");
        audit.recordAlone(
                reach,
                caller.actor(),
                AuditEvent.done(
                        organization,
                        "connection.sync",
                        new AuditEvent.Target("connection", organization.toString(), "microsoft", null),
                        null,
                        Map.of("full", full)));
        turns.execute(() -> reading.read(organization, run, full));
        return found(rows.find(reach, organization, run));
    }

    /** The last run of each organization's mirror. Needs {@code connection.read} somewhere. */
    public Map<OrganizationId, MirrorRun> last(Caller caller) {
        return rows.last(access.require(caller, Permission.CONNECTION_READ));
    }

    /** The last fifty runs, the newest first. Needs {@code connection.read}. */
    public List<MirrorRun> list(Caller caller, OrganizationId organization) {
        Reach reach = access.require(caller, Permission.CONNECTION_READ, organization);
        Connections.found(connections.find(reach, organization));
        return rows.list(reach, organization);
    }

    /** Needs {@code connection.read}; refuses with NOT_FOUND. */
    public MirrorRun get(Caller caller, OrganizationId organization, UUID run) {
        return found(rows.find(access.require(caller, Permission.CONNECTION_READ, organization), organization, run));
    }

    /** Reads the mirrors whose turn it is, in the background. */
    public void readDue() {
        for (Connection connection : connections.due()) {
            OrganizationId organization = connection.organization();
            if (!turns.offer(() -> {
                UUID run = Ids.next();
                return rows.begin(organization, run, false, "tenantry")
                        ? () -> reading.read(organization, run, false)
                        : null;
            })) {
                return;
            }
        }
    }

    private static MirrorRun found(@Nullable MirrorRun run) {
        if (run == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "The connection has no such run");
        }
        return run;
    }

    /** Cuts runs off between two pages; whoever reads next goes on. */
    @Override
    public void destroy() {
        turns.close();
    }
}
