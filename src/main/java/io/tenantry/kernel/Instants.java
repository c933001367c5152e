package io.tenantry.kernel;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Moments as {@code 2026-05-04T09:30:00Z}: written with a fraction only where there is one, at a tenth of a formatter's cost, and
 * read as far as anybody means them.
 */
public final class Instants {
    private static final int NANOS = 1000;
    private static final long YEAR_0 = -62_167_219_200L;
    private static final long YEAR_10_000 = 253_402_300_800L;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private Instants() {}

    /** Whether a moment lies in the years 1 to 9999, which every clock, client and database knows. */
    public static boolean isUsual(Instant instant) {
        return !instant.isBefore(EARLIEST) && !instant.isAfter(LATEST);
    }

    /** The moment that a text stands for; null when it stands for none, or for one that is not usual. */
    public static @Nullable Instant read(String text) {
        try {
            Instant instant = Instant.parse(text);
            return isUsual(instant) ? instant : null;
        } catch (DateTimeException none) {
            return null;
        }
    }

    /** The moment in UTC. Microseconds are what the database keeps; whatever is finer or far away is left to the formatter. */
    public static String text(Instant instant) {
        long second = instant.getEpochSecond();
        if (second < YEAR_0 || second >= YEAR_10_000 || instant.getNano() % NANOS != 0) {
            return instant.toString();
        }
        LocalDateTime utc = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(27);
        padded(text, utc.getYear(), 1000).append('-');
        padded(text, utc.getMonthValue(), 10).append('-');
        padded(text, utc.getDayOfMonth(), 10).append('T');
        padded(text, utc.getHour(), 10).append(':');
        padded(text, utc.getMinute(), 10).append(':');
        padded(text, utc.getSecond(), 10);
        int micros = instant.getNano() / NANOS;
        if (micros > 0) {
            padded(text.append('.'), micros, 100_000);
        }
        return text.append('Z').toString();
    }

    private static StringBuilder padded(StringBuilder text, int number, int places) {
        for (int place = places; place > 1 && number < place; place /= 10) {
            text.append('0');
        }
        return text.append(number);
    }
}
