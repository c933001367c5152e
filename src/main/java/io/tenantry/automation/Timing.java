package io.tenantry.automation;

import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.TimeZones;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A rule for times, in the local time of a zone. A local time that a change of clocks leaves out comes later by as much; one that
 * comes twice is meant the first time. There are no times before 1970, nor after {@link #LAST_YEAR}.
 */
public sealed interface Timing {
    /** The last year there are times in. */
    int LAST_YEAR = 9998;

    /** By then all times are over. */
    Instant END = Instant.parse("9999-01-01T00:00:00Z");

    Zone zone();

    /** What it is called. */
    String kind();

    /** Its rule as it is written. */
    String rule();

    /** Its first time after a moment for somebody, or null when there is none any more, or none yet. */
    @Nullable
    Instant after(Instant moment, Whose whose);

    /**
     * Where the local time is: a place such as Europe/Zurich, also as Windows calls it (W. Europe Standard Time), wherever the person
     * is, or wherever the organization is. A person whose zone is not known is where the organization is, which is at UTC unless its
     * settings tell a {@code timeZone}.
     */
    record Zone(String name) {
        private static final String PERSON = "person";
        private static final String ORGANIZATION = "organization";

        public Zone {
            Refusal.unless(
                    name.equals(PERSON) || name.equals(ORGANIZATION) || place(name) != null,
                    Refusal.Reason.MALFORMED,
                    "A time zone is one such as Europe/Zurich or UTC, or 'person' or 'organization'",
                    "timeZone");
        }

        /** Whether it differs from one person to another. */
        public boolean isPersonal() {
            return name.equals(PERSON);
        }

        /** Where that is for somebody. */
        public ZoneId of(Whose whose) {
            ZoneId fixed = place(name);
            if (fixed != null) {
                return fixed;
            }
            ZoneId person = name.equals(PERSON) ? place(whose.personZone()) : null;
            ZoneId organization = person == null ? place(whose.organizationZone()) : person;
            return organization == null ? ZoneOffset.UTC : organization;
        }

        private static @Nullable ZoneId place(@Nullable String name) {
            return name == null ? null : TimeZones.named(name);
        }
    }

    /**
     * What is known of whoever a job is for.
     *
     * @param personZone as it stands with the person, which may be no zone at all
     */
    record Whose(
            @Nullable String personZone,
            @Nullable String organizationZone,
            @Nullable LocalDate hiredOn,
            @Nullable LocalDate leavesOn) {
        /** Somebody or something of whom nothing is known. */
        public static final Whose NOBODY = new Whose(null, null, null, null);

        /** Somebody to whom local times come last of all. */
        static final Whose WESTERNMOST = new Whose("-12:00", "-12:00", null, null);
    }

    /** A timing that comes once. */
    sealed interface Single extends Timing {
        /** Its time for somebody, whether over or not; null when it is not known yet, or beyond the calendar. */
        @Nullable
        Instant time(Whose whose);

        @Override
        default @Nullable Instant after(Instant moment, Whose whose) {
            Instant time = time(whose);
            return time == null || !time.isAfter(moment) ? null : time;
        }
    }

    /** One time. */
    record Once(LocalDateTime at, Zone zone) implements Single {
        @Override
        public String kind() {
            return "once";
        }

        @Override
        public String rule() {
            return at.toString();
        }

        @Override
        public @Nullable Instant time(Whose whose) {
            return kept(at.atZone(zone.of(whose)).toInstant());
        }

        private static Once read(String rule, Zone zone) {
            try {
                return new Once(LocalDateTime.parse(rule), zone);
            } catch (DateTimeParseException no) {
                throw malformed("The rule of a schedule that comes once is a local time such as 2026-11-30T08:00");
            }
        }
    }

    /**
     * Times by a calendar: seconds, minutes, hours, days, months and days of the week. A rule for any hour runs through changes of
     * clocks as time itself does; one for certain hours keeps to local time.
     */
    record Cron(String rule, Zone zone) implements Timing {
        public Cron {
            new CronTimes(rule);
        }

        @Override
        public String kind() {
            return "cron";
        }

        @Override
        public @Nullable Instant after(Instant moment, Whose whose) {
            Instant next = new CronTimes(rule).after(moment, zone.of(whose));
            return next == null ? null : kept(next);
        }
    }

    /** Times that are equally far apart. Days are 24 hours here, whatever clocks do. */
    record Interval(Duration every, Zone zone) implements Timing {
        private static final Duration LEAST = Duration.ofMinutes(1);

        public Interval {
            Refusal.unless(
                    every.compareTo(LEAST) >= 0,
                    Refusal.Reason.MALFORMED,
                    "The rule's interval is at least a minute",
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
        public @Nullable Instant after(Instant moment, Whose whose) {
            return Duration.between(moment, END).compareTo(every) < 0 ? null : moment.plus(every);
        }

        private static Interval read(String rule, Zone zone) {
            try {
                return new Interval(Duration.parse(rule), zone);
            } catch (DateTimeParseException no) {
                throw malformed("The rule of a schedule by interval is a duration such as PT6H");
            }
        }
    }

    /**
     * A local time on a day that stands with the person, or so many days before or after it. It comes once that day is known, and
     * moves with it.
     */
    record Attribute(Day day, int days, LocalTime at, Zone zone) implements Single {
        private static final Pattern RULE = Pattern.compile(
                "(employeeHireDate|employeeLeaveDate)([+-][0-9]{1,3})?[ T]([0-9]{2}:[0-9]{2}(:[0-9]{2})?)");

        /** The days that a person has. */
        public enum Day {
            HIRED("employeeHireDate"),
            LEAVES("employeeLeaveDate");

            private final String wireName;

            Day(String wireName) {
                this.wireName = wireName;
            }
        }

        @Override
        public String kind() {
            return "attribute";
        }

        @Override
        public String rule() {
            return day.wireName + (days == 0 ? "" : days > 0 ? "+" + days : String.valueOf(days)) + " " + at;
        }

        @Override
        public @Nullable Instant time(Whose whose) {
            LocalDate known = switch (day) {
                case HIRED -> whose.hiredOn();
                case LEAVES -> whose.leavesOn();
            };
            return known == null || Math.abs(known.getYear()) > LAST_YEAR
                    ? null
                    : kept(known.plusDays(days)
                            .atTime(at)
                            .atZone(zone.of(whose))
                            .toInstant());
        }

        private static Attribute read(String rule, Zone zone) {
            Matcher matcher = RULE.matcher(rule.strip());
            if (!matcher.matches()) {
                throw malformed("The rule of a schedule by attribute looks like employeeHireDate 08:00 or"
                        + " employeeLeaveDate-1 17:00");
            }
            try {
                return new Attribute(
                        matcher.group(1).equals(Day.HIRED.wireName) ? Day.HIRED : Day.LEAVES,
                        matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2)),
                        LocalTime.parse(matcher.group(3)),
                        zone);
            } catch (DateTimeParseException no) {
                throw malformed("The rule has no time of day: " + matcher.group(3) + " is none");
            }
        }
    }

    private static @Nullable Instant kept(Instant time) {
        return time.isBefore(END) ? time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time : null;
    }

    private static Refusal malformed(String message) {
        return new Refusal(Refusal.Reason.MALFORMED, message, "rule");
    }

    /**
     * The timing of a kind.
     *
     * @throws Refusal (MALFORMED) when the rule is none of that kind, or there is no such zone
     */
    static Timing of(String kind, String rule, String zone) {
        Zone place = new Zone(zone);
        return switch (kind) {
            case "once" -> Once.read(rule, place);
            case "cron" -> new Cron(rule, place);
            case "interval" -> Interval.read(rule, place);
            case "attribute" -> Attribute.read(rule, place);
            default ->
                throw new Refusal(
                        Refusal.Reason.MALFORMED,
                        "A schedule is of the kind once, cron, interval or attribute",
                        "kind");
        };
    }
}
