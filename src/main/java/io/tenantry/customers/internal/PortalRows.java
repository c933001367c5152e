package io.tenantry.customers.internal;

import io.tenantry.access.Reach;
import io.tenantry.customers.Portal;
import io.tenantry.customers.ProviderInstance;
import io.tenantry.kernel.Ids;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The functions that tell who lies in whom, past the wall, and the table of connections. */
public final class PortalRows {
    private static final String FIND =
            "SELECT portal, of_operator, is_home, reseller, resellers, instance FROM find_portals(?, ?::uuid, ?::uuid, ?::uuid)";
    private static final String INSTANCES = "SELECT id, provider, alias FROM instances_of(?) ORDER BY provider, id";

    private PortalRows() {}

    /**
     * A portal that a text may mean.
     *
     * @param isHome whether the caller lives there
     */
    public record Found(
            OrganizationId portal,
            OrganizationId operator,
            boolean isHome,
            @Nullable OrganizationId reseller,
            Portal.@Nullable Asked asked) {}

    /** Those that the text may mean, the highest in the tree first. */
    public static List<Found> find(
            Database database,
            Reach reach,
            String text,
            @Nullable OrganizationId home,
            @Nullable OrganizationId customer) {
        return database.list(
                reach,
                FIND,
                row -> found(row, customer),
                text,
                Ids.read(text),
                home == null ? null : home.value(),
                customer == null ? null : customer.value());
    }

    public static List<ProviderInstance> instances(Database database, Reach reach, OrganizationId operator) {
        return database.list(
                reach,
                INSTANCES,
                row -> new ProviderInstance(row.getObject(1, UUID.class), row.getString(2), row.getString(3)),
                operator.value());
    }

    private static Found found(ResultSet row, @Nullable OrganizationId customer) throws SQLException {
        UUID reseller = row.getObject(4, UUID.class);
        Array resellers = row.getArray(5);
        return new Found(
                new OrganizationId(row.getObject(1, UUID.class)),
                new OrganizationId(row.getObject(2, UUID.class)),
                row.getBoolean(3),
                reseller == null ? null : new OrganizationId(reseller),
                customer == null
                        ? null
                        : new Portal.Asked(
                                customer,
                                resellers == null ? null : organizations(resellers),
                                row.getObject(6, UUID.class)));
    }

    private static List<OrganizationId> organizations(Array array) throws SQLException {
        return Arrays.stream((UUID[]) array.getArray()).map(OrganizationId::new).toList();
    }
}
