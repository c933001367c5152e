package io.tenantry.audit;

import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One event of the trail, as it was written.
 *
 * @param sequence its place in the organization's chain, or null while it has no seal
 * @param onBehalfOf the sign-in name of the person whose identity the actor had taken on, or null
 * @param outcome {@code done}, {@code refused} or {@code failed}
 */
public record RecordedEvent(
        UUID id,
        OrganizationId organization,
        Instant occurredAt,
        @Nullable Long sequence,
        @Nullable UUID actorId,
        String actorKind,
        String actorName,
        @Nullable OrganizationId actorOrganization,
        @Nullable UUID onBehalfOfId,
        @Nullable String onBehalfOf,
        String action,
        String targetKind,
        @Nullable String targetId,
        @Nullable String targetName,
        @Nullable Long targetVersion,
        String outcome,
        @Nullable String reason,
        String correlationId,
        @Nullable JsonNode before,
        @Nullable JsonNode after) {}
