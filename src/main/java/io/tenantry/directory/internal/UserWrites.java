package io.tenantry.directory.internal;

import io.tenantry.directory.User;
import io.tenantry.directory.UserField;
import io.tenantry.directory.UserId;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Statements that change the table {@code users} and what hangs on a user's being there. */
public final class UserWrites {
    /** A UPN's domain is a verified one of the organization, unless the organization has not named any. */
    private static final String DOMAIN_FITS = """
            (EXISTS (SELECT FROM domains d WHERE d.organization_id = ? AND d.is_verified
                     AND d.name = lower(split_part(?, '@', 2)))
             OR NOT EXISTS (SELECT FROM domains d WHERE d.organization_id = ?))""";

    private static final int FORMER_UPNS_MAX = 20;

    private UserWrites() {}

    /** The user made, or null when the UPN's domain is not the organization's. */
    public static @Nullable User insert(
            Session session, OrganizationId organization, UUID id, UUID objectId, Writing<UserField> writing) {
        String upn = Objects.requireNonNull(writing.text(UserField.UPN));
        return session.first(
                "INSERT INTO users (organization_id, id, object_id" + writing.furtherColumns() + ") SELECT ?, ?, ?"
                        + writing.furtherParameters() + " WHERE " + DOMAIN_FITS + " RETURNING " + UserRows.COLUMNS,
                UserRows::read,
                writing.parameters(
                        List.of(organization.value(), id, objectId),
                        List.of(organization.value(), upn, organization.value())));
    }

    /** The user as he is now, or null when the new UPN's domain is not the organization's. */
    public static @Nullable User update(Session session, User before, Writing<UserField> writing) {
        UUID organization = before.organization().value();
        UUID id = before.id().value();
        String upn = writing.text(UserField.UPN);
        if (upn == null) {
            return session.first(
                    "UPDATE users SET " + writing.assignments() + " WHERE organization_id = ? AND id = ? RETURNING "
                            + UserRows.COLUMNS,
                    UserRows::read,
                    writing.parameters(List.of(), List.of(organization, id)));
        }
        // A person stays findable by the names he had, and signs in to the hub with the one he has, unless another
        // organization's person does so already: that must not be told here, and he names his organization when he
        // signs in.
        return session.first(
                "WITH gone AS (DELETE FROM logon_names WHERE name_ci <> lower(?) AND organization_id = ? AND user_id = ?),"
                        + " named AS (INSERT INTO logon_names (name_ci, organization_id, user_id)"
                        + " SELECT lower(?), c.organization_id, c.user_id FROM credentials c"
                        + " WHERE c.organization_id = ? AND c.user_id = ? ON CONFLICT DO NOTHING)"
                        + " UPDATE users SET " + writing.assignments()
                        + ", former_upns = CASE WHEN upn_ci = lower(?) THEN former_upns"
                        + " ELSE (array_remove(former_upns, upn) || upn)[greatest(1, cardinality(former_upns) - "
                        + (FORMER_UPNS_MAX - 2) + "):] END WHERE organization_id = ? AND id = ? AND " + DOMAIN_FITS
                        + " RETURNING " + UserRows.COLUMNS,
                UserRows::read,
                writing.parameters(
                        List.of(upn, organization, id, upn, organization, id),
                        List.of(upn, organization, id, organization, upn, organization)));
    }

    public static User setManager(Session session, User before, @Nullable UserId manager) {
        return Objects.requireNonNull(session.first(
                "UPDATE users SET manager_id = ? WHERE organization_id = ? AND id = ? RETURNING " + UserRows.COLUMNS,
                UserRows::read,
                manager == null ? null : manager.value(),
                before.organization().value(),
                before.id().value()));
    }

    public static User delete(Session session, User before) {
        return Objects.requireNonNull(session.first(
                """
                WITH suspended AS (
                    UPDATE memberships SET living = false WHERE organization_id = ? AND member_id = ? AND living),
                unnamed AS (DELETE FROM logon_names WHERE organization_id = ? AND user_id = ?)
                UPDATE users SET deleted_at = transaction_timestamp() WHERE organization_id = ? AND id = ?
                RETURNING\s""" + UserRows.COLUMNS,
                UserRows::read,
                before.organization().value(),
                before.id().value(),
                before.organization().value(),
                before.id().value(),
                before.organization().value(),
                before.id().value()));
    }

    public static User restore(Session session, User before) {
        return Objects.requireNonNull(session.first(
                """
                WITH revived AS (
                    UPDATE memberships m SET living = true
                    FROM groups g
                    WHERE m.organization_id = ? AND m.member_id = ? AND NOT m.living
                      AND g.organization_id = m.organization_id AND g.id = m.group_id AND g.deleted_at IS NULL),
                named AS (
                    INSERT INTO logon_names (name_ci, organization_id, user_id)
                    SELECT lower(?), c.organization_id, c.user_id FROM credentials c
                    WHERE c.organization_id = ? AND c.user_id = ?
                    ON CONFLICT DO NOTHING)
                UPDATE users SET deleted_at = NULL WHERE organization_id = ? AND id = ?
                RETURNING\s""" + UserRows.COLUMNS,
                UserRows::read,
                before.organization().value(),
                before.id().value(),
                before.upn(),
                before.organization().value(),
                before.id().value(),
                before.organization().value(),
                before.id().value()));
    }
}
