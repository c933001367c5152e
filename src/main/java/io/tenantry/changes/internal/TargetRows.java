package io.tenantry.changes.internal;

import io.tenantry.access.Reach;
import io.tenantry.changes.ChangeTarget;
import io.tenantry.kernel.Page;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.PagedTable;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Sql;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code change_targets}, as it is read. */
@Component
public class TargetRows {
    /** What a list of targets may be filtered by; it is sorted by the place in the plan. */
    public static final Catalogue FIELDS = Catalogue.of(
            Field.id("id", "target_id"),
            Field.number("number", "number").required(),
            Field.uuid("organizationId", "organization_id").required().notSortable(),
            Field.text("name", "target_name").required(),
            Field.flag("privileged", "is_privileged").required().notSortable(),
            Field.text("state", "state").required().notSortable());

    private static final String COLUMNS =
            "number, organization_id, target_id, target_name, before::text, after::text, is_privileged, state, reason";
    private static final int PAGE = 2_000;
    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

    private final Database database;
    private final JsonMapper json;

    TargetRows(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    public Page<ChangeTarget> list(Reach reach, UUID change, ListQuery query) {
        return new PagedTable<>("change_targets", COLUMNS, this::read)
                .page(database, reach, query, Sql.of("change_id = ?", change));
    }

    /** The targets after a place in the plan, as many as are sent at once; for whoever goes through all of them. */
    public List<ChangeTarget> after(Reach reach, UUID change, long number) {
        return database.list(
                reach,
                "SELECT " + COLUMNS + " FROM change_targets WHERE change_id = ? AND number > ? ORDER BY number LIMIT "
                        + PAGE,
                this::read,
                change,
                number);
    }

    /** What groups and products are called that some targets come into or hold. */
    public Map<UUID, String> names(Reach reach, Collection<UUID> ids) {
        Map<UUID, String> names = new HashMap<>();
        database.list(
                        reach,
                        "SELECT id, display_name FROM groups WHERE id = ANY (?::uuid[])"
                                + " UNION ALL SELECT id, display_name FROM skus WHERE id = ANY (?::uuid[])",
                        row -> Map.entry(row.getObject(1, UUID.class), row.getString(2)),
                        List.copyOf(ids),
                        List.copyOf(ids))
                .forEach(named -> names.put(named.getKey(), named.getValue()));
        return names;
    }

    private ChangeTarget read(ResultSet row) throws SQLException {
        return new ChangeTarget(
                row.getLong(1),
                new OrganizationId(row.getObject(2, UUID.class)),
                row.getObject(3, UUID.class),
                row.getString(4),
                members(row.getString(5)),
                members(row.getString(6)),
                row.getBoolean(7),
                ChangeTarget.State.valueOf(row.getString(8).toUpperCase(Locale.ROOT)),
                row.getString(9));
    }

    private Map<String, Object> members(@Nullable String written) {
        return written == null ? Map.of() : json.readValue(written, MEMBERS);
    }
}
