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

    /** Values: UPN, user name, organization, user. */
    private static final String NAMED = """
            INSERT INTO logon_names (name_ci, organization_id, user_id)
            SELECT DISTINCT name, c.organization_id, c.user_id
            FROM credentials c, unnest(ARRAY[lower(?), lower(?)]) name
            WHERE c.organization_id = ? AND c.user_id = ?""";

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
        String statement = "UPDATE users SET " + writing.assignments();
        User after;
        if (upn == null) {
            after = session.first(
                    statement + " WHERE organization_id = ? AND id = ? RETURNING " + UserRows.COLUMNS,
                    UserRows::read,
                    writing.parameters(List.of(), List.of(organization, id)));
        } else {
            // A person stays findable by the names he had.
            after = session.first(
                    statement + ", former_upns = CASE WHEN upn_ci = lower(?) THEN former_upns"
                            + " ELSE (array_remove(former_upns, upn) || upn)[greatest(1, cardinality(former_upns) - "
                            + (FORMER_UPNS_MAX - 2) + "):] END WHERE organization_id = ? AND id = ? AND " + DOMAIN_FITS
                            + " RETURNING " + UserRows.COLUMNS,
                    UserRows::read,
                    writing.parameters(List.of(), List.of(upn, organization, id, organization, upn, organization)));
        }
        if (after != null && (upn != null || writing.has(UserField.USER_NAME))) {
            nameAnew(session, after);
        }
        return after;
    }

    /**
     * Lets a person who has a password sign in to the hub with the names he has now, unless another organization's person does so
     * already: that must not be told here, and he names his organization when he signs in.
     */
    private static void nameAnew(Session session, User user) {
        UUID organization = user.organization().value();
        UUID id = user.id().value();
        session.run(
                "DELETE FROM logon_names WHERE organization_id = ? AND user_id = ? AND name_ci NOT IN (lower(?), lower(?))",
                organization,
                id,
                user.upn(),
                user.userName());
        session.run(NAMED + " ON CONFLICT DO NOTHING", user.upn(), user.userName(), organization, id);
    }

    /** Ends the count of an account's failed logons. */
    public static void forgetFailures(Session session, User user) {
        session.run(
                "DELETE FROM logon_failures WHERE organization_id = ? AND user_id = ?",
                user.organization().value(),
                user.id().value());
    }

    /** Whether the text can be a UPN of the organization, as far as its domain goes. */
    public static boolean fits(Session session, OrganizationId organization, String upn) {
        return Boolean.TRUE.equals(session.first(
                "SELECT " + DOMAIN_FITS, row -> row.getBoolean(1), organization.value(), upn, organization.value()));
    }

    /** Whether somebody else of the organization has this text for his UPN or user name. */
    public static boolean isNameOfAnother(Session session, OrganizationId organization, UUID user, String name) {
        return session.first(
                        "SELECT 1 FROM users WHERE organization_id = ? AND deleted_at IS NULL AND id <> ?"
                                + " AND (upn_ci = lower(?) OR user_name_ci = lower(?)) LIMIT 1",
                        row -> true,
                        organization.value(),
                        user,
                        name,
                        name)
                != null;
    }

    /** Whether somebody else of the organization has this text for his UPN. */
    public static boolean isUpnOfAnother(
            Session session, OrganizationId organization, @Nullable UUID user, String name) {
        return session.first(
                        "SELECT 1 FROM users WHERE organization_id = ? AND upn_ci = lower(?) AND deleted_at IS NULL"
                                + " AND id IS DISTINCT FROM ?::uuid",
                        row -> true,
                        organization.value(),
                        name,
                        user)
                != null;
    }

    public static User setManager(Session session, User before, @Nullable UserId manager) {
        return Objects.requireNonNull(session.first(
                "UPDATE users SET manager_id = ? WHERE organization_id = ? AND id = ? RETURNING " + UserRows.COLUMNS,
                UserRows::read,
                manager == null ? null : manager.value(),
                before.organization().value(),
                before.id().value()));
    }

    public static User suspend(Session session, User before, String reason) {
        return Objects.requireNonNull(session.first(
                "UPDATE users SET account_enabled = false, inactive_reason = ? WHERE organization_id = ? AND id = ?"
                        + " RETURNING " + UserRows.COLUMNS,
                UserRows::read,
                reason,
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
                named AS (""" + NAMED + """
                    ON CONFLICT DO NOTHING)
                UPDATE users SET deleted_at = NULL WHERE organization_id = ? AND id = ?
                RETURNING\s""" + UserRows.COLUMNS,
                UserRows::read,
                before.organization().value(),
                before.id().value(),
                before.upn(),
                before.userName(),
                before.organization().value(),
                before.id().value(),
                before.organization().value(),
                before.id().value()));
    }
}
