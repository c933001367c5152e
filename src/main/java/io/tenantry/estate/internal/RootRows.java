package io.tenantry.estate.internal;

import io.tenantry.access.Reach;
import io.tenantry.kernel.Ids;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The root of the tree of organizations. */
@Component
public class RootRows {
    private final Database database;

    public RootRows(Database database) {
        this.database = database;
    }

    /** The root, or null as long as nothing was made. */
    public @Nullable Root find() {
        return database.first(
                new Reach.Everything(),
                """
                SELECT organization_id, settings @> '{"demo": true}', EXISTS (SELECT FROM role_assignments)
                FROM organizations WHERE parent_id IS NULL
                """,
                row -> new Root(
                        new OrganizationId(row.getObject(1, UUID.class)), row.getBoolean(2), row.getBoolean(3)));
    }

    /** Lets one node at a time make things; the others wait until the connection is closed. */
    public void lock(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(hashtext('tenantry.first_start'))");
        }
    }

    /** Calls the root otherwise, which nobody lives in yet. */
    public static void rename(Connection owner, OrganizationId root, String name, String domain) throws SQLException {
        try (PreparedStatement renamed =
                owner.prepareStatement("UPDATE organizations SET name = ? WHERE organization_id = ?")) {
            renamed.setString(1, name);
            renamed.setObject(2, root.value());
            renamed.executeUpdate();
        }
        try (PreparedStatement former = owner.prepareStatement("DELETE FROM domains WHERE organization_id = ?")) {
            former.setObject(1, root.value());
            former.executeUpdate();
        }
        insertDomain(owner, root.value(), domain);
    }

    public static OrganizationId insert(Connection owner, String name, String domain, boolean isDemo)
            throws SQLException {
        UUID id = Ids.next();
        try (PreparedStatement root = owner.prepareStatement("""
                INSERT INTO organizations (organization_id, kind, name, settings)
                VALUES (?, 'partner', ?, CASE WHEN ? THEN '{"demo": true}'::jsonb ELSE '{}' END)
                """)) {
            root.setObject(1, id);
            root.setString(2, name);
            root.setBoolean(3, isDemo);
            root.executeUpdate();
        }
        insertDomain(owner, id, domain);
        return new OrganizationId(id);
    }

    private static void insertDomain(Connection owner, UUID id, String domain) throws SQLException {
        try (PreparedStatement names = owner.prepareStatement(
                "INSERT INTO domains (organization_id, name, is_default, is_initial) VALUES (?, ?, true, true)")) {
            names.setObject(1, id);
            names.setString(2, domain);
            names.executeUpdate();
        }
    }
}
