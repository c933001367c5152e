package io.tenantry.events;

import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Something that happened.
 *
 * @param position its place among all events of the hub; {@code 0} for one that only one webhook is told of
 * @param data as its type's schema says
 */
public record Event(
        UUID id,
        OrganizationId organization,
        long position,
        EventType type,
        String objectKind,
        String objectId,
        Instant occurredAt,
        JsonNode data) {}
