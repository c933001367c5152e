package io.tenantry.access.internal;

import io.tenantry.access.Reach;
import io.tenantry.access.ServiceAccount;
import io.tenantry.access.ServiceAccountClients.Client;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table service_accounts. */
@Component
public class ServiceAccountRows {
    private static final Reach HUB = new Reach.Everything();
    private static final String SELECT = """
            SELECT id, organization_id, client_id, display_name, owner_id, is_enabled, calls_per_minute, is_unthrottled,
                created_at, version
            FROM service_accounts
            """;

    private final Database database;

    ServiceAccountRows(Database database) {
        this.database = database;
    }

    /** Asked by the hub itself while a program signs in. The condition is ours. */
    public @Nullable Client client(String condition, Object value) {
        return database.first(
                HUB,
                """
                SELECT s.id, s.organization_id, s.client_id, s.display_name, s.secret_hash
                FROM service_accounts s JOIN organizations o ON o.organization_id = s.organization_id
                WHERE s.is_enabled AND o.deleted_at IS NULL AND\s""" + condition,
                row -> new Client(
                        row.getObject(1, UUID.class),
                        new OrganizationId(row.getObject(2, UUID.class)),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5)),
                value);
    }

    public List<ServiceAccount> list(Reach reach, OrganizationId organization) {
        return database.list(
                reach,
                SELECT + " WHERE organization_id = ? ORDER BY created_at, id",
                ServiceAccountRows::account,
                organization.value());
    }

    public @Nullable ServiceAccount find(Reach reach, OrganizationId organization, UUID id) {
        return database.first(
                reach,
                SELECT + " WHERE organization_id = ? AND id = ?",
                ServiceAccountRows::account,
                organization.value(),
                id);
    }

    public void insert(Session session, ServiceAccount account, String secretHash) {
        session.run(
                """
                INSERT INTO service_accounts (organization_id, id, client_id, secret_hash, display_name, owner_id,
                    is_enabled, calls_per_minute, is_unthrottled)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                account.organization().value(),
                account.id(),
                account.clientId(),
                secretHash,
                account.displayName(),
                account.owner(),
                account.isEnabled(),
                account.callsPerMinute(),
                account.isUnthrottled());
    }

    /** Writes the new state, unless someone else changed the account since it was read. */
    public boolean update(Session session, ServiceAccount account) {
        return session.run(
                        """
                        UPDATE service_accounts SET display_name = ?, owner_id = ?, is_enabled = ?, calls_per_minute = ?,
                            is_unthrottled = ?, version = version + 1
                        WHERE organization_id = ? AND id = ? AND version = ?
                        """,
                        account.displayName(),
                        account.owner(),
                        account.isEnabled(),
                        account.callsPerMinute(),
                        account.isUnthrottled(),
                        account.organization().value(),
                        account.id(),
                        account.version())
                == 1;
    }

    public void setSecret(Session session, OrganizationId organization, UUID id, String secretHash) {
        session.run(
                "UPDATE service_accounts SET secret_hash = ?, version = version + 1 WHERE organization_id = ? AND id = ?",
                secretHash,
                organization.value(),
                id);
    }

    public void delete(Session session, OrganizationId organization, UUID id) {
        session.run(
                "DELETE FROM role_assignments WHERE organization_id = ? AND principal_id = ?",
                organization.value(),
                id);
        session.run("DELETE FROM memberships WHERE organization_id = ? AND member_id = ?", organization.value(), id);
        session.run("DELETE FROM service_accounts WHERE organization_id = ? AND id = ?", organization.value(), id);
    }

    private static ServiceAccount account(ResultSet row) throws SQLException {
        return new ServiceAccount(
                row.getObject(1, UUID.class),
                new OrganizationId(row.getObject(2, UUID.class)),
                row.getString(3),
                row.getString(4),
                row.getObject(5, UUID.class),
                row.getBoolean(6),
                row.getObject(7, Integer.class),
                row.getBoolean(8),
                row.getObject(9, OffsetDateTime.class).toInstant(),
                row.getLong(10));
    }
}
