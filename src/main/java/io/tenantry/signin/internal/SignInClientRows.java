package io.tenantry.signin.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.signin.SignInClient;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table sign_in_clients. */
@Component
public class SignInClientRows {
    /** The hub itself asks, while an application names itself and nobody is known yet. */
    private static final Reach HUB = new Reach.Everything();

    private static final String SELECT = """
            SELECT id, organization_id, client_id, display_name, secret_hash, redirect_uris, logout_uris, created_at
            FROM sign_in_clients
            """;

    private final Database database;

    SignInClientRows(Database database) {
        this.database = database;
    }

    /** An application together with what is stored of its secret; null for a public one. */
    public record Row(SignInClient client, @Nullable String secretHash) {}

    @Nullable
    Row named(String clientId) {
        return database.first(HUB, SELECT + " WHERE client_id = ?", SignInClientRows::row, clientId);
    }

    @Nullable
    Row withId(UUID id) {
        return database.first(HUB, SELECT + " WHERE id = ?", SignInClientRows::row, id);
    }

    public List<SignInClient> list(Reach reach, OrganizationId organization) {
        return database.list(
                reach,
                SELECT + " WHERE organization_id = ? ORDER BY created_at, id",
                row -> row(row).client(),
                organization.value());
    }

    public void insert(Session session, SignInClient client, @Nullable String secretHash) {
        session.run(
                """
                INSERT INTO sign_in_clients (organization_id, id, client_id, secret_hash, display_name, redirect_uris,
                    logout_uris)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                client.organization().value(),
                client.id(),
                client.clientId(),
                secretHash,
                client.displayName(),
                client.redirectUris(),
                client.logoutUris());
    }

    /** Removes the application and ends what people let it do. */
    public boolean delete(Session session, OrganizationId organization, UUID id) {
        return session.run("DELETE FROM sign_in_clients WHERE organization_id = ? AND id = ?", organization.value(), id)
                == 1;
    }

    /** The people whose grants end may live in organizations below the application's. */
    public void endGrants(UUID client) {
        database.run(
                HUB, "UPDATE sign_in_grants SET ended_at = now() WHERE client_id = ? AND ended_at IS NULL", client);
    }

    private static Row row(ResultSet row) throws SQLException {
        String secretHash = row.getString(5);
        return new Row(
                new SignInClient(
                        row.getObject(1, UUID.class),
                        new OrganizationId(row.getObject(2, UUID.class)),
                        row.getString(3),
                        row.getString(4),
                        secretHash == null,
                        List.of((String[]) row.getArray(6).getArray()),
                        List.of((String[]) row.getArray(7).getArray()),
                        row.getObject(8, OffsetDateTime.class).toInstant()),
                secretHash);
    }
}
