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
        name = named(name);
    }

    /**
     * A name that a schedule may have.
     *
     * @throws Refusal (MALFORMED) when it is empty or too long
     */
    static String named(String name) {
        Refusal.unless(
                !name.isBlank() && name.length() <= NAME_MAX,
                Refusal.Reason.MALFORMED,
                "A schedule has a name of at most " + NAME_MAX + " characters",
                "name");
        return name;
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
        if (next != null || !(timing instanceof Timing.Attribute day)) {
            return next;
        }
        return day.time(whose) == null ? NOT_YET : missed == Missed.CATCH_UP ? now : null;
    }

    /** Whether its times differ from one person to another. */
    public boolean isPersonal() {
        return switch (timing) {
            case Timing.Attribute day -> true;
            case Timing.Interval interval -> false;
            case Timing.Once once -> once.zone().isPersonal();
            case Timing.Cron cron -> cron.zone().isPersonal();
        };
    }

    /**
     * The time of a job that waits already, now that the schedule or the person may not be as they were when it was given. It stays
     * unless something speaks against it. One that came while the schedule was paused was missed; any other whose time has come is
     * about to run.
     *
     * @param planned its time so far, which may be {@link #NOT_YET}
     * @param before how the schedule was
     * @return null when its time has passed and is left out
     */
    public @Nullable Instant retimed(Instant planned, Schedule before, Instant now, Timing.Whose whose) {
        boolean hasCome = !planned.isAfter(now);
        boolean isLeftOut = before.isPaused && !isPaused && missed == Missed.SKIP;
        return switch (timing) {
            case Timing.Single single -> {
                Instant time = single.time(whose);
                if (time == null || time.isAfter(now) || isPaused) {
                    yield time == null ? NOT_YET : time;
                }
                yield hasCome && !isLeftOut ? planned : missed == Missed.CATCH_UP ? now : null;
            }
            case Timing.Cron cron -> {
                boolean isKept = cron.equals(before.timing)
                        && (hasCome || planned.equals(cron.after(planned.minusNanos(1), whose)));
                yield !isKept ? first(now, whose) : hasCome && isLeftOut ? next(planned, now, whose) : planned;
            }
            case Timing.Interval interval -> {
                boolean isKept = before.timing instanceof Timing.Interval was
                        && was.every().equals(interval.every())
                        && !planned.equals(NOT_YET);
                yield !isKept ? first(now, whose) : hasCome && isLeftOut ? next(planned, now, whose) : planned;
            }
        };
    }

    /** The time of the job that follows one planned for a moment; null when none does. */
    public @Nullable Instant next(Instant planned, Instant now, Timing.Whose whose) {
        return switch (timing) {
            case Timing.Single single -> null;
            case Timing.Cron cron ->
                cron.after(missed == Missed.CATCH_UP || planned.isAfter(now) ? planned : now, whose);
            case Timing.Interval interval -> {
                Instant next = interval.after(planned, whose);
                if (missed == Missed.SKIP && next != null && next.isBefore(now)) {
                    long skipped = Duration.between(planned, now).dividedBy(interval.every());
                    next = interval.after(planned.plus(interval.every().multipliedBy(skipped)), whose);
                }
                yield next;
            }
        };
    }
}
