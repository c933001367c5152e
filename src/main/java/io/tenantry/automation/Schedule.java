package io.tenantry.automation;

import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

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

    /**
     * A rule for times, in the local time of a zone. A local time that a change of clocks leaves out comes later by as much; one that
     * comes twice is meant the first time.
     */
    public sealed interface Timing {
        ZoneId zone();

        /** What it is called. */
        String kind();

        /** Its rule as it is written. */
        String rule();

        /** Its first time after a moment, or null when there is none any more. */
        @Nullable
        Instant after(Instant moment);

        /** One time. */
        record Once(LocalDateTime at, ZoneId zone) implements Timing {
            @Override
            public String kind() {
                return "once";
            }

            @Override
            public String rule() {
                return at.toString();
            }

            @Override
            public @Nullable Instant after(Instant moment) {
                Instant time = at.atZone(zone).toInstant();
                return time.isAfter(moment) ? time : null;
            }
        }

        /** Times by a calendar: seconds, minutes, hours, days, months and days of the week. */
        record Cron(String rule, ZoneId zone) implements Timing {
            public Cron {
                expression(rule);
            }

            @Override
            public String kind() {
                return "cron";
            }

            @Override
            public @Nullable Instant after(Instant moment) {
                ZonedDateTime next = expression(rule).next(moment.atZone(zone));
                return next == null ? null : next.toInstant();
            }

            /** One of five fields means the second zero. */
            private static CronExpression expression(String rule) {
                String six = rule.strip().split("\\s+").length == 5 ? "0 " + rule.strip() : rule.strip();
                try {
                    return CronExpression.parse(six);
                } catch (IllegalArgumentException no) {
                    throw new Refusal(
                            Refusal.Reason.MALFORMED, "A rule of the kind cron looks like 0 8 * * MON-FRI", "rule");
                }
            }
        }

        /** Times that are equally far apart. Days are 24 hours here, whatever clocks do. */
        record Interval(Duration every, ZoneId zone) implements Timing {
            private static final Duration LEAST = Duration.ofMinutes(1);

            public Interval {
                Refusal.unless(
                        every.compareTo(LEAST) >= 0,
                        Refusal.Reason.MALFORMED,
                        "An interval is at least a minute",
                        "rule");
            }

            @Override
            public String kind() {
                return "interval";
            }

            @Override
            public String rule() {
                return every.toString();
            }

            @Override
            public Instant after(Instant moment) {
                return moment.plus(every);
            }
        }

        /**
         * The timing of a kind.
         *
         * @throws Refusal (MALFORMED) when the rule is none of that kind, or there is no such zone
         */
        static Timing of(String kind, String rule, String zone) {
            ZoneId place = zone(zone);
            try {
                return switch (kind) {
                    case "once" -> new Once(LocalDateTime.parse(rule), place);
                    case "cron" -> new Cron(rule, place);
                    case "interval" -> new Interval(Duration.parse(rule), place);
                    default ->
                        throw new Refusal(
                                Refusal.Reason.MALFORMED, "A schedule is of the kind once, cron or interval", "kind");
                };
            } catch (DateTimeParseException no) {
                throw new Refusal(
                        Refusal.Reason.MALFORMED,
                        "A rule is a local time such as 2026-11-30T08:00 for once, and a duration such as PT6H for interval",
                        "rule");
            }
        }

        private static ZoneId zone(String name) {
            try {
                return ZoneId.of(name);
            } catch (DateTimeException no) {
                throw new Refusal(
                        Refusal.Reason.MALFORMED, "A time zone is one such as Europe/Zurich or UTC", "timeZone");
            }
        }
    }

    /** The time of the job that follows one planned for a moment; null when none does. */
    public @Nullable Instant next(Instant planned, Instant now) {
        return switch (timing) {
            case Timing.Once once -> null;
            case Timing.Cron cron -> cron.after(missed == Missed.CATCH_UP || planned.isAfter(now) ? planned : now);
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
