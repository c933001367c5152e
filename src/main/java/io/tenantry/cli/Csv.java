package io.tenantry.cli;

/** Cells of comma-separated values (RFC 4180). */
final class Csv {
    private Csv() {}

    /** The text as a cell that no spreadsheet takes for a formula: an apostrophe before it makes it a text. */
    static String cell(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        String safe = formula ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
