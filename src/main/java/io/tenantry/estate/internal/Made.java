package io.tenantry.estate.internal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An organization as it was made. */
public record Made(
        UUID id,
        String kind,
        String name,
        String domain,
        @Nullable UUID tenantId,
        int people) {}
