package io.tenantry.credentials;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key that somebody signs in with.
 *
 * @param isSynced whether other devices of his may have it too
 * @param lastUsed null when it never was
 */
public record Passkey(
        UUID id,
        String name,
        boolean isSynced,
        Instant since,
        @Nullable Instant lastUsed) {}
