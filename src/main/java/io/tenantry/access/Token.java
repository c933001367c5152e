package io.tenantry.access;

import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a verified access token says. It never says what its bearer may do: rights are asked for at every call.
 *
 * @param id the token's own id
 * @param grant the sign-in it came from and ends with, or null when a program fetched it for itself
 * @param principal the user or service account that calls
 * @param kind which of the two
 * @param actor who has taken on the principal's identity, or null when nobody has
 * @param organization where the principal lives
 * @param client the program that presents it
 */
public record Token(
        UUID id,
        @Nullable UUID grant,
        UUID principal,
        PrincipalKind kind,
        @Nullable UUID actor,
        OrganizationId organization,
        String client,
        Set<String> scopes,
        Instant expiresAt) {
    public Token {
        scopes = Set.copyOf(scopes);
    }
}
