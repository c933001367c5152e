package io.tenantry.signin;

import io.tenantry.credentials.SignInProof;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.UUID;

/**
 * Somebody whose browser is signed in to the hub.
 *
 * @param session his browser's session
 * @param since when he proved who he is
 * @param proof how he did
 */
public record SignedIn(OrganizationId organization, UUID user, UUID session, Instant since, SignInProof proof) {}
