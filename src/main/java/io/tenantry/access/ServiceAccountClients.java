package io.tenantry.access;

import io.tenantry.access.internal.ServiceAccountRows;
import io.tenantry.tenancy.OrganizationId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Service accounts as whoever issues tokens needs to know them. */
@Component
public class ServiceAccountClients {
    private final ServiceAccountRows rows;

    ServiceAccountClients(ServiceAccountRows rows) {
        this.rows = rows;
    }

    /**
     * An enabled service account of a living organization.
     *
     * @param secretHash what {@link Secrets#matches} compares its secret with
     */
    public record Client(
            UUID id, OrganizationId organization, String clientId, String displayName, String secretHash) {}

    /** The enabled service account with this client id, or null. */
    public @Nullable Client named(String clientId) {
        return rows.client("s.client_id = ?", clientId);
    }

    /** The enabled service account with this id, or null. */
    public @Nullable Client withId(UUID id) {
        return rows.client("s.id = ?", id);
    }
}
