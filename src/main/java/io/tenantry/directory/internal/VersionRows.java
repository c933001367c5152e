package io.tenantry.directory.internal;

import io.tenantry.access.Reach;
import io.tenantry.audit.Version;
import io.tenantry.audit.VersionColumns;
import io.tenantry.directory.Group;
import io.tenantry.directory.User;
import io.tenantry.platform.database.Database;
import java.util.List;
import java.util.UUID;

/** The versions of users and groups. */
public final class VersionRows {
    private static final String WHICH = "organization_id = ? AND id = ?";

    private VersionRows() {}

    public static List<Version<User>> ofUser(Database database, Reach reach, UUID organization, UUID id) {
        return database.list(
                reach,
                VersionColumns.versions(UserRows.COLUMNS, "users u", WHICH, "user", "id"),
                row -> {
                    User user = UserRows.read(row);
                    return VersionColumns.read(row, user, user.version(), user.modifiedAt());
                },
                organization,
                id,
                organization,
                id);
    }

    public static List<Version<Group>> ofGroup(Database database, Reach reach, UUID organization, UUID id) {
        return database.list(
                reach,
                VersionColumns.versions(GroupRows.COLUMNS, "groups g", WHICH, "group", "id"),
                row -> {
                    Group group = GroupRows.read(row);
                    return VersionColumns.read(row, group, group.version(), group.modifiedAt());
                },
                organization,
                id,
                organization,
                id);
    }
}
