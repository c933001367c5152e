package io.tenantry.signin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that signs tokens, or did.
 *
 * @param id the {@code kid} in the tokens it signed
 * @param followedAt when another key took over, or null while it is the current one
 */
public record SigningKey(
        String id, Instant createdAt, @Nullable Instant followedAt) {}
