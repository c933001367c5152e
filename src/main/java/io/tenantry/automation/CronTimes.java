package io.tenantry.automation;

import io.tenantry.kernel.Refusal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/** The times that a rule of the kind cron means at one place, however clocks change there. */
final class CronTimes {
    private static final int FIELDS_WITHOUT_SECONDS = 5;
    private static final int HOURS = 2;

    private final CronExpression expression;

    /**
     * Reads a rule of five fields, whose second is zero, of six, or of one word such as {@code @daily}.
     *
     * @throws Refusal (MALFORMED) when it is none
     */
    CronTimes(String rule) {
        String plain = rule.strip().replaceAll("\\s+", " ");
        try {
            expression =
                    CronExpression.parse(plain.split(" ", -1).length == FIELDS_WITHOUT_SECONDS ? "0 " + plain : plain);
        } catch (IllegalArgumentException no) {
            throw new Refusal(
                    Refusal.Reason.MALFORMED,
                    "The rule of a schedule by cron looks like 0 8 * * MON-FRI, or is a word such as @daily",
                    "rule");
        }
    }

    /** The first time after a moment, or null when there is none. */
    @Nullable
    Instant after(Instant moment, ZoneId place) {
        ZoneRules rules = place.getRules();
        return isForEveryHour() ? asTimePasses(moment, rules) : byTheClock(moment, rules);
    }

    private boolean isForEveryHour() {
        String hours = expression.toString().split(" ", -1)[HOURS];
        return hours.equals("*") || hours.equals("*/1");
    }

    /** Whatever clocks show, from one change of theirs to the next. */
    private @Nullable Instant asTimePasses(Instant moment, ZoneRules rules) {
        ZoneOffset offset = rules.getOffset(moment);
        LocalDateTime local = expression.next(LocalDateTime.ofInstant(moment, offset));
        ZoneOffsetTransition change = rules.nextTransition(moment);
        while (local != null && change != null && !local.toInstant(offset).isBefore(change.getInstant())) {
            offset = change.getOffsetAfter();
            local = expression.next(change.getDateTimeAfter().minusNanos(1));
            change = rules.nextTransition(change.getInstant());
        }
        return local == null ? null : local.toInstant(offset);
    }

    /**
     * Each local time once. Those that a change of clocks leaves out come among those after it, so one that is further on may come
     * before them.
     */
    private @Nullable Instant byTheClock(Instant moment, ZoneRules rules) {
        Instant first = null;
        LocalDateTime local = expression.next(shown(moment, rules));
        while (local != null && (first == null || local.isBefore(shownAt(first, rules)))) {
            Instant time = instant(local, rules);
            if (time.isAfter(moment) && (first == null || time.isBefore(first))) {
                first = time;
            }
            local = expression.next(local);
        }
        return first;
    }

    /** What clocks show, or would show if they had not just been put forward: what they left out is still to come. */
    private static LocalDateTime shown(Instant moment, ZoneRules rules) {
        ZoneOffsetTransition last = rules.previousTransition(moment.plusNanos(1));
        boolean isLeftOut = last != null
                && last.isGap()
                && moment.isBefore(last.getInstant().plus(last.getDuration()));
        return LocalDateTime.ofInstant(moment, isLeftOut ? last.getOffsetBefore() : rules.getOffset(moment));
    }

    private static LocalDateTime shownAt(Instant moment, ZoneRules rules) {
        return LocalDateTime.ofInstant(moment, rules.getOffset(moment));
    }

    /** Later by as much as is left out, and the first where it comes twice. */
    private static Instant instant(LocalDateTime local, ZoneRules rules) {
        ZoneOffsetTransition change = rules.getTransition(local);
        return local.toInstant(change == null ? rules.getOffset(local) : change.getOffsetBefore());
    }
}
