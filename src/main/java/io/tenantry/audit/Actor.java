package io.tenantry.audit;

import io.tenantry.tenancy.OrganizationId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who acts, as the audit trail names him.
 *
 * @param id the user or service account; null for the hub itself and for callers who are not signed in
 * @param kind what acts
 * @param name the sign-in name or client id, as readers of the trail know it
 * @param organization where the actor lives; null where {@code id} is
 * @param onBehalfOf the person whose identity the actor has taken on, or null
 * @param correlationId ties together everything one request did, at most 128 characters
 * @param because why he does it, in his own words; null when he does not say
 */
public record Actor(
        @Nullable UUID id,
        Kind kind,
        String name,
        @Nullable OrganizationId organization,
        @Nullable Person onBehalfOf,
        String correlationId,
        @Nullable String because) {
    private static final int REASON_MAX = 500;

    /** Somebody who does not say why. */
    public Actor(
            @Nullable UUID id,
            Kind kind,
            String name,
            @Nullable OrganizationId organization,
            @Nullable Person onBehalfOf,
            String correlationId) {
        this(id, kind, name, organization, onBehalfOf, correlationId, null);
    }

    /** The same, who says why. */
    public Actor because(String reason) {
        String told = reason.length() <= REASON_MAX ? reason : reason.substring(0, REASON_MAX);
        return new Actor(id, kind, name, organization, onBehalfOf, correlationId, told);
    }

    public enum Kind {
        USER("user"),
        SERVICE_ACCOUNT("service account"),
        SYSTEM("system"),
        ANONYMOUS("anonymous");

        private final String stored;

        Kind(String stored) {
            this.stored = stored;
        }

        public String stored() {
            return stored;
        }
    }

    /** A person named beside the actor, and where he lives. */
    public record Person(UUID id, String name, OrganizationId organization) {}

    /** The hub acting by itself: bootstrap, purges, roll-ups. */
    public static Actor system(String correlationId) {
        return new Actor(null, Kind.SYSTEM, "tenantry", null, null, correlationId);
    }
}
