package io.tenantry.provisioning;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the other system was last told of a person or a group, and what became of it.
 *
 * @param state current, failed or inactive
 * @param nextTryAt when it is tried again after it failed; null when it did not
 */
public record ToldObject(
        String kind,
        UUID localId,
        String name,
        @Nullable String remoteId,
        String state,
        @Nullable String problem,
        int tries,
        @Nullable Instant nextTryAt,
        Instant toldAt) {}
