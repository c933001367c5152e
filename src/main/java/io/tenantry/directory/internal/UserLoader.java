package io.tenantry.directory.internal;

import io.tenantry.access.Reach;
import io.tenantry.directory.User;
import io.tenantry.directory.UserField;
import io.tenantry.directory.UserKey;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.RowLoader;
import io.tenantry.tenancy.OrganizationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds living users one by one; those of one organization who are asked for at the same time, by one statement. */
public final class UserLoader {
    private final Database database;
    private final RowLoader<Where, UUID, User> byId = new RowLoader<>((where, ids) -> read(where, ids, false));
    private final RowLoader<Where, UUID, User> byObjectId = new RowLoader<>((where, ids) -> read(where, ids, true));

    public UserLoader(Database database) {
        this.database = database;
    }

    /** One of whom only some fields are needed; the others are read as empty. Null when there is none. */
    public @Nullable User living(Reach reach, OrganizationId organization, UserKey key, Set<UserField> shown) {
        Where where = new Where(reach, organization, UserColumns.of(shown));
        return switch (key) {
            case UserKey.Id(var id) -> byId.find(where, id.value());
            case UserKey.ObjectId(var id) -> byObjectId.find(where, id);
            case UserKey.Upn(var upn) ->
                database.first(reach, where.columns().living(key), where.columns()::read, organization.value(), upn);
        };
    }

    private Map<UUID, User> read(Where where, List<UUID> ids, boolean byObjectId) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(where.organization().value());
        values.addAll(ids);
        while (ids.size() > 1 && values.size() <= RowLoader.TOGETHER_MAX) {
            values.add(ids.getFirst());
        }
        Map<UUID, User> found = new HashMap<>();
        database.list(
                        where.reach(),
                        where.columns().living(byObjectId, ids.size() > 1),
                        where.columns()::read,
                        values.toArray())
                .forEach(user ->
                        found.put(byObjectId ? user.objectId() : user.id().value(), user));
        return found;
    }

    /** Columns are made once for each set of fields, so they are compared as they are. */
    private record Where(Reach reach, OrganizationId organization, UserColumns columns) {}
}
