package io.tenantry.changes.internal;

import io.tenantry.changes.Subject;
import io.tenantry.changes.internal.Applying.Run;
import io.tenantry.directory.UserField;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Targets whose things live at a provider, and what is known here of how these are. */
@Component
class ElsewhereRows {
    private static final String NEXT = """
            SELECT number, organization_id, target_id, version, after::text, target_name FROM change_targets
            WHERE organization_id = ANY (?::uuid[]) AND change_id = ? AND state = 'planned' ORDER BY number LIMIT 1
            """;

    /** Somebody to be made, by the id he is to have. Values: the organization, the change, the id. */
    private static final String NEW = """
            SELECT number, organization_id, target_id, version, after::text, target_name FROM change_targets
            WHERE organization_id = ? AND change_id = ? AND target_id = ? AND state = 'planned' AND jsonb_exists(after, 'created')
            """;

    /** Values: what is to be, by member, three times; the organization and the thing. */
    private static final String PRESENT = """
            SELECT s.version, {kind},
                NOT EXISTS (
                    SELECT FROM jsonb_each(?::jsonb - '{groups,licenses,created,object_id}'::text[]) m
                    WHERE CASE m.key WHEN 'deleted' THEN to_jsonb(s.deleted_at IS NOT NULL) ELSE to_jsonb(s) -> m.key END
                        IS DISTINCT FROM m.value),
                ARRAY(SELECT ARRAY[g.id::text, g.kind] FROM jsonb_each(?::jsonb -> 'groups') l
                    JOIN groups g ON g.organization_id = s.organization_id AND g.id = l.key::uuid
                    WHERE (l.value = 'true') <> EXISTS (
                        SELECT FROM memberships m WHERE m.organization_id = s.organization_id AND m.group_id = g.id
                          AND m.member_id = s.id AND m.living)),
                ARRAY(SELECT l.key::uuid FROM jsonb_each(?::jsonb -> 'licenses') l LEFT JOIN license_paths p
                    ON p.organization_id = s.organization_id AND p.user_id = s.id AND p.sku_id = l.key::uuid AND p.via = s.id
                    WHERE CASE WHEN l.value = 'null' THEN p.user_id IS NOT NULL
                        ELSE p.user_id IS NULL OR NOT (to_jsonb(p.disabled_plans) @> l.value
                            AND to_jsonb(p.disabled_plans) <@ l.value) END)
            FROM {things} s WHERE s.organization_id = ? AND s.id = ?
            """;

    /** Who was made for the plan by somebody who was stopped before he wrote that down. Values: organization, name, correlation. */
    private static final String MADE = """
            SELECT u.id FROM users u WHERE u.organization_id = ? AND u.upn_ci = lower(?) AND u.deleted_at IS NULL AND EXISTS (
                SELECT FROM audit_events e WHERE e.organization_id = u.organization_id AND e.target_id = u.id::text
                  AND e.action = 'user.create' AND e.correlation_id = ?)
            """;

    private static final String SETTLE = """
            UPDATE change_targets t SET state = ?, reason = ?, target_id = ?, applied_version = coalesce(
                (SELECT s.version FROM {things} s WHERE s.organization_id = t.organization_id AND s.id = ?), t.version)
            WHERE t.organization_id = ? AND t.change_id = ? AND t.number = ? AND t.state = 'planned'
            """;

    private static final String MANAGER = UserField.MANAGER.column();

    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

    private final Database database;
    private final JsonMapper json;

    ElsewhereRows(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * One target.
     *
     * @param written {@code after} as it lies in the table
     */
    record Target(
            long number,
            OrganizationId organization,
            UUID id,
            long version,
            Map<String, @Nullable Object> after,
            String written,
            String name) {
        /** Whether it is somebody to be made. */
        boolean isNew() {
            return after.containsKey("created");
        }

        /** The same, once it is known who he is. */
        Target made(UUID madeAs) {
            return new Target(number, organization, madeAs, version, after, written, name);
        }

        /** What is to be of the thing itself, apart from being there at all. */
        Map<String, @Nullable Object> properties() {
            Map<String, @Nullable Object> properties = new LinkedHashMap<>(after);
            List.of("groups", "licenses", "deleted", "created", "object_id").forEach(properties::remove);
            return properties;
        }

        boolean hasProperties() {
            return after.containsKey("deleted") || !properties().isEmpty();
        }

        /** Whether it is said who manages him, or that nobody does. */
        boolean namesManager() {
            return after.containsKey(MANAGER);
        }

        @Nullable
        UUID manager() {
            return after.get(MANAGER) instanceof String id ? UUID.fromString(id) : null;
        }

        boolean comesInto(UUID group) {
            return after.get("groups") instanceof Map<?, ?> groups && Boolean.TRUE.equals(groups.get(group.toString()));
        }

        /** The plans to be switched off of a product that is to be given; null for one that is to be taken away. */
        @Nullable
        Set<UUID> disabledPlans(UUID sku) {
            Object plans = after.get("licenses") instanceof Map<?, ?> licenses ? licenses.get(sku.toString()) : null;
            if (!(plans instanceof List<?> disabled)) {
                return null;
            }
            Set<UUID> ids = new HashSet<>();
            disabled.forEach(plan -> ids.add(UUID.fromString(plan.toString())));
            return ids;
        }
    }

    /**
     * How a thing is.
     *
     * @param kind of a group; empty for a person
     * @param hasProperties whether its own properties are as they are to be
     * @param groups those that it is not in, or out of, as it is to be, with their kinds
     * @param licenses products of which the same is so
     */
    record Present(long version, String kind, boolean hasProperties, Map<UUID, String> groups, Set<UUID> licenses) {
        boolean isWhole() {
            return hasProperties && groups.isEmpty() && licenses.isEmpty();
        }
    }

    @Nullable
    Target next(Run run) {
        return database.first(
                run.reach(), NEXT, this::target, run.elsewhere(), run.change().id());
    }

    /** The manager of a target, if he is to be made himself and has not been; else null. */
    @Nullable
    Target newManager(Run run, Target target) {
        UUID manager = target.manager();
        return manager == null
                ? null
                : database.first(
                        run.reach(),
                        NEW,
                        this::target,
                        target.organization.value(),
                        run.change().id(),
                        manager);
    }

    private Target target(ResultSet row) throws SQLException {
        String after = row.getString(5);
        return new Target(
                row.getLong(1),
                new OrganizationId(row.getObject(2, UUID.class)),
                row.getObject(3, UUID.class),
                row.getLong(4),
                new LinkedHashMap<>(json.readValue(after, MEMBERS)),
                after,
                row.getString(6));
    }

    /** Who was made for a target already, or null. */
    @Nullable
    UUID made(Run run, Target target) {
        return database.first(
                run.reach(),
                MADE,
                row -> row.getObject(1, UUID.class),
                target.organization.value(),
                target.name,
                Applying.correlation(run.change().id()));
    }

    /** Null when there is no such thing any more. */
    @Nullable
    Present present(Run run, Target target) {
        Subject subject = run.change().subject();
        String sql = PRESENT.replace("{things}", subject.table())
                .replace("{kind}", subject == Subject.GROUP ? "s.kind" : "''");
        return database.first(
                run.reach(),
                sql,
                ElsewhereRows::present,
                target.written,
                target.written,
                target.written,
                target.organization.value(),
                target.id);
    }

    private static Present present(ResultSet row) throws SQLException {
        Map<UUID, String> groups = new HashMap<>();
        for (Object group : (Object[]) row.getArray(4).getArray()) {
            String[] named = (String[]) group;
            groups.put(UUID.fromString(named[0]), named[1]);
        }
        Set<UUID> licenses =
                new HashSet<>(Arrays.asList((UUID[]) row.getArray(5).getArray()));
        return new Present(row.getLong(1), row.getString(2), row.getBoolean(3), groups, licenses);
    }

    /** Writes down what became of a target; tells whether it was still open. */
    static int settle(Session session, Run run, Target target, String state, @Nullable String reason) {
        return session.run(
                SETTLE.replace("{things}", run.change().subject().table()),
                state,
                reason,
                target.id,
                target.id,
                target.organization.value(),
                run.change().id(),
                target.number);
    }
}
