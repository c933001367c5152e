package io.tenantry.workplace;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.workplace.internal.DeviceRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The devices of organizations. */
@Component
public class Devices {
    private static final Set<String> STATES = Set.of("active", "lost", "retired");

    private final Database database;
    private final Access access;
    private final AuditTrail audit;

    Devices(Database database, Access access, AuditTrail audit) {
        this.database = database;
        this.access = access;
        this.audit = audit;
    }

    /** Whether anything changed, and what the device is like now. */
    public record Changed(Device device, boolean changed) {}

    /** One device, under {@code command.device.read}. */
    public Device get(Caller caller, OrganizationId organization, UUID id) {
        Reach reach = access.require(caller, Permission.COMMAND_DEVICE_READ, organization);
        return database.transaction(reach, session -> found(session, organization, id));
    }

    /** Adds a device under {@code command.device.write}. Adding it again under the same id changes nothing. */
    public Device add(Caller caller, Device device, Beside<Device> beside) {
        Reach reach = access.require(caller, Permission.COMMAND_DEVICE_WRITE, device.organization());
        Refusal.unless(
                !device.name().isBlank() && device.name().length() <= 256,
                Refusal.Reason.MALFORMED,
                "A device has a name of at most 256 characters",
                "name");
        return database.transaction(reach, session -> {
            if (DeviceRows.insert(session, device)) {
                tell(session, caller, device, "device.add", Map.of("state", device.state()));
            }
            Device after = found(session, device.organization(), device.id());
            beside.write(session, after);
            return after;
        });
    }

    /** Takes a device out of use, or puts it back, under {@code command.device.write}. */
    public Changed setState(Caller caller, OrganizationId organization, UUID id, String state, Beside<Changed> beside) {
        Reach reach = access.require(caller, Permission.COMMAND_DEVICE_WRITE, organization);
        Refusal.unless(
                STATES.contains(state), Refusal.Reason.MALFORMED, "A device is active, lost or retired", "state");
        return database.transaction(reach, session -> {
            found(session, organization, id);
            boolean changed = DeviceRows.setState(session, organization, id, state);
            Changed after = new Changed(found(session, organization, id), changed);
            if (changed) {
                tell(session, caller, after.device(), "device.change", Map.of("state", state));
            }
            beside.write(session, after);
            return after;
        });
    }

    /** Takes all devices of a person out of use, under {@code command.device.write}, and tells which those were. */
    public List<Device> retireAllOf(
            Caller caller, OrganizationId organization, UUID owner, Beside<List<Device>> beside) {
        Reach reach = access.require(caller, Permission.COMMAND_DEVICE_WRITE, organization);
        return database.transaction(reach, session -> {
            List<Device> retired = new ArrayList<>();
            for (Device device : DeviceRows.ofOwner(session, organization, owner)) {
                if (DeviceRows.setState(session, organization, device.id(), "retired")) {
                    tell(session, caller, device, "device.change", Map.of("state", "retired"));
                    retired.add(device);
                }
            }
            beside.write(session, retired);
            return retired;
        });
    }

    private static Device found(Session session, OrganizationId organization, UUID id) {
        Device device = DeviceRows.find(session, organization, id);
        if (device == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "The organization has no such device");
        }
        return device;
    }

    private void tell(Session session, Caller caller, Device device, String action, Map<String, ?> after) {
        AuditEvent.Target target = new AuditEvent.Target("device", device.id().toString(), device.name(), null);
        audit.record(session, caller.actor(), AuditEvent.done(device.organization(), action, target, null, after));
    }
}
