package io.tenantry.invitations.internal;

import io.tenantry.access.Reach;
import io.tenantry.directory.UserId;
import io.tenantry.invitations.Invitation;
import io.tenantry.kernel.Page;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.PagedTable;
import io.tenantry.platform.database.Session;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Sql;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table invitations. Whoever redeems one has no reach, so the hub itself looks for it. */
@Component
public class InvitationRows {
    private static final Reach HUB = new Reach.Everything();
    private static final String OPEN = "redeemed_at IS NULL AND revoked_at IS NULL";

    private static final String FROM = """
            (SELECT i.organization_id, i.id, i.user_id, coalesce(u.user_name, u.upn) AS user_name, u.display_name, u.mail,
                    i.created_at, i.created_by_name, i.expires_at
             FROM invitations i JOIN users u ON u.organization_id = i.organization_id AND u.id = i.user_id
             WHERE i.redeemed_at IS NULL AND i.revoked_at IS NULL AND u.deleted_at IS NULL) invitations""";

    private static final String COLUMNS =
            "organization_id, id, user_id, user_name, display_name, mail, created_at, created_by_name, expires_at";

    private final Database database;

    InvitationRows(Database database) {
        this.database = database;
    }

    /** Somebody who holds an invitation that works. */
    public record Invited(
            OrganizationId organization,
            UUID invitation,
            UUID user,
            String upn,
            String userName,
            String displayName,
            @Nullable String mail,
            String organizationName) {}

    public static void insert(Session session, Invitation invitation, @Nullable UUID by, String tokenHash) {
        session.run(
                """
                INSERT INTO invitations (organization_id, id, user_id, token_hash, created_at, created_by, created_by_name,
                    expires_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                invitation.organization().value(),
                invitation.id(),
                invitation.user().value(),
                tokenHash,
                invitation.createdAt(),
                by,
                invitation.createdBy(),
                invitation.expiresAt());
    }

    public static Page<Invitation> list(Database database, Reach reach, OrganizationId organization, ListQuery query) {
        Sql base = Sql.of("organization_id = ?", organization.value());
        return new PagedTable<>(FROM, COLUMNS, InvitationRows::read).page(database, reach, query, base);
    }

    /** Whom the open invitation is for, or null when there is none of this id. */
    public static @Nullable UUID userOf(Database database, Reach reach, OrganizationId organization, UUID id) {
        return database.first(
                reach,
                "SELECT user_id FROM invitations WHERE organization_id = ? AND id = ? AND " + OPEN,
                row -> row.getObject(1, UUID.class),
                organization.value(),
                id);
    }

    /** Whether the user has something to sign in with, here or elsewhere. */
    public static boolean signsInAlready(Session session, OrganizationId organization, UUID user) {
        return session.first("""
                        SELECT 1 FROM credentials WHERE organization_id = ? AND user_id = ?
                        UNION ALL SELECT 1 FROM external_identities WHERE organization_id = ? AND user_id = ? LIMIT 1
                        """, row -> true, organization.value(), user, organization.value(), user) != null;
    }

    public static void revokeOpen(Session session, OrganizationId organization, UUID user) {
        session.run(
                "UPDATE invitations SET revoked_at = now() WHERE organization_id = ? AND user_id = ? AND " + OPEN,
                organization.value(),
                user);
    }

    public static boolean revoke(Session session, OrganizationId organization, UUID id) {
        return session.run(
                        "UPDATE invitations SET revoked_at = now() WHERE organization_id = ? AND id = ? AND " + OPEN,
                        organization.value(),
                        id)
                == 1;
    }

    public static String nameOf(Session session, OrganizationId organization) {
        return Objects.requireNonNull(session.first(
                "SELECT name FROM organizations WHERE organization_id = ?",
                row -> row.getString(1),
                organization.value()));
    }

    /** The invitation of this secret, if it works and its account can be taken up. */
    public @Nullable Invited withToken(String tokenHash) {
        return database.first(
                HUB,
                """
                SELECT i.organization_id, i.id, i.user_id, u.upn, coalesce(u.user_name, u.upn), u.display_name, u.mail, o.name
                FROM invitations i
                    JOIN users u ON u.organization_id = i.organization_id AND u.id = i.user_id
                    JOIN organizations o ON o.organization_id = i.organization_id
                WHERE i.token_hash = ? AND i.redeemed_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now()
                    AND u.deleted_at IS NULL AND u.account_enabled AND o.deleted_at IS NULL
                """,
                row -> new Invited(
                        new OrganizationId(row.getObject(1, UUID.class)),
                        row.getObject(2, UUID.class),
                        row.getObject(3, UUID.class),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8)),
                tokenHash);
    }

    /** Uses the invitation up; false when somebody was faster. */
    public static boolean redeem(Session session, Invited invited) {
        return session.run(
                        "UPDATE invitations SET redeemed_at = now() WHERE organization_id = ? AND id = ? AND " + OPEN
                                + " AND expires_at > now()",
                        invited.organization().value(),
                        invited.invitation())
                == 1;
    }

    /** The one OpenID provider of the organization, as external identities name it; null when it has none or several. */
    public @Nullable String provider(OrganizationId organization) {
        List<String> providers = database.list(
                HUB,
                "SELECT id::text FROM identity_sources WHERE organization_id = ? AND kind = 'oidc' AND enabled LIMIT 2",
                row -> row.getString(1),
                organization.value());
        return providers.size() == 1 ? providers.getFirst() : null;
    }

    public static void link(Session session, Invited invited, String provider, String subject) {
        session.run(
                "INSERT INTO external_identities (organization_id, user_id, provider, subject) VALUES (?, ?, ?, ?)",
                invited.organization().value(),
                invited.user(),
                provider,
                subject);
    }

    private static Invitation read(ResultSet row) throws SQLException {
        return new Invitation(
                new OrganizationId(row.getObject(1, UUID.class)),
                row.getObject(2, UUID.class),
                new UserId(row.getObject(3, UUID.class)),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                row.getString(8),
                row.getObject(9, OffsetDateTime.class).toInstant());
    }
}
