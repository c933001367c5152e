package io.tenantry.signin;

import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An application that people sign in to through the hub.
 *
 * @param organization whose people, and those of the organizations below it, it serves
 * @param isPublic whether it cannot keep a secret (a browser application, a command line) and proves itself by PKCE alone
 * @param redirectUris where browsers may be sent back to; compared character by character
 * @param logoutUris where browsers may be sent after signing out
 */
public record SignInClient(
        UUID id,
        OrganizationId organization,
        String clientId,
        String displayName,
        boolean isPublic,
        List<String> redirectUris,
        List<String> logoutUris,
        Instant createdAt) {
    public SignInClient {
        redirectUris = List.copyOf(redirectUris);
        logoutUris = List.copyOf(logoutUris);
    }
}
