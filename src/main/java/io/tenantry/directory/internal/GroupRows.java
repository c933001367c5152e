package io.tenantry.directory.internal;

import static io.tenantry.directory.internal.UserRows.instant;
import static io.tenantry.directory.internal.UserRows.instantOrNull;
import static io.tenantry.directory.internal.UserRows.texts;

import io.tenantry.directory.Group;
import io.tenantry.directory.GroupField;
import io.tenantry.directory.GroupId;
import io.tenantry.directory.GroupKey;
import io.tenantry.directory.NewGroup;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** How a group stands in the table {@code groups}. */
public final class GroupRows {
    /** In the order in which {@link #read} takes them. */
    public static final String COLUMNS = """
            id, organization_id, object_id, external_id, kind, display_name, description, mail, mail_nickname, mail_enabled,
            security_enabled, group_types, visibility, classification, is_system, created_at, renewed_at, valid_from, deleted_at, version,
            scim_external_id""";

    private GroupRows() {}

    /** The statement that reads one group; its values are the organization and {@link #value}. */
    public static String getBy(GroupKey key, boolean deleted) {
        return "SELECT " + COLUMNS + " FROM groups WHERE organization_id = ? AND "
                + switch (key) {
                    case GroupKey.Id(var id) -> "id = ?";
                    case GroupKey.ObjectId(var id) -> "object_id = ?";
                }
                + (deleted ? " AND deleted_at IS NOT NULL" : " AND deleted_at IS NULL");
    }

    public static UUID value(GroupKey key) {
        return switch (key) {
            case GroupKey.Id(var id) -> id.value();
            case GroupKey.ObjectId(var id) -> id;
        };
    }

    public static Group read(ResultSet row) throws SQLException {
        return new Group(
                new GroupId(row.getObject(1, UUID.class)),
                new OrganizationId(row.getObject(2, UUID.class)),
                row.getObject(3, UUID.class),
                row.getString(4),
                row.getString(21),
                Group.Kind.ofStored(row.getString(5)),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getBoolean(10),
                row.getBoolean(11),
                texts(row, 12),
                row.getString(13),
                row.getString(14),
                row.getBoolean(15),
                instant(row, 16),
                instant(row, 17),
                instant(row, 18),
                instantOrNull(row, 19),
                row.getLong(20));
    }

    /** Makes a group. One that receives mail is addressed by its nickname at the organization's default domain. */
    public static Group insert(Session session, OrganizationId organization, UUID id, NewGroup group) {
        Writing<GroupField> writing = Writing.of(group.values());
        String nickname = group.mailEnabled() ? writing.text(GroupField.MAIL_NICKNAME) : null;
        return Objects.requireNonNull(session.first(
                "INSERT INTO groups (organization_id, id, object_id, kind, mail_enabled, security_enabled, group_types, mail"
                        + writing.furtherColumns() + ") SELECT ?, ?, ?, ?, ?, ?, ?::text[],"
                        + " ?::text || '@' || (SELECT name FROM domains d WHERE d.organization_id = ? AND d.is_default)"
                        + writing.furtherParameters() + " RETURNING " + COLUMNS,
                GroupRows::read,
                writing.parameters(
                        Arrays.asList(
                                organization.value(),
                                id,
                                group.objectId() == null ? id : group.objectId(),
                                group.kind().stored(),
                                group.mailEnabled(),
                                group.securityEnabled(),
                                group.groupTypes(),
                                nickname,
                                organization.value()),
                        List.of())));
    }

    public static Group update(Session session, Group before, Writing<GroupField> writing) {
        return Objects.requireNonNull(session.first(
                "UPDATE groups SET " + writing.assignments() + " WHERE organization_id = ? AND id = ? RETURNING "
                        + COLUMNS,
                GroupRows::read,
                writing.parameters(
                        List.of(),
                        List.of(before.organization().value(), before.id().value()))));
    }

    /** Deletes a group with everything it gives and everything it lies within; its memberships rest. */
    public static Group delete(Session session, Group before) {
        UUID organization = before.organization().value();
        UUID id = before.id().value();
        return Objects.requireNonNull(
                session.first("""
                WITH suspended AS (
                    UPDATE memberships SET living = false
                    WHERE organization_id = ? AND living AND (group_id = ? OR member_id = ?))
                UPDATE groups SET deleted_at = transaction_timestamp() WHERE organization_id = ? AND id = ?
                RETURNING\s""" + COLUMNS, GroupRows::read, organization, id, id, organization, id));
    }

    /** Brings a group back, and those of its memberships whose other end is living. */
    public static Group restore(Session session, Group before) {
        UUID organization = before.organization().value();
        UUID id = before.id().value();
        return Objects.requireNonNull(
                session.first("""
                WITH revived AS (
                    UPDATE memberships m SET living = true
                    WHERE m.organization_id = ? AND NOT m.living AND (
                        m.group_id = ? AND (
                            EXISTS (SELECT FROM users u WHERE u.organization_id = m.organization_id AND u.id = m.member_id
                                    AND u.deleted_at IS NULL)
                            OR EXISTS (SELECT FROM groups g WHERE g.organization_id = m.organization_id AND g.id = m.member_id
                                    AND g.deleted_at IS NULL)
                            OR EXISTS (SELECT FROM service_accounts s WHERE s.organization_id = m.organization_id
                                    AND s.id = m.member_id))
                        OR m.member_id = ? AND EXISTS (
                            SELECT FROM groups g WHERE g.organization_id = m.organization_id AND g.id = m.group_id
                            AND g.deleted_at IS NULL)))
                UPDATE groups SET deleted_at = NULL WHERE organization_id = ? AND id = ?
                RETURNING\s""" + COLUMNS, GroupRows::read, organization, id, id, organization, id));
    }
}
