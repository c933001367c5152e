package io.tenantry.platform.history;

import io.tenantry.kernel.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads which moment of the past somebody asks about. What is no longer kept is refused: an answer would be a wrong one. */
@Component
public class Past {
    /** What the parameter is called, in every dialect. */
    public static final String AS_OF = "asOf";

    private final HistorySettings settings;
    private final InstantSource clock;

    Past(HistorySettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The moment, or null when none is given. A date means its first moment in UTC.
     *
     * @throws Refusal (MALFORMED) when it is none, still to come, or longer ago than the past is kept
     */
    public @Nullable Instant moment(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Instant moment = parsed(text).truncatedTo(ChronoUnit.MICROS);
        Instant now = clock.instant();
        Refusal.unless(!moment.isAfter(now), Refusal.Reason.MALFORMED, AS_OF + " is still to come", AS_OF);
        Refusal.unless(
                !moment.isBefore(now.minus(settings.kept())),
                Refusal.Reason.MALFORMED,
                AS_OF + " is longer ago than the past is kept, which is "
                        + settings.kept().toDays() + " days",
                AS_OF);
        return moment;
    }

    /** Versions that ended before this are not needed any more. */
    public Instant horizon() {
        return clock.instant().minus(settings.kept());
    }

    private static Instant parsed(String text) {
        try {
            return text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notAMoment) {
            throw new Refusal(
                    Refusal.Reason.MALFORMED,
                    AS_OF + " is a date such as 2026-06-30 or a moment such as 2026-06-30T12:00:00Z",
                    AS_OF);
        }
    }
}
