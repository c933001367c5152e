package io.tenantry.automation.internal;

import io.tenantry.access.Reach;
import io.tenantry.automation.Target;
import io.tenantry.automation.TargetKind;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Keys;
import io.tenantry.query.Condition;
import io.tenantry.query.Sql;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What jobs act on, as far as jobs have to know it: names for the log, values for placeholders. */
@Component("commandTargetRows")
final class TargetRows {
    private static final String KNOWN_OF_USER = """
            id, upn, display_name, given_name, surname, mail, department, job_title, usage_location, employee_id,
            manager_id, employee_hire_date, employee_leave_date""";

    private final Database database;

    TargetRows(Database database) {
        this.database = database;
    }

    /**
     * An organization.
     *
     * @param provider where the truth about it lives
     */
    record Place(UUID id, String name, String provider, UUID tenant) {
        /** What is read of a row of {@code organizations}, called {@code o}. */
        static final String COLUMNS =
                "o.organization_id, o.name, o.provider, coalesce(o.microsoft_tenant_id, o.organization_id)";

        static Place read(ResultSet row, int first) throws SQLException {
            return new Place(
                    row.getObject(first, UUID.class),
                    row.getString(first + 1),
                    row.getString(first + 2),
                    row.getObject(first + 3, UUID.class));
        }
    }

    /** Those of some organizations that lie in the reach and are not deleted. */
    Map<UUID, Place> places(Reach reach, List<UUID> organizations) {
        Map<UUID, Place> places = new HashMap<>();
        database.list(
                        reach,
                        "SELECT " + Place.COLUMNS + " FROM organizations o"
                                + " WHERE o.organization_id = ANY (?) AND o.deleted_at IS NULL",
                        row -> Place.read(row, 1),
                        organizations)
                .forEach(place -> places.put(place.id(), place));
        return places;
    }

    /** A person, known by the hub's id or the provider's, or null. */
    @Nullable
    Target user(Reach reach, OrganizationId organization, UUID id, boolean evenDeleted) {
        return database.first(
                reach,
                "SELECT id, upn FROM users WHERE organization_id = ? AND (id = ? OR object_id = ?)"
                        + (evenDeleted ? "" : " AND deleted_at IS NULL") + " ORDER BY id = ? DESC LIMIT 1",
                row -> Target.user(row.getObject(1, UUID.class), row.getString(2), null),
                organization.value(),
                id,
                id,
                id);
    }

    /** A living group, likewise. */
    @Nullable
    Target group(Reach reach, OrganizationId organization, UUID id) {
        return database.first(
                reach,
                """
                SELECT id, display_name FROM groups WHERE organization_id = ? AND (id = ? OR object_id = ?)
                    AND deleted_at IS NULL ORDER BY id = ? DESC LIMIT 1
                """,
                row -> Target.group(row.getObject(1, UUID.class), row.getString(2)),
                organization.value(),
                id,
                id,
                id);
    }

    /** The people who belong to a group, directly or through groups within it. */
    List<Target> peopleOf(Reach reach, OrganizationId organization, Target.Named group) {
        return database.list(
                reach,
                """
                SELECT u.id, u.upn FROM users u WHERE u.organization_id = ? AND u.deleted_at IS NULL AND NOT u.is_system
                    AND u.id IN (
                        SELECT m.member_id FROM memberships m
                        WHERE m.organization_id = ? AND m.member_kind = 'user' AND m.living AND m.group_id IN (
                            SELECT ?::uuid UNION
                            SELECT n.inner_id FROM group_nesting n WHERE n.organization_id = ? AND n.outer_id = ?))
                ORDER BY u.id
                """,
                row -> Target.user(row.getObject(1, UUID.class), row.getString(2), group),
                organization.value(),
                organization.value(),
                group.id(),
                organization.value(),
                group.id());
    }

    /** The living people of an organization who fulfil a condition. */
    List<Target> people(Reach reach, OrganizationId organization, Condition condition) {
        Sql people = Sql.of("organization_id = ? AND deleted_at IS NULL AND NOT is_system", organization.value())
                .and(Sql.of(condition));
        return database.list(
                reach,
                "SELECT id, upn FROM users WHERE " + people.text() + " ORDER BY id",
                row -> Target.user(row.getObject(1, UUID.class), row.getString(2), null),
                people.values().toArray());
    }

    /**
     * Living people of an organization by their ids, the hub's or the provider's, or UPNs.
     *
     * @return by those names of theirs that were asked for, in lower case; an id of the hub's goes before the same of a provider's
     */
    Map<String, Target> people(Reach reach, OrganizationId organization, List<String> names) {
        Keys ids = new Keys(names.stream()
                .filter(Told::isId)
                .map(name -> UUID.fromString(name.strip()))
                .toList());
        Map<String, Target> people = new LinkedHashMap<>();
        // Each kind of name is looked up in an index of its own.
        database.list(
                        reach,
                        """
                        SELECT id, upn, id::text AS name, false AS by_object_id FROM users WHERE organization_id = ?
                            AND id = ANY (?::uuid[]) AND deleted_at IS NULL AND NOT is_system
                        UNION ALL
                        SELECT id, upn, object_id::text, true FROM users WHERE organization_id = ?
                            AND object_id = ANY (?::uuid[]) AND deleted_at IS NULL AND NOT is_system
                        UNION ALL
                        SELECT id, upn, upn_ci, false FROM users WHERE organization_id = ?
                            AND upn_ci = ANY (?) AND deleted_at IS NULL AND NOT is_system
                        ORDER BY id
                        """,
                        row -> new Named(
                                row.getString(3),
                                row.getBoolean(4),
                                Target.user(row.getObject(1, UUID.class), row.getString(2), null)),
                        organization.value(),
                        ids,
                        organization.value(),
                        ids,
                        organization.value(),
                        names.stream()
                                .filter(name -> !Told.isId(name))
                                .map(name -> name.toLowerCase(Locale.ROOT))
                                .toList())
                .forEach(found ->
                        people.merge(found.name(), found.person(), (one, other) -> found.byObjectId() ? one : other));
        return people;
    }

    private record Named(String name, boolean byObjectId, Target person) {}

    /** Those of some people who hold a role in the organization, themselves or through groups. */
    Set<UUID> privileged(Reach reach, OrganizationId organization, List<UUID> people) {
        return Set.copyOf(database.list(
                reach,
                """
                WITH holders AS (SELECT principal_id AS id FROM role_assignments WHERE organization_id = ?),
                privileged AS (SELECT id FROM holders UNION SELECT n.inner_id FROM group_nesting n
                    JOIN holders h ON h.id = n.outer_id WHERE n.organization_id = ?)
                SELECT p.id FROM unnest(?::uuid[]) AS p (id) WHERE p.id IN (SELECT id FROM privileged)
                    OR EXISTS (SELECT FROM memberships m JOIN privileged g ON g.id = m.group_id
                        WHERE m.organization_id = ? AND m.member_id = p.id AND m.living)
                """,
                row -> row.getObject(1, UUID.class),
                organization.value(),
                organization.value(),
                people,
                organization.value()));
    }

    /** What is known of many people, by their ids. */
    Map<UUID, Map<String, Object>> known(Reach reach, OrganizationId organization, List<UUID> people) {
        Map<UUID, Map<String, Object>> known = new HashMap<>();
        database.list(
                reach,
                "SELECT " + KNOWN_OF_USER + " FROM users WHERE organization_id = ? AND id = ANY (?::uuid[])",
                row -> known.put(row.getObject(1, UUID.class), values(row, Known.USER)),
                organization.value(),
                people);
        return known;
    }

    /** A device, or null. */
    @Nullable
    Target device(Reach reach, OrganizationId organization, UUID id) {
        return database.first(
                reach,
                "SELECT id, name FROM devices WHERE organization_id = ? AND id = ?",
                row -> new Target(TargetKind.DEVICE, row.getObject(1, UUID.class), row.getString(2), null),
                organization.value(),
                id);
    }

    /** The hub's id of somebody or something that is known by that or by the provider's; the id itself where nothing is. */
    UUID own(Reach reach, OrganizationId organization, TargetKind kind, UUID id) {
        Target found = switch (kind) {
            case USER -> user(reach, organization, id, true);
            case GROUP -> group(reach, organization, id);
            case DEVICE, ORGANIZATION -> null;
        };
        return found == null ? id : found.id();
    }

    /** What placeholders can ask of a target, by their names. What it has not is absent. */
    Map<String, Object> known(Reach reach, OrganizationId organization, TargetKind kind, UUID id) {
        return switch (kind) {
            case USER ->
                known(
                        reach,
                        "SELECT " + KNOWN_OF_USER + " FROM users WHERE organization_id = ? AND id = ?",
                        Known.USER,
                        organization,
                        id);
            case GROUP -> known(reach, """
                    SELECT id, display_name, description, mail FROM groups WHERE organization_id = ? AND id = ?
                    """, Known.GROUP, organization, id);
            case DEVICE -> known(reach, """
                    SELECT id, name FROM devices WHERE organization_id = ? AND id = ?
                    """, Known.DEVICE, organization, id);
            case ORGANIZATION -> Map.of();
        };
    }

    private Map<String, Object> known(
            Reach reach, String sql, List<String> names, OrganizationId organization, UUID id) {
        Map<String, Object> known = database.first(reach, sql, row -> values(row, names), organization.value(), id);
        return Objects.requireNonNullElse(known, Map.of());
    }

    private static Map<String, Object> values(ResultSet row, List<String> names) throws SQLException {
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String value = row.getString(i + 1);
            if (value != null) {
                values.put(names.get(i), value);
            }
        }
        return values;
    }
}
