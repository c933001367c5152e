package io.tenantry.access.internal;

import io.tenantry.access.AssignmentScope;
import io.tenantry.access.PrincipalKind;
import io.tenantry.access.Reach;
import io.tenantry.access.RoleAssignment;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table role_assignments. */
@Component
public class AssignmentRows {
    private static final String SELECT = """
            SELECT id, organization_id, principal_id, principal_kind, role_id, scope_kind, scope_organization_id, scope_tag,
                scope_excluded, created_at
            FROM role_assignments WHERE organization_id = ?\s""";

    private final Database database;

    AssignmentRows(Database database) {
        this.database = database;
    }

    public List<RoleAssignment> list(Reach reach, OrganizationId organization, @Nullable UUID principal) {
        return principal == null
                ? database.list(
                        reach, SELECT + "ORDER BY created_at, id", AssignmentRows::assignment, organization.value())
                : database.list(
                        reach,
                        SELECT + "AND principal_id = ? ORDER BY created_at, id",
                        AssignmentRows::assignment,
                        organization.value(),
                        principal);
    }

    public @Nullable RoleAssignment find(Reach reach, OrganizationId organization, UUID id) {
        return database.first(reach, SELECT + "AND id = ?", AssignmentRows::assignment, organization.value(), id);
    }

    public void insert(Session session, RoleAssignment assignment) {
        AssignmentScope scope = assignment.scope();
        session.run(
                """
                INSERT INTO role_assignments (organization_id, id, principal_id, principal_kind, role_id, scope_kind,
                    scope_organization_id, scope_tag, scope_excluded)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::uuid[])
                """,
                assignment.organization().value(),
                assignment.id(),
                assignment.principal(),
                assignment.principalKind().stored(),
                assignment.role(),
                kind(scope),
                scope.organization().value(),
                scope instanceof AssignmentScope.Tagged(var top, var tag) ? tag : null,
                excluded(scope));
    }

    public boolean delete(Session session, OrganizationId organization, UUID id) {
        return session.run(
                        "DELETE FROM role_assignments WHERE organization_id = ? AND id = ?", organization.value(), id)
                == 1;
    }

    /** The scope's kind as it is stored and shown. */
    public static String kind(AssignmentScope scope) {
        return switch (scope) {
            case AssignmentScope.Subtree subtree -> "subtree";
            case AssignmentScope.Only only -> "organization";
            case AssignmentScope.Tagged tagged -> "tag";
            case AssignmentScope.AllExcept allExcept -> "all except";
        };
    }

    private static Collection<UUID> excluded(AssignmentScope scope) {
        return scope instanceof AssignmentScope.AllExcept(var top, var excluded)
                ? excluded.stream().map(OrganizationId::value).toList()
                : List.of();
    }

    private static RoleAssignment assignment(ResultSet row) throws SQLException {
        return new RoleAssignment(
                row.getObject(1, UUID.class),
                new OrganizationId(row.getObject(2, UUID.class)),
                row.getObject(3, UUID.class),
                PrincipalKind.ofStored(row.getString(4)),
                row.getObject(5, UUID.class),
                StandingRows.scope(row, 6),
                row.getObject(10, OffsetDateTime.class).toInstant());
    }
}
