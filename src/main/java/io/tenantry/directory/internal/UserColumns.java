package io.tenantry.directory.internal;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.tenantry.directory.Provisioned;
import io.tenantry.directory.User;
import io.tenantry.directory.UserField;
import io.tenantry.directory.UserId;
import io.tenantry.directory.UserKey;
import io.tenantry.platform.database.RowLoader;
import io.tenantry.tenancy.OrganizationId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of the table {@code users} a statement reads, and how a user is made of them. In a long list, sending and reading
 * what nobody looks at costs more than finding it, so what is not shown is not asked for and stands empty in the user.
 */
final class UserColumns {
    private static final List<String> NAMES = List.of(
            "id organization_id object_id external_id user_type upn former_upns display_name given_name surname mail mail_nickname "
                    .concat("other_mails proxy_addresses business_phones mobile_phone fax_number job_title department ")
                    .concat(
                            "company_name employee_id employee_type office_location street_address city state postal_code ")
                    .concat(
                            "country usage_location preferred_language manager_id account_enabled inactive_reason is_system ")
                    .concat("is_hybrid unix_user_name unix_home_directory os_user_principal_name user_name ")
                    .concat(
                            "scim_external_id middle_name honorific_prefix honorific_suffix nick_name locale time_zone ")
                    .concat("cost_center division created_at ")
                    .concat("valid_from deleted_at version employee_hire_date employee_leave_date")
                    .split(" "));

    /** Most lists are empty, and reading an array costs more than all other columns together. */
    private static final Set<String> LISTS = Set.of("former_upns", "other_mails", "proxy_addresses", "business_phones");

    /** What tells users apart is always read. */
    private static final Set<UserField> NAMING =
            Set.of(UserField.ID, UserField.ORGANIZATION, UserField.OBJECT_ID, UserField.UPN, UserField.DISPLAY_NAME);

    private static final Map<String, UserField> FIELDS =
            Arrays.stream(UserField.values()).collect(Collectors.toUnmodifiableMap(UserField::column, field -> field));
    private static final LoadingCache<Set<UserField>, UserColumns> KNOWN =
            Caffeine.newBuilder().maximumSize(500).build(UserColumns::new);

    /** As many places as keys are looked up together; a list of any length would be planned anew each time. */
    private static final String MANY = String.join(", ", Collections.nCopies(RowLoader.TOGETHER_MAX, "?"));

    /** All of them. */
    static final UserColumns ALL = new UserColumns(Set.of(UserField.values()));

    private final String sql;
    /** Made once, so that the driver finds the statements it has prepared by texts it knows already. */
    private final String byId;

    private final String byObjectId;
    private final String byUpn;
    private final String byIds;
    private final String byObjectIds;
    /** Where each column stands in the row, counted from one, or zero. */
    private final int[] places = new int[NAMES.size()];

    private UserColumns(Set<UserField> shown) {
        List<String> read = NAMES.stream().filter(name -> isRead(name, shown)).toList();
        for (int i = 0; i < places.length; i++) {
            places[i] = read.indexOf(NAMES.get(i)) + 1;
        }
        sql = read.stream()
                .map(name -> LISTS.contains(name) ? "nullif(" + name + ", '{}') AS " + name : name)
                .collect(Collectors.joining(", "));
        byId = living("id = ?");
        byObjectId = living("object_id = ?");
        byUpn = living("upn_ci = lower(?)");
        byIds = living("id IN (" + MANY + ")");
        byObjectIds = living("object_id IN (" + MANY + ")");
    }

    private String living(String condition) {
        return "SELECT " + sql + " FROM users WHERE organization_id = ? AND " + condition + " AND deleted_at IS NULL";
    }

    private static boolean isRead(String name, Set<UserField> shown) {
        UserField field = FIELDS.get(name);
        return field == null || NAMING.contains(field) || shown.contains(field);
    }

    /** Those that these fields need, besides those that every user has. */
    static UserColumns of(Set<UserField> shown) {
        return KNOWN.get(Set.copyOf(shown));
    }

    /** As in a SELECT list. */
    String sql() {
        return sql;
    }

    /** The statement that reads one living user; its values are the organization and {@link UserRows#value}. */
    String living(UserKey key) {
        return switch (key) {
            case UserKey.Id _ -> byId;
            case UserKey.ObjectId _ -> byObjectId;
            case UserKey.Upn _ -> byUpn;
        };
    }

    /** The statement that reads the living users of one id or of {@link RowLoader#TOGETHER_MAX} ids, which follow the organization. */
    String living(boolean byObjectId, boolean isMany) {
        if (byObjectId) {
            return isMany ? byObjectIds : this.byObjectId;
        }
        return isMany ? byIds : byId;
    }

    /** A user from a row that begins with these columns. */
    User read(ResultSet row) throws SQLException {
        UUID manager = places[30] == 0 ? null : row.getObject(places[30], UUID.class);
        return new User(
                new UserId(row.getObject(places[0], UUID.class)),
                new OrganizationId(row.getObject(places[1], UUID.class)),
                row.getObject(places[2], UUID.class),
                text(row, 3),
                Objects.requireNonNullElse(text(row, 4), ""),
                row.getString(places[5]),
                texts(row, 6),
                row.getString(places[7]),
                text(row, 8),
                text(row, 9),
                text(row, 10),
                text(row, 11),
                texts(row, 12),
                texts(row, 13),
                texts(row, 14),
                text(row, 15),
                text(row, 16),
                text(row, 17),
                text(row, 18),
                text(row, 19),
                text(row, 20),
                text(row, 21),
                text(row, 22),
                text(row, 23),
                text(row, 24),
                text(row, 25),
                text(row, 26),
                text(row, 27),
                text(row, 28),
                text(row, 29),
                manager == null ? null : new UserId(manager),
                flag(row, 31),
                text(row, 32),
                flag(row, 33),
                flag(row, 34),
                text(row, 35),
                text(row, 36),
                text(row, 37),
                text(row, 38),
                provisioned(row),
                instant(row, 48),
                instant(row, 49),
                places[50] == 0 ? null : UserRows.instantOrNull(row, places[50]),
                row.getLong(places[51]));
    }

    private Provisioned provisioned(ResultSet row) throws SQLException {
        return new Provisioned(
                text(row, 39),
                text(row, 40),
                text(row, 41),
                text(row, 42),
                text(row, 43),
                text(row, 44),
                text(row, 45),
                text(row, 46),
                text(row, 47),
                text(row, 52),
                text(row, 53));
    }

    private @Nullable String text(ResultSet row, int column) throws SQLException {
        int place = places[column];
        return place == 0 ? null : row.getString(place);
    }

    private boolean flag(ResultSet row, int column) throws SQLException {
        int place = places[column];
        return place != 0 && row.getBoolean(place);
    }

    private Instant instant(ResultSet row, int column) throws SQLException {
        int place = places[column];
        return place == 0 ? Instant.EPOCH : UserRows.instant(row, place);
    }

    private List<String> texts(ResultSet row, int column) throws SQLException {
        int place = places[column];
        Array array = place == 0 ? null : row.getArray(place);
        return array == null ? List.of() : List.of((String[]) Objects.requireNonNull(array.getArray()));
    }
}
