package io.tenantry.access.internal;

import io.tenantry.access.AssignmentScope;
import io.tenantry.access.BuiltInRole;
import io.tenantry.access.Permission;
import io.tenantry.access.PrincipalKind;
import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads who a principal is and which roles it holds. Asked by the hub itself, before anyone's reach is known. */
@Component
class StandingRows {
    private static final Reach HUB = new Reach.Everything();

    private static final String IDENTITY = """
            SELECT u.id, 'user', u.organization_id, u.upn,
                u.account_enabled AND u.deleted_at IS NULL AND o.deleted_at IS NULL, NULL::uuid, NULL::integer, false
            FROM users u JOIN organizations o ON o.organization_id = u.organization_id WHERE u.id = ?
            UNION ALL
            SELECT s.id, 'service account', s.organization_id, s.client_id, s.is_enabled AND o.deleted_at IS NULL,
                s.owner_id, s.calls_per_minute, s.is_unthrottled
            FROM service_accounts s JOIN organizations o ON o.organization_id = s.organization_id WHERE s.id = ?
            UNION ALL
            SELECT g.id, 'group', g.organization_id, g.display_name, g.deleted_at IS NULL, NULL, NULL, false
            FROM groups g WHERE g.id = ?
            """;

    /** One statement, however deep the groups lie within each other. */
    private static final String HELD = """
            WITH held AS (
                SELECT ?::uuid AS id
                UNION SELECT m.group_id FROM memberships m WHERE m.organization_id = ? AND m.member_id = ? AND m.living
                UNION SELECT n.outer_id FROM memberships m
                    JOIN group_nesting n ON n.organization_id = m.organization_id AND n.inner_id = m.group_id
                    WHERE m.organization_id = ? AND m.member_id = ? AND m.living
            )
            """;

    private static final String SELECT = """
            SELECT a.id, a.principal_id, a.role_id, a.scope_kind, a.scope_organization_id, a.scope_tag,
                a.scope_excluded, r.name, r.permissions
            FROM role_assignments a LEFT JOIN roles r ON r.id = a.role_id
            """;

    private final Database database;

    StandingRows(Database database) {
        this.database = database;
    }

    Standing.@Nullable Identity identity(UUID principal) {
        return database.first(HUB, IDENTITY, StandingRows::identity, principal, principal, principal);
    }

    List<Grant> grants(OrganizationId organization, UUID principal) {
        UUID org = organization.value();
        String sql = HELD + SELECT + " WHERE a.organization_id = ? AND a.principal_id IN (SELECT id FROM held)";
        return database.list(HUB, sql, StandingRows::grant, principal, org, principal, org, principal, org);
    }

    /** Whether one of the principal's groups, direct or not, is named by an assignment. */
    boolean isInHoldingGroup(OrganizationId organization, UUID principal) {
        UUID org = organization.value();
        String sql = HELD + """
                SELECT EXISTS (
                    SELECT FROM role_assignments a WHERE a.organization_id = ? AND a.principal_id IN (SELECT id FROM held))
                """;
        return Boolean.TRUE.equals(
                database.first(HUB, sql, row -> row.getBoolean(1), principal, org, principal, org, principal, org));
    }

    List<Grant> grantsOverTags(Collection<String> tags) {
        return database.list(HUB, SELECT + " WHERE a.scope_tag = ANY (?)", StandingRows::grant, tags);
    }

    List<Grant> grantsOf(UUID role) {
        return database.list(HUB, SELECT + " WHERE a.role_id = ?", StandingRows::grant, role);
    }

    List<OrganizationTree.Node> organizations() {
        return database.list(HUB, "SELECT organization_id, parent_id, tags FROM organizations", StandingRows::node);
    }

    /** Who holds a role in an organization: principals and groups, and whether one of them administers everything. */
    Holders holders(OrganizationId organization) {
        List<Holder> all = database.list(
                HUB,
                "SELECT principal_id, principal_kind, role_id FROM role_assignments WHERE organization_id = ?",
                row -> new Holder(
                        row.getObject(1, UUID.class),
                        PrincipalKind.ofStored(row.getString(2)),
                        row.getObject(3, UUID.class)),
                organization.value());
        return new Holders(
                all.stream().map(Holder::id).collect(Collectors.toUnmodifiableSet()),
                all.stream().anyMatch(holder -> holder.kind() == PrincipalKind.GROUP),
                all.stream().anyMatch(holder -> holder.role().equals(BuiltInRole.ADMINISTRATORS.id())));
    }

    private record Holder(UUID id, PrincipalKind kind, UUID role) {}

    /**
     * @param ids the principals that an assignment names
     * @param groups whether one of them is a group, so that a membership can matter
     * @param administrators whether one of them holds the administrators' role
     */
    record Holders(Set<UUID> ids, boolean groups, boolean administrators) {}

    private static OrganizationTree.Node node(ResultSet row) throws SQLException {
        UUID parent = row.getObject(2, UUID.class);
        return new OrganizationTree.Node(
                new OrganizationId(row.getObject(1, UUID.class)),
                parent == null ? null : new OrganizationId(parent),
                Set.of(texts(row.getArray(3))));
    }

    private static Standing.Identity identity(ResultSet row) throws SQLException {
        boolean unthrottled = row.getBoolean(8);
        return new Standing.Identity(
                row.getObject(1, UUID.class),
                PrincipalKind.ofStored(row.getString(2)),
                new OrganizationId(row.getObject(3, UUID.class)),
                row.getString(4),
                row.getBoolean(5),
                row.getObject(6, UUID.class),
                unthrottled ? Integer.valueOf(0) : row.getObject(7, Integer.class));
    }

    private static Grant grant(ResultSet row) throws SQLException {
        UUID role = row.getObject(3, UUID.class);
        BuiltInRole builtIn = BuiltInRole.withId(role);
        String ownName = row.getString(8);
        return new Grant(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                role,
                builtIn != null ? builtIn.displayName() : ownName == null ? role.toString() : ownName,
                builtIn != null ? builtIn.permissions() : permissions(row.getArray(9)),
                scope(row, 4));
    }

    /** A scope from four columns that stand side by side: kind, organization, tag, excluded. */
    static AssignmentScope scope(ResultSet row, int first) throws SQLException {
        OrganizationId organization = new OrganizationId(row.getObject(first + 1, UUID.class));
        String kind = row.getString(first);
        return switch (kind) {
            case "subtree" -> new AssignmentScope.Subtree(organization);
            case "organization" -> new AssignmentScope.Only(organization);
            case "tag" -> new AssignmentScope.Tagged(organization, row.getString(first + 2));
            case "all except" ->
                new AssignmentScope.AllExcept(
                        organization,
                        Arrays.stream((UUID[]) row.getArray(first + 3).getArray())
                                .map(OrganizationId::new)
                                .collect(Collectors.toUnmodifiableSet()));
            default -> throw new IllegalStateException("A scope of kind " + kind);
        };
    }

    /** Permissions a later version took away no longer allow anything. */
    static Set<Permission> permissions(@Nullable Array stored) throws SQLException {
        Set<Permission> known = EnumSet.noneOf(Permission.class);
        for (String name : stored == null ? new String[0] : texts(stored)) {
            for (Permission permission : Permission.values()) {
                if (permission.wireName().equals(name)) {
                    known.add(permission);
                }
            }
        }
        return known;
    }

    private static String[] texts(Array stored) throws SQLException {
        return (String[]) stored.getArray();
    }
}
