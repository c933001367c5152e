package io.tenantry.console.lists;

import io.tenantry.console.Words;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a row under one column.
 *
 * @param text as it is shown, and written to files
 * @param link where it leads, or null
 * @param look how it is dressed
 * @param sub a second line for the screen, or null
 * @param bars two shares of a whole to draw beside the text, or null
 */
public record Cell(
        String text,
        @Nullable String link,
        Look look,
        @Nullable String sub,
        @Nullable Bars bars) {
    /** How a cell is dressed. */
    public enum Look {
        PLAIN,
        NUMBER,
        GOOD,
        WARNING,
        BAD,
        QUIET;

        /** The name in style sheets. */
        public String css() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Two shares of a whole, one before the other, in per cent. */
    public record Bars(double front, double back) {}

    public static Cell of(@Nullable String text) {
        return new Cell(text == null ? "" : text, null, Look.PLAIN, null, null);
    }

    public static Cell linked(String text, String link) {
        return new Cell(text, link, Look.PLAIN, null, null);
    }

    public static Cell number(long number) {
        return new Cell(Words.ENGLISH.number(number), null, Look.NUMBER, null, null);
    }

    public static Cell amount(BigDecimal amount) {
        return new Cell(Words.ENGLISH.amount(amount), null, Look.NUMBER, null, null);
    }

    public static Cell moment(@Nullable Instant moment) {
        return of(moment == null ? null : Words.ENGLISH.moment(moment));
    }

    public static Cell badge(String text, Look look) {
        return new Cell(text, null, look, null, null);
    }

    public static Cell bars(String text, double front, double back) {
        return new Cell(text, null, Look.PLAIN, null, new Bars(front, back));
    }

    /** Any property's value, as people read it. */
    public static Cell value(@Nullable Object value) {
        return switch (value) {
            case null -> of(null);
            case Boolean flag -> of(flag ? "Yes" : "No");
            case Instant moment -> moment(moment);
            case List<?> texts ->
                of(String.join(", ", texts.stream().map(String::valueOf).toList()));
            default -> of(value.toString());
        };
    }

    public Cell with(String second) {
        return new Cell(text, link, look, second, bars);
    }
}
