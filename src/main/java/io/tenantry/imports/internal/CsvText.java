package io.tenantry.imports.internal;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;

/** Writes cells the way a given file writes them: its separator, its line ends, its habit of quoting. */
final class CsvText implements Closeable {
    private final Writer out;
    private final char separator;
    private final String newline;
    private boolean begun;

    CsvText(Writer out, char separator, String newline) {
        this.out = out;
        this.separator = separator;
        this.newline = newline;
    }

    CsvText cell(String text, boolean quoted) throws IOException {
        if (begun) {
            out.write(separator);
        }
        begun = true;
        if (quoted || needsQuotes(text)) {
            out.write('"');
            out.write(text.replace("\"", "\"\""));
            out.write('"');
        } else {
            out.write(text);
        }
        return this;
    }

    void endRecord() throws IOException {
        out.write(newline);
        begun = false;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** Also quotes blanks at the ends, which reading takes for a slip otherwise. */
    private boolean needsQuotes(String text) {
        if (text.isEmpty()) {
            return false;
        }
        if (Character.isWhitespace(text.charAt(0)) || Character.isWhitespace(text.charAt(text.length() - 1))) {
            return true;
        }
        for (int at = 0; at < text.length(); at++) {
            char here = text.charAt(at);
            if (here == separator || here == '\n' || here == '\r' || (here == '"' && at == 0)) {
                return true;
            }
        }
        return false;
    }
}
