package io.tenantry.licensing.internal;

import io.tenantry.access.Reach;
import io.tenantry.audit.Actor;
import io.tenantry.directory.GroupKey;
import io.tenantry.licensing.GroupLicense;
import io.tenantry.licensing.LicenseChange;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.query.AsOf;
import io.tenantry.query.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code group_licenses}. */
public final class GroupLicenseRows {
    private static final String GROUP = """
            SELECT id, display_name, kind <> 'hub' AND security_enabled, version FROM groups
            WHERE organization_id = ? AND deleted_at IS NULL AND\s""";

    static final String LICENSES = """
            SELECT k.version, g.sku_id, g.disabled_plans, g.created_at, g.assigned_by, g.assigned_by_id,
                   count(l.user_id) FILTER (WHERE l.held), count(l.user_id) FILTER (WHERE NOT l.held),
                   EXISTS (SELECT FROM subscribed_skus s
                           WHERE s.organization_id = g.organization_id AND s.sku_id = g.sku_id)
            FROM group_licenses g CROSS JOIN sku_catalogue k
                LEFT JOIN license_paths p ON p.organization_id = g.organization_id AND p.via = g.group_id
                    AND p.sku_id = g.sku_id AND p.via <> p.user_id
                LEFT JOIN user_licenses l ON l.organization_id = p.organization_id AND l.user_id = p.user_id
                    AND l.sku_id = p.sku_id
            WHERE g.organization_id = ? AND g.group_id = ?
            GROUP BY k.version, g.organization_id, g.sku_id, g.disabled_plans, g.created_at, g.assigned_by, g.assigned_by_id
            """;

    private GroupLicenseRows() {}

    /**
     * A group that licences are to be read or changed of.
     *
     * @param mayLicense whether it is of a kind whose members can be given licences
     */
    public record Licensing(UUID id, String name, boolean mayLicense, long version) {}

    public static @Nullable Licensing find(Database database, Reach reach, UUID organization, GroupKey key) {
        return database.first(reach, GROUP + where(key), GroupLicenseRows::group, organization, value(key));
    }

    /** The same as it was at a moment of the past. */
    public static @Nullable Licensing find(
            Database database, Reach reach, UUID organization, GroupKey key, Instant at) {
        Sql group = Sql.of(GROUP.substring(0, GROUP.indexOf("groups")))
                .followedBy(AsOf.table(
                        "groups",
                        "organization_id, id, object_id, display_name, kind, security_enabled, version, deleted_at",
                        at))
                .followedBy(Sql.of(
                        " groups" + GROUP.substring(GROUP.indexOf("groups") + "groups".length()) + where(key),
                        organization,
                        value(key)));
        return database.first(
                reach, group.text(), GroupLicenseRows::group, group.values().toArray());
    }

    /** The same, which nobody else changes until the transaction ends. */
    public static @Nullable Licensing lock(Session session, UUID organization, GroupKey key) {
        return session.first(GROUP + where(key) + " FOR UPDATE", GroupLicenseRows::group, organization, value(key));
    }

    /** Products the group gave its members before. */
    public static List<UUID> change(Session session, UUID organization, UUID group, LicenseChange change, Actor actor) {
        return Objects.requireNonNull(session.first(
                "SELECT change_group_licenses(?, ?, ?::uuid[], ?::text[], ?::uuid[], ?, ?)",
                row -> LicenseRows.ids(row, 1),
                organization,
                group,
                change.added(),
                LicenseRows.disabled(change),
                change.remove(),
                actor.id(),
                actor.name()));
    }

    public static List<GroupLicense> licenses(
            Database database,
            Reach reach,
            UUID organization,
            UUID group,
            SkuCatalogue catalogue,
            @Nullable Instant at) {
        Sql asked = at == null ? Sql.of(LICENSES, organization, group) : PastLicenses.ofGroup(at, organization, group);
        List<Line> lines = database.list(
                reach, asked.text(), GroupLicenseRows::line, asked.values().toArray());
        return lines.isEmpty() ? List.of() : named(lines, catalogue.at(lines.getFirst().catalogue));
    }

    /** The licences as a change has left them. */
    public static Changed changed(Session session, UUID organization, UUID group, SkuCatalogue catalogue) {
        List<Line> lines = session.list(LICENSES, GroupLicenseRows::line, organization, group);
        if (lines.isEmpty()) {
            return new Changed(List.of(), new SkuCatalogue.Known(0, Map.of()), List.of());
        }
        SkuCatalogue.Known known = catalogue.at(lines.getFirst().catalogue, session);
        List<UUID> subscribed =
                lines.stream().filter(Line::isSubscribed).map(Line::sku).toList();
        return new Changed(named(lines, known), known, subscribed);
    }

    /**
     * What a group gives after a change.
     *
     * @param subscribed those of the products of which the organization has or had units
     */
    public record Changed(List<GroupLicense> licenses, SkuCatalogue.Known known, List<UUID> subscribed) {}

    private static List<GroupLicense> named(List<Line> lines, SkuCatalogue.Known known) {
        return GroupLicense.together(lines.stream()
                .map(line -> line.named(known))
                .sorted(Comparator.comparing(license -> license.sku().partNumber()))
                .toList());
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getLong(1),
                row.getObject(2, UUID.class),
                LicenseRows.ids(row, 3),
                LicenseRows.instant(row, 4),
                row.getString(5),
                row.getObject(6, UUID.class),
                row.getInt(7),
                row.getInt(8),
                row.getBoolean(9));
    }

    private static Licensing group(ResultSet row) throws SQLException {
        return new Licensing(row.getObject(1, UUID.class), row.getString(2), row.getBoolean(3), row.getLong(4));
    }

    private static String where(GroupKey key) {
        return switch (key) {
            case GroupKey.Id(var id) -> "id = ?";
            case GroupKey.ObjectId(var id) -> "object_id = ?";
        };
    }

    private static Object value(GroupKey key) {
        return switch (key) {
            case GroupKey.Id(var id) -> id.value();
            case GroupKey.ObjectId(var id) -> id;
        };
    }

    /** A row before the product is looked up, which may need a connection of its own. */
    private record Line(
            long catalogue,
            UUID sku,
            List<UUID> disabledPlans,
            Instant since,
            String assignedBy,
            @Nullable UUID assignedById,
            int holding,
            int waiting,
            boolean isSubscribed) {
        GroupLicense named(SkuCatalogue.Known known) {
            return new GroupLicense(
                    known.sku(sku), disabledPlans, since, assignedBy, assignedById, holding, waiting, List.of());
        }
    }
}
