package io.tenantry.workplace.internal;

import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.workplace.Device;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code devices}. */
public final class DeviceRows {
    private static final String SELECT = """
            SELECT d.organization_id, d.id, d.name, d.state, d.system, d.serial, d.owner_id, u.upn FROM devices d
                LEFT JOIN users u ON u.organization_id = d.organization_id AND u.id = d.owner_id
            WHERE d.organization_id = ?\s""";

    private DeviceRows() {}

    public static @Nullable Device find(Session session, OrganizationId organization, UUID id) {
        return session.first(SELECT + "AND d.id = ?", DeviceRows::read, organization.value(), id);
    }

    /** Those that are not retired. */
    public static List<Device> ofOwner(Session session, OrganizationId organization, UUID owner) {
        return session.list(
                SELECT + "AND d.owner_id = ? AND d.state <> 'retired' ORDER BY d.id",
                DeviceRows::read,
                organization.value(),
                owner);
    }

    /** Whether it was not there yet. */
    public static boolean insert(Session session, Device device) {
        return session.run(
                        """
                        INSERT INTO devices (organization_id, id, name, state, system, serial, owner_id)
                        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                        """,
                        device.organization().value(),
                        device.id(),
                        device.name(),
                        device.state(),
                        device.system(),
                        device.serial(),
                        device.owner())
                > 0;
    }

    /** Whether it was in another state. */
    public static boolean setState(Session session, OrganizationId organization, UUID id, String state) {
        return session.run(
                        "UPDATE devices SET state = ? WHERE organization_id = ? AND id = ? AND state <> ?",
                        state,
                        organization.value(),
                        id,
                        state)
                > 0;
    }

    private static Device read(ResultSet row) throws SQLException {
        return new Device(
                new OrganizationId(row.getObject(1, UUID.class)),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getObject(7, UUID.class),
                row.getString(8));
    }
}
