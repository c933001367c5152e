package io.tenantry.console.lists;

import io.tenantry.console.Words;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a row under one column.
 *
 * @param text as it is shown, and written to files
 * @param link where it leads, or null
 * @param look how it is dressed
 * @param sub a second line for the screen, or null
 */
public record Cell(
        String text,
        @Nullable String link,
        Look look,
        @Nullable String sub) {
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
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public static Cell of(@Nullable String text) {
        return new Cell(text == null ? "" : text, null, Look.PLAIN, null);
    }

    public static Cell linked(String text, String link) {
        return new Cell(text, link, Look.PLAIN, null);
    }

    public static Cell number(long number) {
        return new Cell(Words.ENGLISH.number(number), null, Look.NUMBER, null);
    }

    public static Cell moment(@Nullable Instant moment) {
        return of(moment == null ? null : Words.ENGLISH.moment(moment));
    }

    public static Cell badge(String text, Look look) {
        return new Cell(text, null, look, null);
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
        return new Cell(text, link, look, second);
    }
}
