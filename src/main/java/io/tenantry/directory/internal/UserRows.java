package io.tenantry.directory.internal;

import io.tenantry.access.Reach;
import io.tenantry.directory.User;
import io.tenantry.directory.UserId;
import io.tenantry.directory.UserKey;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Keys;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a user stands in the table {@code users}. */
public final class UserRows {
    /** All of them, as a SELECT list or behind RETURNING. */
    static final String COLUMNS = UserColumns.ALL.sql();

    private static final String GET = "SELECT " + COLUMNS + " FROM users WHERE organization_id = ? AND ";

    private UserRows() {}

    /** The statement that reads one user; its values are the organization and {@link #value}. */
    public static String getBy(UserKey key, boolean deleted) {
        return getAnyBy(key) + (deleted ? " AND deleted_at IS NOT NULL" : " AND deleted_at IS NULL");
    }

    /** The statement that reads one user, deleted or not. A UPN may be that of several who are deleted. */
    public static String getAnyBy(UserKey key) {
        return GET
                + switch (key) {
                    case UserKey.Id(var id) -> "id = ?";
                    case UserKey.ObjectId(var id) -> "object_id = ?";
                    case UserKey.Upn(var upn) -> "upn_ci = lower(?)";
                };
    }

    /** Users of these ids, deleted or not. */
    public static Map<UserId, User> all(Database database, Reach reach, OrganizationId organization, Set<UserId> ids) {
        Map<UserId, User> all = new HashMap<>();
        database.list(
                        reach,
                        GET + "id = ANY (?::uuid[])",
                        UserRows::read,
                        organization.value(),
                        new Keys(ids.stream().map(UserId::value).toList()))
                .forEach(user -> all.put(user.id(), user));
        return all;
    }

    public static Object value(UserKey key) {
        return switch (key) {
            case UserKey.Id(var id) -> id.value();
            case UserKey.ObjectId(var id) -> id;
            case UserKey.Upn(var upn) -> upn;
        };
    }

    /** A user from all {@link #COLUMNS}. */
    public static User read(ResultSet row) throws SQLException {
        return UserColumns.ALL.read(row);
    }

    static List<String> texts(ResultSet row, int column) throws SQLException {
        String written = row.getString(column);
        // Most lists are empty, and reading an array costs more than all other columns together.
        return "{}".equals(written)
                ? List.of()
                : List.of((String[]) row.getArray(column).getArray());
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant instantOrNull(ResultSet row, int column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
