package io.tenantry.api.cloudcockpit;

import io.tenantry.kernel.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Days and moments in parameters; what does not say in which zone is in UTC. */
final class Moments {
    private static final int DAY_LENGTH = 10;
    private static final int YEAR_MIN = 1;
    private static final int YEAR_MAX = 9999;

    private Moments() {}

    /**
     * The moment that a parameter tells.
     *
     * @param usual when it tells none
     * @param toTheEnd whether a day means its end and not its beginning
     */
    static Instant of(Parameters parameters, String name, Instant usual, boolean toTheEnd) {
        String text = parameters.text(name);
        if (text == null) {
            return usual;
        }
        try {
            OffsetDateTime moment = moment(text.strip(), toTheEnd);
            if (moment.getYear() >= YEAR_MIN && moment.getYear() <= YEAR_MAX) {
                return moment.toInstant();
            }
        } catch (DateTimeException notAMoment) {
            // told below, as for a year that nobody means
        }
        throw new Refusal(
                Refusal.Reason.MALFORMED,
                "'" + name + "' has to be a day such as 2026-01-31, or a moment such as 2026-01-31T08:00:00Z",
                name);
    }

    private static OffsetDateTime moment(String text, boolean toTheEnd) {
        if (text.length() == DAY_LENGTH) {
            LocalDate day = LocalDate.parse(text);
            LocalDateTime moment =
                    toTheEnd ? day.plusDays(1).atStartOfDay().minus(1, ChronoUnit.MICROS) : day.atStartOfDay();
            return moment.atOffset(ZoneOffset.UTC);
        }
        boolean hasZone = text.endsWith("Z") || text.matches(".*[+-]\\d\\d:\\d\\d");
        // A plus sign in a query that was not encoded arrives as a space.
        String whole = text.replace(' ', '+');
        return hasZone || whole.indexOf('+') > 0
                ? OffsetDateTime.parse(whole)
                : LocalDateTime.parse(text).atOffset(ZoneOffset.UTC);
    }
}
