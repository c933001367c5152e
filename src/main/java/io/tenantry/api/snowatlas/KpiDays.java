package io.tenantry.api.snowatlas;

import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/** The days that somebody asks the figures of, both included. Days are those of UTC. */
record KpiDays(LocalDate from, LocalDate to) {
    private static final String FROM = "fromDate";
    private static final String TO = "toDate";

    static KpiDays of(HttpServletRequest request) {
        request.getParameterMap().keySet().forEach(name -> {
            String shown = Shortened.of(name);
            Refusal.unless(
                    name.equals(FROM) || name.equals(TO),
                    Refusal.Reason.MALFORMED,
                    "There is no parameter '" + shown + "' here",
                    shown);
        });
        return new KpiDays(day(request, FROM), day(request, TO));
    }

    private static LocalDate day(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        if (values != null && values.length == 1) {
            try {
                String text = values[0].strip().toUpperCase(Locale.ROOT);
                return text.indexOf('T') < 0
                        ? LocalDate.parse(text)
                        : OffsetDateTime.parse(text)
                                .withOffsetSameInstant(ZoneOffset.UTC)
                                .toLocalDate();
            } catch (DateTimeException notADate) {
                // told below, as for none at all
            }
        }
        throw new Refusal(
                Refusal.Reason.MALFORMED,
                "'" + name + "' is needed, a date and time such as 2024-05-01T00:00:00Z",
                name);
    }
}
