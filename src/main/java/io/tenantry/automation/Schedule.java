package io.tenantry.automation;

import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * When jobs are to run.
 *
 * @param isPaused whether nothing of it runs for now
 */
public record Schedule(
        UUID id,
        OrganizationId organization,
        String name,
        Timing timing,
        Missed missed,
        boolean isPaused,
        Instant createdAt,
        Instant modifiedAt,
        long version) {
    private static final int NAME_MAX = 256;

    public Schedule {
        Refusal.unless(
                !name.isBlank() && name.length() <= NAME_MAX,
                Refusal.Reason.MALFORMED,
                "A schedule has a name of at most " + NAME_MAX + " characters",
                "name");
    }

    /** What becomes of times at which no node ran, or while the schedule was paused. */
    public enum Missed {
        /** They are left out. */
        SKIP("skip"),
        /** They are made up for, one after the other. */
        CATCH_UP("catchUp");

        private final String wireName;

        Missed(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }

        /** The one of this name. */
        public static Missed named(String wireName) {
            return switch (wireName) {
                case "skip" -> SKIP;
                case "catchUp" -> CATCH_UP;
                default -> throw new Refusal(Refusal.Reason.MALFORMED, "Missed times are skip or catchUp", "missed");
            };
        }
    }

    /** Stands for the time of a job whose day is not known yet. */
    public static final Instant NOT_YET = Instant.parse("9999-12-31T00:00:00Z");

    /** The first time of a job that waits for it, or {@link #NOT_YET}; null when its time is over. */
    public @Nullable Instant first(Instant now, Timing.Whose whose) {
        Instant next = timing.after(now, whose);
        if (next != null || !(timing instanceof Timing.Attribute)) {
            return next;
        }
        boolean isKnown = timing.after(Instant.EPOCH, whose) != null;
        return !isKnown ? NOT_YET : missed == Missed.CATCH_UP ? now : null;
    }

    /** Whether its times differ from one person to another. */
    public boolean isPersonal() {
        return timing instanceof Timing.Attribute || timing.zone().isPersonal();
    }

    /** The time of the job that follows one planned for a moment; null when none does. */
    public @Nullable Instant next(Instant planned, Instant now, Timing.Whose whose) {
        return switch (timing) {
            case Timing.Once once -> null;
            case Timing.Attribute attribute -> null;
            case Timing.Cron cron ->
                cron.after(missed == Missed.CATCH_UP || planned.isAfter(now) ? planned : now, whose);
            case Timing.Interval interval -> {
                Instant next = planned.plus(interval.every());
                if (missed == Missed.SKIP && next.isBefore(now)) {
                    long skipped = Duration.between(planned, now).dividedBy(interval.every());
                    next = planned.plus(interval.every().multipliedBy(skipped + 1));
                }
                yield next;
            }
        };
    }
}
