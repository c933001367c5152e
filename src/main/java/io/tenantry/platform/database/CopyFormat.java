package io.tenantry.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** Values in the text form of COPY. */
public final class CopyFormat {
    private CopyFormat() {}

    /** Writes one value; between two stands a tab, and behind the last of a row a line feed. */
    public static void write(Writer out, @Nullable String value) throws IOException {
        put(out, value);
    }

    /** The same into a text. */
    public static void write(StringBuilder out, @Nullable String value) {
        try {
            put(out, value);
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }

    private static void put(Appendable out, @Nullable String value) throws IOException {
        if (value == null) {
            out.append("\\N");
            return;
        }
        for (int at = 0; at < value.length(); at++) {
            char here = value.charAt(at);
            switch (here) {
                case '\\' -> out.append("\\\\");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                // which no text in the database can hold
                case '\0' -> out.append(' ');
                default -> out.append(here);
            }
        }
    }
}
