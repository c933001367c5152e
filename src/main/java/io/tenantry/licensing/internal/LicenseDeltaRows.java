package io.tenantry.licensing.internal;

import io.tenantry.access.Reach;
import io.tenantry.licensing.AssignedLicense;
import io.tenantry.platform.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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

    public static Map<UUID, List<AssignedLicense>> held(
            Database database, Reach reach, UUID organization, Collection<UUID> users) {
        Map<UUID, Map<UUID, Set<UUID>>> found = new HashMap<>();
        for (Way way : database.list(
                reach,
                "SELECT user_id, sku_id, disabled_plans FROM licenses_by_path"
                        + " WHERE organization_id = ? AND user_id = ANY (?) AND held ORDER BY user_id, sku_id",
                LicenseDeltaRows::way,
                organization,
                users)) {
            // What one way disables, another may give.
            found.computeIfAbsent(way.user(), user -> new HashMap<>())
                    .merge(way.sku(), way.disabled(), (one, other) -> {
                        Set<UUID> both = new HashSet<>(one);
                        both.retainAll(other);
                        return both;
                    });
        }
        Map<UUID, List<AssignedLicense>> held = new HashMap<>();
        found.forEach((user, skus) -> {
            List<AssignedLicense> all = new ArrayList<>();
            skus.forEach((sku, disabled) -> all.add(new AssignedLicense(sku, disabled)));
            held.put(user, all);
        });
        return held;
    }

    private static Way way(ResultSet row) throws SQLException {
        UUID[] disabled = (UUID[]) row.getArray(3).getArray();
        return new Way(
                row.getObject(1, UUID.class), row.getObject(2, UUID.class), new HashSet<>(Arrays.asList(disabled)));
    }

    private record Way(UUID user, UUID sku, Set<UUID> disabled) {}
}
