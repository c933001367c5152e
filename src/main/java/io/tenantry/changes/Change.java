package io.tenantry.changes;

import io.tenantry.tenancy.OrganizationId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A plan, and how far it is.
 *
 * @param organization whose row it is: the first of {@code organizations}
 * @param organizations whose things it changes
 * @param title what it is for, or null
 * @param request as it was written
 * @param edits what kinds of edits it makes, see {@link EditKind}
 * @param undoes the change whose inverse it is, or null
 * @param hash of every target's before and after; whoever applies or approves the plan names it
 * @param missing what was named and is not there, the first thousand
 * @param cost what it changes about licences' costs, or null when it changes no licences
 * @param approvalReasons why somebody else has to agree; empty when nobody has to
 * @param problem why it was paused by itself, or null
 */
public record Change(
        UUID id,
        OrganizationId organization,
        List<OrganizationId> organizations,
        @Nullable String title,
        Subject subject,
        Map<String, ?> request,
        List<EditKind> edits,
        @Nullable UUID undoes,
        State state,
        String hash,
        Counts counts,
        Progress progress,
        List<String> missing,
        @Nullable Cost cost,
        List<String> approvalReasons,
        Person requestedBy,
        @Nullable Decision decision,
        @Nullable Person appliedBy,
        @Nullable String problem,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant finishedAt) {
    public Change {
        organizations = List.copyOf(organizations);
        edits = List.copyOf(edits);
        missing = List.copyOf(missing);
        approvalReasons = List.copyOf(approvalReasons);
    }

    /** Where a plan stands. */
    public enum State {
        /** It may be applied. */
        PLANNED,
        /** Somebody else has to agree first. */
        WAITING,
        APPROVED,
        REJECTED,
        /** Nobody applied it in time, and nobody can any more. */
        EXPIRED,
        APPLYING,
        PAUSED,
        /** It was stopped for good; what was changed stays changed. */
        CANCELLED,
        DONE;

        /** Whether nothing more will happen by itself. */
        public boolean isFinal() {
            return this == REJECTED || this == EXPIRED || this == CANCELLED || this == DONE;
        }
    }

    /**
     * What the plan found.
     *
     * @param planned to be changed
     * @param blocked not to be changed, each for a reason of its own
     * @param unchanged meant, but already as they are to be
     * @param privileged those among the planned and blocked who hold a role
     */
    public record Counts(long planned, long blocked, long unchanged, long privileged) {}

    /**
     * How far it is.
     *
     * @param perSecond how fast it goes, 0 while it does not
     */
    public record Progress(long done, long conflicts, long failed, long left, double perSecond) {
        /** In how many seconds it will be through, or null when that cannot be told. */
        public @Nullable Long secondsLeft() {
            return perSecond <= 0 ? null : (long) Math.ceil(left / perSecond);
        }
    }

    /**
     * What licences will cost more, or less where negative.
     *
     * @param perMonth by currency
     * @param unpriced how many licences of the plan have no known price
     */
    public record Cost(Map<String, BigDecimal> perMonth, long unpriced) {}

    /** Somebody, by the id and the name he had then; the hub itself has no id. */
    public record Person(@Nullable UUID id, String name) {}

    /** What the one who was asked decided. */
    public record Decision(Person by, Instant at, @Nullable String comment) {}

    /** What a change does, for rules and readers. */
    public enum EditKind {
        CREATE("create"),
        SET("set"),
        ENABLE("enable"),
        DISABLE("disable"),
        DELETE("delete"),
        RESTORE("restore"),
        MEMBERSHIPS("memberships"),
        LICENSES("licenses");

        private final String stored;

        EditKind(String stored) {
            this.stored = stored;
        }

        public String stored() {
            return stored;
        }

        /** The kind of this name, or null when there is none. */
        public static @Nullable EditKind ofStored(String stored) {
            return Arrays.stream(values())
                    .filter(kind -> kind.stored.equals(stored))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** What of it could not be taken back, in sentences; empty when all of it can be. */
    public List<String> notUndoable() {
        return edits.stream()
                .map(Change::lasting)
                .filter(sentence -> !sentence.isEmpty())
                .toList();
    }

    private static String lasting(EditKind kind) {
        return switch (kind) {
            case CREATE, SET, RESTORE, MEMBERSHIPS -> "";
            case ENABLE -> "Failed logons that were counted against an account are forgotten when it is enabled";
            case DISABLE -> "Sessions that end with an account stay ended";
            case DELETE ->
                "Who is deleted can be restored for 30 days; after that he is purged, with his password, and nothing brings him back";
            case LICENSES -> "A unit that is given back may be taken by somebody else before it is wanted again";
        };
    }
}
