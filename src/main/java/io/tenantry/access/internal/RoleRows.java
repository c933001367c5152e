package io.tenantry.access.internal;

import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.access.Role;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table roles: organizations' own. */
@Component
public class RoleRows {
    private static final String SELECT =
            "SELECT id, organization_id, name, description, permissions, version FROM roles WHERE ";

    private final Database database;

    RoleRows(Database database) {
        this.database = database;
    }

    public List<Role> list(Reach reach, OrganizationId organization) {
        return database.list(
                reach, SELECT + "organization_id = ? ORDER BY name_ci, id", RoleRows::role, organization.value());
    }

    public @Nullable Role find(Reach reach, OrganizationId organization, UUID id) {
        return database.first(
                reach, SELECT + "organization_id = ? AND id = ?", RoleRows::role, organization.value(), id);
    }

    /** The role with this id, whoever's it is: the hub itself asks, to see whether it may be assigned. */
    public @Nullable Role find(UUID id) {
        return database.first(new Reach.Everything(), SELECT + "id = ?", RoleRows::role, id);
    }

    public void insert(Session session, OrganizationId organization, Role role) {
        session.run(
                "INSERT INTO roles (organization_id, id, name, description, permissions) VALUES (?, ?, ?, ?, ?)",
                organization.value(),
                role.id(),
                role.name(),
                role.description(),
                names(role));
    }

    /** Writes the new state, unless someone else changed the role since it was read. */
    public boolean update(Session session, OrganizationId organization, Role role) {
        return session.run(
                        """
                        UPDATE roles SET name = ?, description = ?, permissions = ?
                        WHERE organization_id = ? AND id = ? AND version = ?
                        """,
                        role.name(),
                        role.description(),
                        names(role),
                        organization.value(),
                        role.id(),
                        role.version())
                == 1;
    }

    public void delete(Session session, OrganizationId organization, UUID id) {
        session.run("DELETE FROM roles WHERE organization_id = ? AND id = ?", organization.value(), id);
    }

    public static List<String> names(Role role) {
        return role.permissions().stream().map(Permission::wireName).sorted().toList();
    }

    private static Role role(ResultSet row) throws SQLException {
        return new Role(
                row.getObject(1, UUID.class),
                new OrganizationId(row.getObject(2, UUID.class)),
                row.getString(3),
                row.getString(4),
                StandingRows.permissions(row.getArray(5)),
                row.getLong(6));
    }
}
