package io.tenantry.automation.internal;

import io.tenantry.automation.Target;
import io.tenantry.automation.TargetKind;
import io.tenantry.automation.internal.TargetRows.Place;
import io.tenantry.tenancy.OrganizationId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job that a lane has taken on.
 *
 * @param run the lane's run that holds it; whoever comes later has another
 * @param step the first step that is not done yet
 * @param attempts how often that one was tried already
 * @param isCancelled whether somebody wants no more of it
 * @param schedule what made it wait, and for when
 * @param undoes the job whose effects it takes back, or null
 * @param place its organization, or null when that is not there any more
 */
record Claimed(
        OrganizationId organization,
        UUID id,
        UUID run,
        boolean isParent,
        UUID block,
        int version,
        TargetKind kind,
        @Nullable UUID user,
        @Nullable UUID group,
        @Nullable String groupName,
        @Nullable UUID device,
        UUID actor,
        @Nullable UUID actingFor,
        String actorName,
        String client,
        int step,
        int attempts,
        String input,
        @Nullable String secrets,
        Instant startedAt,
        boolean isCancelled,
        @Nullable UUID schedule,
        @Nullable Instant plannedAt,
        @Nullable UUID undoes,
        @Nullable Place place) {
    /** A job for one of many, as it would be. */
    static Claimed imagined(NewJob job, Target person) {
        return new Claimed(
                new OrganizationId(job.asker().organization()),
                job.id(),
                job.id(),
                false,
                job.block().id(),
                job.block().version(),
                TargetKind.USER,
                person.id(),
                null,
                null,
                null,
                job.asker().actor(),
                job.asker().actingFor(),
                job.asker().name(),
                job.asker().client(),
                0,
                0,
                "",
                null,
                Instant.EPOCH,
                false,
                null,
                null,
                null,
                null);
    }

    /** The id of what it acts on. */
    UUID target() {
        return switch (kind) {
            case USER -> Objects.requireNonNull(user);
            case GROUP -> Objects.requireNonNull(group);
            case DEVICE -> Objects.requireNonNull(device);
            case ORGANIZATION -> organization.value();
        };
    }

    /** The same for every try of a step. */
    UUID effect(int position) {
        return UUID.nameUUIDFromBytes((id + "/" + position).getBytes(StandardCharsets.UTF_8));
    }

    /** The group it is for. */
    Target.Named groupNamed() {
        return new Target.Named(Objects.requireNonNull(group), String.valueOf(groupName));
    }
}
