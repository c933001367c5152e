package io.tenantry.platform.csv;

import java.util.Locale;

/**
 * How a CSV file is laid out: told from its first lines, and kept so that the result looks like the file it answers.
 *
 * @param preamble records before the header: Excel's {@code sep=;} and the version line of Entra's templates
 */
public record CsvShape(char separator, String newline, int preamble) {
    private static final String EXCEL_SEPARATOR = "sep=";
    private static final String TEMPLATE_VERSION = "version:";
    private static final String SEPARATORS = ",;\t";

    /** Looks at the beginning of a file. */
    public static CsvShape of(String head) {
        Lines lines = new Lines(head);
        String line = lines.next();
        int preamble = 0;
        char separator = 0;
        if (line.length() > EXCEL_SEPARATOR.length()
                && line.regionMatches(true, 0, EXCEL_SEPARATOR, 0, EXCEL_SEPARATOR.length())) {
            separator = line.charAt(EXCEL_SEPARATOR.length());
            preamble++;
            line = lines.next();
        }
        if (line.replace("\"", "").strip().toLowerCase(Locale.ROOT).startsWith(TEMPLATE_VERSION)) {
            preamble++;
            line = lines.next();
        }
        return new CsvShape(separator == 0 ? commonest(line) : separator, newline(head), preamble);
    }

    private static char commonest(String header) {
        char best = ',';
        int most = 0;
        for (int at = 0; at < SEPARATORS.length(); at++) {
            int count = countOutsideQuotes(header, SEPARATORS.charAt(at));
            if (count > most) {
                most = count;
                best = SEPARATORS.charAt(at);
            }
        }
        return best;
    }

    private static int countOutsideQuotes(String line, char wanted) {
        int count = 0;
        boolean quoted = false;
        for (int at = 0; at < line.length(); at++) {
            char here = line.charAt(at);
            if (here == '"') {
                quoted = !quoted;
            } else if (here == wanted && !quoted) {
                count++;
            }
        }
        return count;
    }

    private static String newline(String head) {
        int feed = head.indexOf('\n');
        int carriage = head.indexOf('\r');
        if (carriage >= 0 && (feed < 0 || carriage < feed)) {
            return feed == carriage + 1 ? "\r\n" : "\r";
        }
        return "\n";
    }

    /** The lines of the head that are not blank. A line break inside quotes does not end a line. */
    private static final class Lines {
        private final String text;
        private int at;

        Lines(String text) {
            this.text = text;
        }

        String next() {
            while (at < text.length() && (text.charAt(at) == '\n' || text.charAt(at) == '\r')) {
                at++;
            }
            int start = at;
            boolean quoted = false;
            while (at < text.length()) {
                char here = text.charAt(at);
                if (here == '"') {
                    quoted = !quoted;
                } else if (!quoted && (here == '\n' || here == '\r')) {
                    break;
                }
                at++;
            }
            return text.substring(start, at);
        }
    }
}
