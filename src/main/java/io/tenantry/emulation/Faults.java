package io.tenantry.emulation;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.emulation.internal.FaultRows;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The faults that organizations' answers are given. Without any, which is how every organization begins, this costs nothing. */
@Component
public class Faults {
    private static final long LOOK_EVERY_NANOS = 1_000_000_000L;

    private final Database database;
    private final Access access;
    private final AuditTrail audit;
    private volatile Afflicted afflicted = unknown();

    Faults(Database database, Access access, AuditTrail audit) {
        this.database = database;
        this.access = access;
        this.audit = audit;
    }

    /** Which organizations have faults at all, as of a moment. */
    private record Afflicted(Set<UUID> organizations, Map<Fault.Kind, Set<UUID>> lasting, long asOfNanos) {
        boolean is(Fault.Kind kind, UUID organization) {
            return lasting.getOrDefault(kind, Set.of()).contains(organization);
        }
    }

    /** Needs {@code emulation.write}, as does everything about faults. */
    public List<Fault> list(Caller caller, OrganizationId organization) {
        return FaultRows.list(
                database, access.require(caller, Permission.EMULATION_WRITE, organization), organization.value());
    }

    /** Puts these faults in the place of those there were. Every node hears of it within a second. */
    public List<Fault> replace(Caller caller, OrganizationId organization, List<Fault> faults) {
        Reach reach = access.require(caller, Permission.EMULATION_WRITE, organization);
        Set<Fault.Kind> kinds = new HashSet<>();
        for (Fault fault : faults) {
            Refusal.unless(
                    kinds.add(fault.kind()), Refusal.Reason.MALFORMED, "There is one fault of a kind at most", "kind");
        }
        database.change(reach, session -> {
            FaultRows.replace(session, organization.value(), faults);
            audit.record(
                    session,
                    caller.actor(),
                    AuditEvent.done(
                            organization,
                            "emulation.change",
                            new AuditEvent.Target("organization", organization.toString(), null, null),
                            null,
                            Map.of(
                                    "faults",
                                    faults.stream()
                                            .map(fault -> fault.kind().stored() + " " + fault.percent() + " %")
                                            .toList())));
        });
        afflicted = unknown();
        return FaultRows.list(database, reach, organization.value());
    }

    /** What befalls the next request for the organization; mostly nothing. */
    public @Nullable Fault befall(UUID organization) {
        return known().organizations().contains(organization) ? FaultRows.hit(database, organization) : null;
    }

    /** Whether the organization asks for {@code ConsistencyLevel} where Microsoft does. */
    public boolean isStrict(UUID organization) {
        return known().is(Fault.Kind.STRICT, organization);
    }

    /** Whether the organization has not bought what Microsoft tells of sign-ins for. */
    public boolean isFree(UUID organization) {
        return known().is(Fault.Kind.FREE, organization);
    }

    /** Whether the organization's reports do not say who people are. */
    public boolean conceals(UUID organization) {
        return known().is(Fault.Kind.CONCEALED, organization);
    }

    private Afflicted known() {
        Afflicted known = afflicted;
        if (System.nanoTime() - known.asOfNanos() >= LOOK_EVERY_NANOS) {
            Set<UUID> organizations = FaultRows.afflicted(database);
            known = new Afflicted(
                    organizations, organizations.isEmpty() ? Map.of() : FaultRows.lasting(database), System.nanoTime());
            afflicted = known;
        }
        return known;
    }

    private static Afflicted unknown() {
        return new Afflicted(Set.of(), Map.of(), System.nanoTime() - LOOK_EVERY_NANOS);
    }
}
