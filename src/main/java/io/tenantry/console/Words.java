package io.tenantry.console;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How the console's pages write moments and numbers. Pages have it as {@code words}. */
public final class Words {
    public static final Words ENGLISH = new Words();

    private static final DateTimeFormatter MOMENT = formatter("d MMM uuuu, HH:mm 'UTC'");
    private static final DateTimeFormatter DAY = formatter("d MMM uuuu");
    private static final long DAYS_TOLD = 60;

    private Words() {}

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    public String moment(Instant moment) {
        return MOMENT.format(moment);
    }

    public String day(Instant moment) {
        return DAY.format(moment);
    }

    /** {@code 1,204}. */
    public String number(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    /** {@code 1,204.50}. */
    public String amount(BigDecimal amount) {
        return String.format(Locale.ENGLISH, "%,.2f", amount);
    }

    /** {@code 1 person}, {@code 1,204 people}. */
    public String count(long number, String one, String many) {
        return number(number) + " " + (number == 1 ? one : many);
    }

    /** How long ago a moment is, or will be: {@code 3 days ago}, {@code in 5 hours}. */
    public String away(Instant moment, Instant now) {
        Duration between = Duration.between(now, moment);
        Duration length = between.abs();
        if (length.toMinutes() < 1) {
            return "just now";
        }
        if (length.toDays() > DAYS_TOLD) {
            return day(moment);
        }
        String told = length.toDays() > 0
                ? count(length.toDays(), "day", "days")
                : length.toHours() > 0
                        ? count(length.toHours(), "hour", "hours")
                        : count(length.toMinutes(), "minute", "minutes");
        return between.isNegative() ? told + " ago" : "in " + told;
    }
}
