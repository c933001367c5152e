package io.tenantry.imports.internal;

import io.tenantry.TestDatabase;
import io.tenantry.access.Reach;
import io.tenantry.kernel.Ids;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.postgres.DatabaseLocation;
import io.tenantry.tenancy.OrganizationId;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A database of its own for imports, with an operator and as many customers as a test wants. */
final class ImportDatabase implements AutoCloseable {
    private final TestDatabase server;
    private final Database database;

    ImportDatabase(String name) {
        server = new TestDatabase(name);
        database = server.database();
        asOwner(
                "INSERT INTO organizations (organization_id, parent_id, kind, name) VALUES (?, NULL, 'partner', 'Operator')",
                Ids.next());
    }

    Database database() {
        return database;
    }

    /** A new customer that owns the domains named, or takes any when none is. */
    OrganizationId customer(String name, String... domains) {
        OrganizationId customer = new OrganizationId(Ids.next());
        asOwner("""
                INSERT INTO organizations (organization_id, parent_id, kind, name)
                SELECT ?, organization_id, 'customer', ? FROM organizations WHERE parent_id IS NULL
                """, customer.value(), name);
        for (String domain : domains) {
            asOwner("INSERT INTO domains (organization_id, name) VALUES (?, ?)", customer.value(), domain);
        }
        return customer;
    }

    static Reach reach(OrganizationId organization) {
        return new Reach.Some(Set.of(organization));
    }

    /** The first column of each row, as text. */
    List<@Nullable String> texts(OrganizationId organization, String sql, @Nullable Object... values) {
        return database.<@Nullable String>list(reach(organization), sql, row -> row.getString(1), values);
    }

    void asOwner(String sql, Object... values) {
        try {
            server.run(sql, values);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    /** The first column of the first row, asked for as the owner. */
    @Nullable
    String asOwnerTold(String sql) {
        try {
            return server.ask(sql);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    DatabaseLocation location() {
        return server.location();
    }

    @Override
    public void close() {
        server.close();
    }
}
