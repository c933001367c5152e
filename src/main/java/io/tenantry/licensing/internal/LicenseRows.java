package io.tenantry.licensing.internal;

import io.tenantry.access.Reach;
import io.tenantry.audit.Actor;
import io.tenantry.directory.UserKey;
import io.tenantry.licensing.License;
import io.tenantry.licensing.LicenseChange;
import io.tenantry.licensing.LicensePath;
import io.tenantry.licensing.LicenseProblem;
import io.tenantry.licensing.Sku;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.query.AsOf;
import io.tenantry.query.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Licences of people: the view {@code licenses_by_path}, and the function that changes what lies behind it. */
public final class LicenseRows {
    private static final List<String> COLUMNS = List.of(
            "sku_id",
            "problem",
            "since",
            "group_id",
            "disabled_plans",
            "path_since",
            "assigned_by_id",
            "assigned_by",
            "group_name",
            "group_object_id");
    static final String OF_USER = "SELECT k.version, u.id, u.object_id, u.upn, u.display_name, " + columns("l.")
            + " FROM users u CROSS JOIN sku_catalogue k"
            + " LEFT JOIN licenses_by_path l ON l.organization_id = u.organization_id AND l.user_id = u.id"
            + " WHERE u.organization_id = ? AND u.deleted_at IS NULL AND ";
    private static final String CHANGE = "SELECT had, catalogue, " + columns("(license).")
            + " FROM change_user_licenses(?, ?, ?::uuid[], ?::text[], ?::uuid[], ?, ?)"
            + " ORDER BY (license).sku_id, (license).group_id NULLS FIRST";

    private LicenseRows() {}

    /**
     * A person's licences as they lie in the tables.
     *
     * @param version of the list of products that the names are to be taken from
     */
    public record Found(long version, UUID user, UUID objectId, String upn, String displayName, List<Path> paths) {
        public List<License> licenses(Function<UUID, Sku> skus) {
            return LicenseRows.licenses(paths, skus);
        }
    }

    /**
     * What a change came to.
     *
     * @param had products the person had been given directly before
     */
    public record Changed(List<UUID> had, long version, List<Path> paths) {
        public List<License> licenses(Function<UUID, Sku> skus) {
            return LicenseRows.licenses(paths, skus);
        }
    }

    /** One way of one licence. */
    public record Path(UUID sku, @Nullable LicenseProblem problem, Instant since, LicensePath way) {}

    /** The licences of a living user, or null when there is no such user. */
    public static @Nullable Found find(Database database, Reach reach, UUID organization, UserKey key) {
        return find(database, reach, organization, key, Sql.of(OF_USER));
    }

    /** The same as it was at a moment of the past. */
    public static @Nullable Found find(Database database, Reach reach, UUID organization, UserKey key, Instant at) {
        return find(
                database,
                reach,
                organization,
                key,
                Sql.of("SELECT k.version, u.id, u.object_id, u.upn, u.display_name, " + columns("l.") + " FROM ")
                        .followedBy(AsOf.table(
                                "users", "organization_id, id, object_id, upn, upn_ci, display_name, deleted_at", at))
                        .followedBy(" u CROSS JOIN sku_catalogue k LEFT JOIN (")
                        .followedBy(then(at))
                        .followedBy(") l ON l.organization_id = u.organization_id AND l.user_id = u.id"
                                + " WHERE u.organization_id = ? AND u.deleted_at IS NULL AND "));
    }

    /** What the view {@code licenses_by_path} would have shown. */
    private static Sql then(Instant at) {
        return Sql.of("""
                        SELECT l.organization_id, l.user_id, l.sku_id, l.problem, l.since, nullif(p.via, p.user_id) AS group_id,
                            coalesce(g.disabled_plans, p.disabled_plans) AS disabled_plans, p.created_at AS path_since,
                            coalesce(g.assigned_by_id, p.assigned_by_id) AS assigned_by_id,
                            coalesce(g.assigned_by, p.assigned_by) AS assigned_by, r.display_name AS group_name,
                            r.object_id AS group_object_id
                        FROM\s""")
                .followedBy(AsOf.table("user_licenses", "organization_id, user_id, sku_id, problem, since", at))
                .followedBy(" l JOIN ")
                .followedBy(AsOf.table(
                        "license_paths",
                        "organization_id, user_id, sku_id, via, disabled_plans, created_at, assigned_by_id, assigned_by",
                        at))
                .followedBy(
                        " p ON p.organization_id = l.organization_id AND p.user_id = l.user_id AND p.sku_id = l.sku_id"
                                + " LEFT JOIN ")
                .followedBy(AsOf.table(
                        "group_licenses",
                        "organization_id, group_id, sku_id, disabled_plans, assigned_by_id, assigned_by",
                        at))
                .followedBy(" g ON g.organization_id = p.organization_id AND g.group_id = p.via AND g.sku_id = p.sku_id"
                        + " LEFT JOIN ")
                .followedBy(AsOf.table("groups", "organization_id, id, display_name, object_id", at))
                .followedBy(" r ON r.organization_id = p.organization_id AND r.id = p.via");
    }

    private static @Nullable Found find(Database database, Reach reach, UUID organization, UserKey key, Sql from) {
        String sql = from.text()
                + switch (key) {
                    case UserKey.Id(var id) -> "u.id = ?";
                    case UserKey.ObjectId(var id) -> "u.object_id = ?";
                    case UserKey.Upn(var upn) -> "u.upn_ci = lower(?)";
                }
                + " ORDER BY l.sku_id, l.group_id NULLS FIRST";
        Object value = switch (key) {
            case UserKey.Id(var id) -> id.value();
            case UserKey.ObjectId(var id) -> id;
            case UserKey.Upn(var upn) -> upn;
        };
        List<Object> values = new ArrayList<>(from.values());
        values.add(organization);
        values.add(value);
        List<Found> rows = database.list(
                reach,
                sql,
                row -> new Found(
                        row.getLong(1),
                        row.getObject(2, UUID.class),
                        row.getObject(3, UUID.class),
                        row.getString(4),
                        row.getString(5),
                        path(row, 6)),
                values.toArray());
        if (rows.isEmpty()) {
            return null;
        }
        Found first = rows.getFirst();
        return new Found(
                first.version,
                first.user,
                first.objectId,
                first.upn,
                first.displayName,
                rows.stream().flatMap(row -> row.paths.stream()).toList());
    }

    public static Changed change(Session session, UUID organization, UUID user, LicenseChange change, Actor actor) {
        List<Changed> rows = session.list(
                CHANGE,
                row -> new Changed(ids(row, 1), row.getLong(2), path(row, 3)),
                organization,
                user,
                change.added(),
                disabled(change),
                change.remove(),
                actor.id(),
                actor.name());
        return new Changed(
                rows.getFirst().had,
                rows.getFirst().version,
                rows.stream().flatMap(row -> row.paths.stream()).toList());
    }

    /** Disabled plans as one array text for each product, always in the same order. */
    static List<String> disabled(LicenseChange change) {
        return change.add().stream()
                .map(added -> added.disabledPlans().stream()
                        .map(UUID::toString)
                        .sorted()
                        .collect(Collectors.joining(",", "{", "}")))
                .toList();
    }

    /** Makes what was written of a person's licences hold, since that was decided elsewhere. */
    public static Changed hold(Session session, UUID organization, UUID user, Changed changed) {
        session.list("SELECT hold_mirrored_licenses(?, ARRAY[?]::uuid[])", row -> true, organization, user);
        Changed now =
                change(session, organization, user, new LicenseChange(List.of(), List.of()), Actor.system("mirror"));
        return new Changed(changed.had(), now.version(), now.paths());
    }

    private static List<License> licenses(List<Path> paths, Function<UUID, Sku> skus) {
        Map<UUID, List<Path>> bySku = new LinkedHashMap<>();
        paths.forEach(path ->
                bySku.computeIfAbsent(path.sku, sku -> new ArrayList<>()).add(path));
        return bySku.entrySet().stream()
                .map(entry -> new License(
                        skus.apply(entry.getKey()),
                        entry.getValue().getFirst().problem,
                        entry.getValue().getFirst().since,
                        entry.getValue().stream().map(Path::way).toList()))
                .sorted(Comparator.comparing(license -> license.sku().partNumber()))
                .toList();
    }

    /** None for a person without licences, whose row has no more than his name. */
    private static List<Path> path(ResultSet row, int first) throws SQLException {
        UUID sku = row.getObject(first, UUID.class);
        if (sku == null) {
            return List.of();
        }
        String problem = row.getString(first + 1);
        UUID group = row.getObject(first + 3, UUID.class);
        LicensePath.Via via = group == null ? null : via(row, first, group);
        return List.of(new Path(
                sku,
                problem == null ? null : LicenseProblem.ofStored(problem),
                instant(row, first + 2),
                new LicensePath(
                        via,
                        ids(row, first + 4),
                        instant(row, first + 5),
                        Objects.requireNonNullElse(row.getString(first + 7), ""),
                        row.getObject(first + 6, UUID.class))));
    }

    /** A mirror may hear of a licence before it hears of the group that it comes through. */
    private static LicensePath.Via via(ResultSet row, int first, UUID group) throws SQLException {
        UUID known = row.getObject(first + 9, UUID.class);
        return known == null
                ? new LicensePath.Via(group, group, "a group that is not known yet")
                : new LicensePath.Via(group, known, row.getString(first + 8));
    }

    private static String columns(String of) {
        return COLUMNS.stream().map(column -> of + column).collect(Collectors.joining(", "));
    }

    static List<UUID> ids(ResultSet row, int column) throws SQLException {
        String written = row.getString(column);
        // Most lists are empty, and reading an array costs more than all other columns together.
        return written == null || written.equals("{}")
                ? List.of()
                : List.of((UUID[]) row.getArray(column).getArray());
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
