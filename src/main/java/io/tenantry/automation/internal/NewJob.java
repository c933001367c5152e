package io.tenantry.automation.internal;

import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.Target;
import io.tenantry.automation.TargetKind;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job to be kept.
 *
 * @param plannedAt for when it is planned, or null for at once
 * @param secrets sensitive values, which are kept encrypted
 * @param undoes the job whose effects it takes back, or null
 */
record NewJob(
        UUID id,
        @Nullable UUID parent,
        boolean isParent,
        CommandBlock block,
        Target target,
        Asker asker,
        @Nullable Origin origin,
        @Nullable Instant plannedAt,
        Map<String, Object> input,
        Map<String, Object> secrets,
        @Nullable UUID undoes) {
    /** Whether its parts are known. Those of a group that is planned are who belongs to it when it starts. */
    boolean hasParts() {
        return isParent && (plannedAt == null || target.kind() == TargetKind.ORGANIZATION);
    }

    /**
     * Who asks for the job, and where it will run.
     *
     * @param actor who really asks
     * @param actingFor the person whose identity he has taken on
     */
    record Asker(
            UUID organization,
            String organizationName,
            UUID actor,
            @Nullable UUID actingFor,
            String name,
            @Nullable UUID home,
            @Nullable String homeName,
            String client) {}

    /** What made the job, where no caller did so himself. */
    record Origin(
            @Nullable UUID set,
            @Nullable String setName,
            @Nullable UUID setBlock,
            @Nullable UUID setRun,
            @Nullable UUID schedule,
            @Nullable String scheduleName) {}
}
