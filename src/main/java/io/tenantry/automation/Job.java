package io.tenantry.automation;

import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run of a command block for one target, or for all members of a group together.
 *
 * @param parent the job for many that this one is a part of
 * @param isParent whether it is itself such a job
 * @param organizationName names here are those of when the job was made
 * @param actorName who asked for it
 * @param plannedAt for when it was planned; null when it was to run at once
 * @param startedAt when its first step began
 * @param errorCode why it failed, for programs
 * @param undoes the job whose effects it takes back, or null
 */
public record Job(
        UUID id,
        OrganizationId organization,
        @Nullable UUID parent,
        boolean isParent,
        UUID blockId,
        String blockIdentifier,
        int blockVersion,
        TargetKind targetKind,
        @Nullable UUID userId,
        @Nullable String userUpn,
        @Nullable UUID groupId,
        @Nullable String groupName,
        @Nullable UUID deviceId,
        @Nullable String deviceName,
        String organizationName,
        String actorName,
        @Nullable UUID actorOrganization,
        @Nullable String actorOrganizationName,
        @Nullable UUID setId,
        @Nullable String setName,
        @Nullable UUID setBlockId,
        @Nullable UUID scheduleId,
        @Nullable String scheduleName,
        @Nullable Instant plannedAt,
        JobStatus status,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        @Nullable UUID undoes) {}
