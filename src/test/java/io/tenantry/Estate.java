package io.tenantry;

import io.tenantry.access.AssignmentScope;
import io.tenantry.access.BuiltInRole;
import io.tenantry.access.Secrets;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts organizations, people, groups and service accounts straight into the tests' database, as its owner. */
public final class Estate {
    /** The secret of every service account made here. */
    public static final String SECRET = "a-secret-for-tests-only-0123456789abcdefghi";

    /** The command block that keeps a user from signing in. */
    public static final UUID BLOCK_SIGN_IN = UUID.fromString("b9b05dc8-3e6c-52af-bbb0-088029b66afe");

    private Estate() {}

    /** A customer under the given organization. */
    public static OrganizationId organization(OrganizationId parent, String name, String... tags) {
        return organization(parent, "customer", name, tags);
    }

    /** An organization that others can lie in. */
    public static OrganizationId reseller(OrganizationId parent, String name) {
        return organization(parent, "reseller", name, new String[0]);
    }

    /** An operator of its own, within the operator of all tests. */
    public static OrganizationId partner(OrganizationId parent, String name) {
        return organization(parent, "partner", name, new String[0]);
    }

    private static OrganizationId organization(OrganizationId parent, String kind, String name, String[] tags) {
        UUID id = Ids.next();
        run(
                "INSERT INTO organizations (organization_id, parent_id, kind, name, tags) VALUES (?, ?, ?, ?, ?)",
                id,
                parent.value(),
                kind,
                name,
                tags);
        return new OrganizationId(id);
    }

    /** An enabled user whose UPN is the name and something that makes it unique over the installation. */
    public static UUID user(OrganizationId organization, String name) {
        UUID id = Ids.next();
        run(
                "INSERT INTO users (organization_id, id, object_id, upn, display_name) VALUES (?, ?, ?, ?, ?)",
                organization.value(),
                id,
                id,
                name + "." + id + "@example.com",
                name);
        return id;
    }

    /** Makes a user one whom the directory "Head office" feeds, which says what the columns named are. */
    public static void fed(OrganizationId organization, UUID user, String... columns) {
        UUID source = Ids.next();
        run(
                "INSERT INTO identity_sources (organization_id, id, kind, name, settings, fed_columns)"
                        + " VALUES (?, ?, 'ldap', 'Head office', '{}', ?)",
                organization.value(),
                source,
                columns);
        run(
                "UPDATE users SET external_id = ?, is_hybrid = true WHERE organization_id = ? AND id = ?",
                user.toString(),
                organization.value(),
                user);
        run(
                "INSERT INTO directory_people (organization_id, source_id, external_id, user_id, dn, dn_key, seen_run)"
                        + " VALUES (?, ?, ?, ?, 'cn=one', 'cn=one', ?)",
                organization.value(),
                source,
                user.toString(),
                user,
                source);
    }

    public static UUID group(OrganizationId organization, String name) {
        UUID id = Ids.next();
        run(
                "INSERT INTO groups (organization_id, id, object_id, kind, display_name) VALUES (?, ?, ?, 'hub', ?)",
                organization.value(),
                id,
                id,
                name);
        return id;
    }

    /** Puts a user, group or service account into a group. */
    public static void member(OrganizationId organization, UUID group, UUID member, String kind) {
        run(
                "INSERT INTO memberships (organization_id, group_id, member_id, id, member_kind) VALUES (?, ?, ?, ?, ?)",
                organization.value(),
                group,
                member,
                Ids.next(),
                kind);
    }

    /** An active subscription of five units of Microsoft 365 E3. */
    public static UUID subscription(OrganizationId organization, String name) {
        UUID id = Ids.next();
        run("""
                INSERT INTO subscriptions (organization_id, id, sku_id, entitlement_id, order_id, friendly_name, quantity,
                    committed_until)
                VALUES (?, ?, '05e9a617-0261-4cee-bb44-138d3ef5d965', ?, ?, ?, 5, now() + interval '1 year')
                """, organization.value(), id, id, id, name);
        return id;
    }

    /** A device that nobody owns. */
    public static UUID device(OrganizationId organization, String name) {
        UUID id = Ids.next();
        run("INSERT INTO devices (organization_id, id, name) VALUES (?, ?, ?)", organization.value(), id, name);
        return id;
    }

    /** A schedule of command jobs: every morning at eight. */
    public static UUID schedule(OrganizationId organization, String name) {
        UUID id = Ids.next();
        run(
                "INSERT INTO command_schedules (organization_id, id, name, kind, rule, zone) VALUES (?, ?, ?, 'cron', '0 8 * * *', 'UTC')",
                organization.value(),
                id,
                name);
        return id;
    }

    /** A command set of the organization's own. */
    public static UUID commandSet(OrganizationId organization, String identifier) {
        UUID id = Ids.next();
        String definition = """
                identifier: %s
                title: Block
                description: Blocks a sign-in.
                type: User
                category: Lifecycle
                read: command.user.read
                write: command.user.write
                provider: command.user
                blocks:
                  - block: blocksignin
                """.formatted(identifier);
        run("""
                INSERT INTO command_definitions (organization_id, id, version, is_set, identifier, category, definition, created_by)
                VALUES (?, ?, 1, true, ?, 'Lifecycle', ?, 'script')
                """, organization.value(), id, identifier, definition);
        return id;
    }

    /** A job of the command block that keeps a user from signing in; it is over. */
    public static UUID job(OrganizationId organization, UUID user, String name) {
        UUID id = Ids.next();
        run("""
                INSERT INTO command_jobs (organization_id, id, block_id, block_identifier, block_version, read_action, target_kind,
                    user_id, user_upn, organization_name, actor_id, actor_name, client, status, due_at, finished_at)
                VALUES (?, ?, ?, 'blocksignin', 1, 'command.user.read', 'User', ?, ?, 'Contoso', ?, 'script', 'script',
                    'Completed', now(), now())
                """, organization.value(), id, BLOCK_SIGN_IN, user, name, user);
        return id;
    }

    /** A service account whose client id is its id and whose secret is {@link #SECRET}. */
    public static UUID serviceAccount(OrganizationId organization, @Nullable UUID owner) {
        UUID id = Ids.next();
        run("""
                INSERT INTO service_accounts (organization_id, id, client_id, secret_hash, display_name, owner_id)
                VALUES (?, ?, ?, ?, 'Script', ?)
                """, organization.value(), id, id.toString(), Secrets.hash(SECRET), owner);
        return id;
    }

    /** A program with a role in the organization it lives in, which may call as often as it likes. */
    public static UUID application(OrganizationId organization, BuiltInRole role) {
        UUID id = serviceAccount(organization, null);
        run("UPDATE service_accounts SET is_unthrottled = true WHERE id = ?", id);
        assign(organization, id, "service account", role, organization);
        return id;
    }

    /** Assigns a built-in role over the organization and everything below it. */
    public static UUID assign(
            OrganizationId home, UUID principal, String kind, BuiltInRole role, OrganizationId scope) {
        return assign(home, principal, kind, role.id(), new AssignmentScope.Subtree(scope));
    }

    /** Assigns any role over any scope. */
    public static UUID assign(OrganizationId home, UUID principal, String kind, UUID role, AssignmentScope scope) {
        UUID id = Ids.next();
        run(
                """
                INSERT INTO role_assignments (organization_id, id, principal_id, principal_kind, role_id, scope_kind,
                    scope_organization_id, scope_tag, scope_excluded)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                home.value(),
                id,
                principal,
                kind,
                role,
                switch (scope) {
                    case AssignmentScope.Subtree subtree -> "subtree";
                    case AssignmentScope.Only only -> "organization";
                    case AssignmentScope.Tagged tagged -> "tag";
                    case AssignmentScope.AllExcept allExcept -> "all except";
                },
                scope.organization().value(),
                scope instanceof AssignmentScope.Tagged(var top, var tag) ? tag : null,
                scope instanceof AssignmentScope.AllExcept(var top, var out)
                        ? out.stream().map(OrganizationId::value).toArray(UUID[]::new)
                        : new UUID[0]);
        return id;
    }

    /** Runs a statement as the database's owner, and tells how many rows it touched. */
    public static int run(String sql, @Nullable Object... values) {
        try (Connection connection = TestPostgres.connect(TestPostgres.shared());
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                switch (values[i]) {
                    case String[] texts -> statement.setArray(i + 1, connection.createArrayOf("text", texts));
                    case UUID[] ids -> statement.setArray(i + 1, connection.createArrayOf("uuid", ids));
                    case null, default -> statement.setObject(i + 1, values[i]);
                }
            }
            return statement.executeUpdate();
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    /** The first column of the first row as a text, asked for as the database's owner; "null" where there is nothing. */
    public static String ask(String sql, Object... values) {
        try (Connection connection = TestPostgres.connect(TestPostgres.shared());
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? String.valueOf(rows.getString(1)) : "null";
            }
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }
}
