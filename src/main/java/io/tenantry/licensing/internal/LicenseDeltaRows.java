package io.tenantry.licensing.internal;

import io.tenantry.access.Reach;
import io.tenantry.licensing.AssignedWay;
import io.tenantry.licensing.LicenseProblem;
import io.tenantry.platform.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Statements about the licences of many people, and about what changed of them. */
public final class LicenseDeltaRows {
    private static final String TOUCHED = """
            SELECT user_id FROM user_licenses WHERE organization_id = ? AND valid_from >= ?
            UNION SELECT user_id FROM user_licenses_history WHERE organization_id = ? AND valid_until >= ?
            UNION SELECT user_id FROM license_paths WHERE organization_id = ? AND valid_from >= ?
            UNION SELECT user_id FROM license_paths_history WHERE organization_id = ? AND valid_until >= ?
            UNION SELECT p.user_id FROM group_licenses g
                JOIN license_paths p ON p.organization_id = g.organization_id AND p.via = g.group_id AND p.sku_id = g.sku_id
                WHERE g.organization_id = ? AND g.valid_from >= ?
            """;

    private LicenseDeltaRows() {}

    public static List<UUID> touched(Database database, Reach reach, UUID organization, Instant since) {
        return database.list(
                reach,
                TOUCHED,
                row -> row.getObject(1, UUID.class),
                organization,
                since,
                organization,
                since,
                organization,
                since,
                organization,
                since,
                organization,
                since);
    }

    public static Map<UUID, List<AssignedWay>> ways(
            Database database, Reach reach, UUID organization, Collection<UUID> users) {
        Map<UUID, List<AssignedWay>> ways = new HashMap<>();
        for (Found found : database.list(
                reach,
                "SELECT user_id, sku_id, group_object_id, disabled_plans, problem, since FROM licenses_by_path"
                        + " WHERE organization_id = ? AND user_id = ANY (?) ORDER BY user_id, sku_id, group_id NULLS FIRST",
                LicenseDeltaRows::found,
                organization,
                users)) {
            ways.computeIfAbsent(found.user(), user -> new ArrayList<>()).add(found.way());
        }
        return ways;
    }

    private static Found found(ResultSet row) throws SQLException {
        String problem = row.getString(5);
        return new Found(
                row.getObject(1, UUID.class),
                new AssignedWay(
                        row.getObject(2, UUID.class),
                        row.getObject(3, UUID.class),
                        Set.copyOf(LicenseRows.ids(row, 4)),
                        problem == null ? null : LicenseProblem.ofStored(problem),
                        LicenseRows.instant(row, 6)));
    }

    private record Found(UUID user, AssignedWay way) {}
}
