package io.tenantry.federation.internal;

import java.time.Instant;
import java.util.UUID;

/**
 * A sign-in that was sent to a provider and has not come back. It travels in the browser's own cookie, encrypted, so that any
 * node can go on with it, and nobody but that browser.
 *
 * @param purpose tells it from other things that the hub encrypts
 * @param onward where the person wanted to go
 */
record PendingLogin(
        String purpose,
        UUID source,
        String state,
        String nonce,
        String verifier,
        String redirectUri,
        String onward,
        Instant expiresAt) {
    static final String PURPOSE = "sign-in with a provider";
}
