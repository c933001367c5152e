package io.tenantry.events.internal;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the audit trail or the outbox tells, before it is an event. */
record Happening(
        UUID organization,
        UUID source,
        Instant occurredAt,
        String action,
        boolean failed,
        Thing thing,
        @Nullable Doer doer,
        @Nullable String correlationId,
        @Nullable String reason,
        @Nullable JsonNode before,
        @Nullable JsonNode after) {
    /** What it happened to. */
    record Thing(
            String kind,
            @Nullable String id,
            @Nullable String name,
            @Nullable Long version) {}

    /** Who did it, and as whom. */
    record Doer(
            @Nullable UUID id,
            String kind,
            String name,
            @Nullable UUID onBehalfOfId,
            @Nullable String onBehalfOf) {}
}
