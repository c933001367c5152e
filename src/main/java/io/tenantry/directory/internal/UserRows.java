package io.tenantry.directory.internal;

import io.tenantry.directory.Property;
import io.tenantry.directory.User;
import io.tenantry.directory.UserField;
import io.tenantry.directory.UserId;
import io.tenantry.directory.UserKey;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a user stands in the table {@code users}. */
public final class UserRows {
    /** In the order in which {@link #read} takes them. */
    public static final String COLUMNS = """
            id, organization_id, object_id, external_id, user_type, upn, former_upns, display_name, given_name, surname, mail,
            mail_nickname, other_mails, proxy_addresses, business_phones, mobile_phone, fax_number, job_title, department,
            company_name, employee_id, employee_type, office_location, street_address, city, state, postal_code, country,
            usage_location, preferred_language, manager_id, account_enabled, inactive_reason, is_system, is_hybrid, unix_user_name,
            unix_home_directory, os_user_principal_name, user_name, created_at, valid_from, deleted_at, version""";

    private static final String GET = "SELECT " + COLUMNS + " FROM users WHERE organization_id = ? AND ";

    private static final Map<String, UserField> FIELDS =
            Arrays.stream(UserField.values()).collect(Collectors.toUnmodifiableMap(UserField::column, field -> field));
    private static final List<String> NAMES =
            Arrays.stream(COLUMNS.split(",")).map(String::strip).toList();

    private UserRows() {}

    /**
     * {@link #COLUMNS} with nothing in the place of those that are not to be shown. In a long list, sending and reading
     * what nobody looks at costs more than finding it.
     */
    static String columns(Set<UserField> shown) {
        StringBuilder columns = new StringBuilder();
        for (String name : NAMES) {
            UserField field = FIELDS.get(name);
            columns.append(columns.isEmpty() ? "" : ", ");
            if (field == null || field.required() || shown.contains(field)) {
                columns.append(name);
            } else {
                columns.append(nothing(field.kind()));
            }
        }
        return columns.toString();
    }

    private static String nothing(Property.Kind kind) {
        return switch (kind) {
            case TEXT -> "NULL::text";
            case LIST -> "'{}'::text[]";
            case FLAG -> "false";
            case UUID -> "NULL::uuid";
            case INSTANT -> "NULL::timestamptz";
        };
    }

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

    public static Object value(UserKey key) {
        return switch (key) {
            case UserKey.Id(var id) -> id.value();
            case UserKey.ObjectId(var id) -> id;
            case UserKey.Upn(var upn) -> upn;
        };
    }

    public static User read(ResultSet row) throws SQLException {
        UUID manager = row.getObject(31, UUID.class);
        return new User(
                new UserId(row.getObject(1, UUID.class)),
                new OrganizationId(row.getObject(2, UUID.class)),
                row.getObject(3, UUID.class),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                texts(row, 7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                texts(row, 13),
                texts(row, 14),
                texts(row, 15),
                row.getString(16),
                row.getString(17),
                row.getString(18),
                row.getString(19),
                row.getString(20),
                row.getString(21),
                row.getString(22),
                row.getString(23),
                row.getString(24),
                row.getString(25),
                row.getString(26),
                row.getString(27),
                row.getString(28),
                row.getString(29),
                row.getString(30),
                manager == null ? null : new UserId(manager),
                row.getBoolean(32),
                row.getString(33),
                row.getBoolean(34),
                row.getBoolean(35),
                row.getString(36),
                row.getString(37),
                row.getString(38),
                row.getString(39),
                instant(row, 40),
                instant(row, 41),
                instantOrNull(row, 42),
                row.getLong(43));
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
