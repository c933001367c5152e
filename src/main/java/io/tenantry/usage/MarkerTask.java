package io.tenantry.usage;

import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Markers of many people, set in one request.
 *
 * @param organization whose task it is
 * @param name what kind of task, for people
 * @param request as it was asked
 * @param targets whom it is about, apart from those who are not there
 * @param done whose markers are as they were wanted
 * @param conflicts who was marked by somebody else after the task was made, and was left alone
 * @param missing how many of those named are not there
 * @param undoes the task that this one takes back, or null
 * @param problem why it failed as a whole, or null
 */
public record MarkerTask(
        OrganizationId organization,
        UUID id,
        String name,
        Map<String, Object> request,
        State state,
        long targets,
        long done,
        long conflicts,
        long missing,
        @Nullable UUID undoes,
        @Nullable String problem,
        String requestedBy,
        Instant createdAt,
        @Nullable Instant finishedAt) {
    /** How far it is. */
    public enum State {
        RUNNING,
        COMPLETE,
        FAILED
    }

    /** Those whose markers are not as they were wanted, or not yet. */
    public long failed() {
        return state == State.RUNNING ? conflicts + missing : targets - done + missing;
    }

    /**
     * What became of one of those a task is about.
     *
     * @param id as it was named
     * @param problem why the markers were not set, or null when they were
     */
    public record Result(String id, @Nullable String problem) {}
}
