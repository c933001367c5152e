package io.tenantry.usage.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as directories write them: Windows counts from the year 1601, others write digits one after the other (RFC 4517, 3.3.13). */
final class LdapTimes {
    private static final Pattern FILE_TIME = Pattern.compile("-?\\d{1,19}");
    private static final Pattern GENERALIZED =
            Pattern.compile("\\d{10}(\\d\\d(\\d\\d)?)?([.,]\\d{1,9})?(Z|[+-]\\d\\d(\\d\\d)?)");
    private static final long SECONDS_FROM_1601 = 11_644_473_600L;
    private static final long A_SECOND = 10_000_000L;

    private static final DateTimeFormatter DIGITS = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4)
            .appendPattern("MMddHH[mm[ss]]")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .appendOffset("+HHmm", "Z")
            .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
            .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
            .toFormatter(Locale.ROOT);

    private LdapTimes() {}

    /** A time as we write it, null where the directory says that there was none, and anything else as it stands. */
    static @Nullable String written(String text) {
        try {
            if (GENERALIZED.matcher(text).matches()) {
                return OffsetDateTime.parse(text.replace(',', '.'), DIGITS)
                        .toInstant()
                        .toString();
            }
            if (FILE_TIME.matcher(text).matches()) {
                long ticks = Long.parseLong(text);
                return ticks <= 0 || ticks == Long.MAX_VALUE
                        ? null
                        : ofTicks(ticks).toString();
            }
        } catch (DateTimeException | NumberFormatException none) {
            // It is told as it stands, and so is what is wrong with it.
        }
        return text;
    }

    private static Instant ofTicks(long ticks) {
        return Instant.ofEpochSecond(ticks / A_SECOND - SECONDS_FROM_1601, ticks % A_SECOND * 100);
    }
}
