package io.tenantry.estate.internal;

import io.tenantry.access.BuiltInRole;
import io.tenantry.access.PrincipalKind;
import io.tenantry.access.Secrets;
import io.tenantry.kernel.Ids;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The first accounts of a hub: there is nobody yet in whose name the modules that own these tables could make them. All of them
 * administer what they are given.
 */
public final class AccountRows {
    private static final String USERS = "HubUsers";
    private static final String ADMINISTRATORS = "HubAdministrators";
    private static final List<String> DEFAULT_GROUPS = List.of(
            USERS,
            ADMINISTRATORS,
            "ArtifactDevelopers",
            "ClusterAdministrators",
            "DataAccessConsumers",
            "PublishedLibraryConsumer");

    private AccountRows() {}

    /** Makes the administrator of everything, who has no password yet. */
    public static UUID insertAdministrator(Session session, OrganizationId root, String upn, String displayName) {
        UUID id = Ids.next();
        session.run(
                """
                INSERT INTO users (organization_id, id, object_id, upn, display_name, given_name, mail_nickname)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                root.value(),
                id,
                id,
                upn,
                displayName,
                displayName.split(" ", 2)[0],
                upn.substring(0, upn.indexOf('@')));
        assign(session, root, id, PrincipalKind.USER, root);
        return id;
    }

    /**
     * The groups that platforms with the SLC Hub's rights expect by name. Nobody renames or deletes them. Whoever is a member of the
     * administrators' group administers everything; what the others mean is for the platform to say.
     */
    public static void insertDefaultGroups(Session session, OrganizationId root, UUID administrator) {
        for (String name : DEFAULT_GROUPS) {
            UUID id = Ids.next();
            session.run(
                    "INSERT INTO groups (organization_id, id, object_id, kind, display_name, is_system)"
                            + " VALUES (?, ?, ?, 'hub', ?, true)",
                    root.value(),
                    id,
                    id,
                    name);
            if (name.equals(ADMINISTRATORS)) {
                assign(session, root, id, PrincipalKind.GROUP, root);
            }
            if (name.equals(ADMINISTRATORS) || name.equals(USERS)) {
                session.run(
                        "INSERT INTO memberships (organization_id, group_id, member_id, id, member_kind)"
                                + " VALUES (?, ?, ?, ?, 'user')",
                        root.value(),
                        id,
                        administrator,
                        Ids.next());
            }
        }
    }

    public static UUID administrator(Session session, OrganizationId root, String upn) {
        return Objects.requireNonNull(session.first(
                "SELECT id FROM users WHERE organization_id = ? AND upn_ci = lower(?) AND deleted_at IS NULL",
                row -> row.getObject(1, UUID.class),
                root.value(),
                upn));
    }

    /** Makes a service account whose secret nobody knows yet. */
    public static void insertServiceAccount(
            Session session, OrganizationId home, String clientId, String name, boolean isUnthrottled) {
        UUID id = Ids.next();
        session.run("""
                INSERT INTO service_accounts (organization_id, id, client_id, secret_hash, display_name, is_unthrottled)
                VALUES (?, ?, ?, ?, ?, ?)
                """, home.value(), id, clientId, Secrets.hash(Secrets.next()), name, isUnthrottled);
        assign(session, home, id, PrincipalKind.SERVICE_ACCOUNT, home);
    }

    /** Makes a sign-in client; a public one has no secret, the other's nobody knows yet. */
    public static void insertSignInClient(
            Session session, OrganizationId home, String clientId, String name, boolean isPublic, String redirectUri) {
        @Nullable String hash = isPublic ? null : Secrets.hash(Secrets.next());
        session.run("""
                INSERT INTO sign_in_clients (organization_id, id, client_id, secret_hash, display_name, redirect_uris)
                VALUES (?, ?, ?, ?, ?, ?)
                """, home.value(), Ids.next(), clientId, hash, name, List.of(redirectUri));
    }

    /** Somebody of an organization to try things on: the one of the smallest id who is there. */
    public static UUID somebody(Session session, UUID organization) {
        return Objects.requireNonNull(session.first(
                "SELECT id FROM users WHERE organization_id = ? AND deleted_at IS NULL AND NOT is_system ORDER BY id LIMIT 1",
                row -> row.getObject(1, UUID.class),
                organization));
    }

    /** Gives the service account or sign-in client of this name a new secret. */
    public static String renewSecret(Session session, String clientId) {
        String secret = Secrets.next();
        String hash = Secrets.hash(secret);
        session.run("UPDATE service_accounts SET secret_hash = ? WHERE client_id = ?", hash, clientId);
        session.run("UPDATE sign_in_clients SET secret_hash = ? WHERE client_id = ?", hash, clientId);
        return secret;
    }

    private static void assign(
            Session session, OrganizationId home, UUID principal, PrincipalKind kind, OrganizationId scope) {
        session.run(
                """
                INSERT INTO role_assignments (organization_id, id, principal_id, principal_kind, role_id, scope_kind,
                    scope_organization_id)
                VALUES (?, ?, ?, ?, ?, 'subtree', ?)
                """,
                home.value(),
                Ids.next(),
                principal,
                kind.stored(),
                BuiltInRole.ADMINISTRATORS.id(),
                scope.value());
    }
}
