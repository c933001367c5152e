package io.tenantry.licensing.internal;

import io.tenantry.access.Reach;
import io.tenantry.licensing.AppliesTo;
import io.tenantry.licensing.ServicePlan;
import io.tenantry.licensing.Sku;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.RowReader;
import io.tenantry.platform.database.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The products as they were last read. Statements about licences tell the version of the list, so remembering it costs nothing
 * and is never out of date.
 */
@Component
public class SkuCatalogue {
    private static final String ALL = """
            SELECT k.version, s.id, s.part_number, s.display_name, s.applies_to, s.units_max,
                   p.id, p.name, p.display_name, p.applies_to, p.needs_one_of
            FROM sku_catalogue k
                LEFT JOIN skus s ON true
                LEFT JOIN sku_plans c ON c.sku_id = s.id
                LEFT JOIN service_plans p ON p.id = c.plan_id
            ORDER BY s.id, p.name, p.id
            """;

    private final Database database;
    private volatile Known known = new Known(-1, Map.of());

    SkuCatalogue(Database database) {
        this.database = database;
    }

    /** The products of one version of the list. */
    public record Known(long version, Map<UUID, Sku> skus) {
        public Sku sku(UUID id) {
            Sku sku = skus.get(id);
            return sku == null ? Sku.unknown(id) : sku;
        }
    }

    /** The list in this version or a later one. */
    public Known at(long version) {
        return at(version, (sql, reader) -> database.list(Reach.nowhere(), sql, reader));
    }

    /** The same for those who are within a transaction. */
    public Known at(long version, Session session) {
        return at(version, session::list);
    }

    private Known at(long version, BiFunction<String, RowReader<Line>, List<Line>> ask) {
        Known now = known;
        if (now.version >= version) {
            return now;
        }
        Known read = put(ask.apply(ALL, SkuCatalogue::line));
        known = read;
        return read;
    }

    private static Known put(List<Line> lines) {
        Map<UUID, Sku> skus = new LinkedHashMap<>();
        Map<UUID, ServicePlan> plans = new HashMap<>();
        List<ServicePlan> ofSku = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            Sku sku = line.sku;
            if (sku == null) {
                continue;
            }
            if (line.plan != null) {
                ofSku.add(plans.computeIfAbsent(line.plan.id(), id -> line.plan));
            }
            Sku following = i + 1 == lines.size() ? null : lines.get(i + 1).sku;
            if (following == null || !following.id().equals(sku.id())) {
                skus.put(
                        sku.id(),
                        new Sku(sku.id(), sku.partNumber(), sku.displayName(), sku.appliesTo(), sku.unitsMax(), ofSku));
                ofSku.clear();
            }
        }
        return new Known(lines.getFirst().version, Map.copyOf(skus));
    }

    private static Line line(ResultSet row) throws SQLException {
        UUID sku = row.getObject(2, UUID.class);
        UUID plan = row.getObject(7, UUID.class);
        return new Line(
                row.getLong(1),
                sku == null
                        ? null
                        : new Sku(
                                sku,
                                row.getString(3),
                                row.getString(4),
                                AppliesTo.ofStored(row.getString(5)),
                                row.getObject(6, Integer.class),
                                List.of()),
                plan == null
                        ? null
                        : new ServicePlan(
                                plan,
                                row.getString(8),
                                row.getString(9),
                                AppliesTo.ofStored(row.getString(10)),
                                LicenseRows.ids(row, 11)));
    }

    /** A product together with one of its plans. */
    private record Line(
            long version, @Nullable Sku sku, @Nullable ServicePlan plan) {}
}
