package io.tenantry.imports.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tenantry.TestPostgres;
import io.tenantry.access.Reach;
import io.tenantry.kernel.Ids;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.postgres.DatabaseLocation;
import io.tenantry.tenancy.OrganizationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** A database of its own for imports, as the hub sees it: migrated by the owner, used by the request role. */
final class ImportDatabase implements AutoCloseable {
    private final DatabaseLocation location;
    private final HikariDataSource requests;
    private final Database database;

    ImportDatabase(String name) {
        location = TestPostgres.fresh(name);
        Flyway.configure()
                .dataSource(location.url(), location.user(), location.password())
                .load()
                .migrate();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(location.url());
        config.setUsername(location.user());
        config.setPassword(location.password());
        config.setMaximumPoolSize(3);
        config.setConnectionInitSql("SET ROLE tenantry_request");
        requests = new HikariDataSource(config);
        database = new Database(requests);
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
        try (Connection connection = TestPostgres.connect(location);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int at = 0; at < values.length; at++) {
                statement.setObject(at + 1, values[at]);
            }
            statement.execute();
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    DatabaseLocation location() {
        return location;
    }

    @Override
    public void close() {
        requests.close();
    }
}
