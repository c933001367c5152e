package io.tenantry.usage;

import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is sent an organization's savings, how often, and in which forms.
 *
 * @param recipientHome where the recipient lives, perhaps far above
 * @param recipient a person of the hub, who has to have the right to see savings whenever one is sent
 * @param problem why the last one was not sent, or null
 */
public record SavingReport(
        OrganizationId organization,
        UUID id,
        Every every,
        List<Format> formats,
        OrganizationId recipientHome,
        UUID recipient,
        boolean enabled,
        Instant nextAt,
        @Nullable Instant lastAt,
        @Nullable String problem) {
    public SavingReport {
        formats = List.copyOf(formats);
    }

    /** How often it is sent, always at six in the morning (UTC). */
    public enum Every {
        DAY,
        /** On Mondays. */
        WEEK,
        /** On the first of each month. */
        MONTH;

        private static final LocalTime MORNING = LocalTime.of(6, 0);

        public String stored() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** When the next one is due. */
        public Instant after(Instant now) {
            LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
            LocalDate next = switch (this) {
                case DAY -> today.plusDays(1);
                case WEEK -> today.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
                case MONTH -> today.with(TemporalAdjusters.firstDayOfNextMonth());
            };
            return next.atTime(MORNING).toInstant(ZoneOffset.UTC);
        }

        /**
         * The one of this name.
         *
         * @throws Refusal (MALFORMED) when there is none
         */
        public static Every named(String name) {
            return Arrays.stream(values())
                    .filter(every -> every.stored().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new Refusal(
                            Refusal.Reason.MALFORMED, "A report is sent every day, week or month", "every"));
        }
    }

    /** What the savings are written as. */
    public enum Format {
        CSV,
        PDF;

        public String stored() {
            return name().toLowerCase(Locale.ROOT);
        }

        public String mediaType() {
            return this == CSV ? "text/csv" : "application/pdf";
        }

        /**
         * The one of this name.
         *
         * @throws Refusal (MALFORMED) when there is none
         */
        public static Format named(String name) {
            return Arrays.stream(values())
                    .filter(format -> format.stored().equals(name))
                    .findFirst()
                    .orElseThrow(
                            () -> new Refusal(Refusal.Reason.MALFORMED, "A report is written as csv or pdf", "format"));
        }
    }
}
