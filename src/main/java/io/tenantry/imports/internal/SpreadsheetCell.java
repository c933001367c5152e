package io.tenantry.imports.internal;

/**
 * Text that a spreadsheet shows and never runs. Cells that begin like a formula get an apostrophe in front, and reading takes
 * exactly that apostrophe away again, so that a file written here and read here says the same.
 */
final class SpreadsheetCell {
    private SpreadsheetCell() {}

    static String shown(String value) {
        return beginsLikeFormula(value, 0) ? "'" + value : value;
    }

    static String meant(String cell) {
        return cell.startsWith("'") && beginsLikeFormula(cell, 1) ? cell.substring(1) : cell;
    }

    /** Looks past apostrophes: a name that really begins with {@code '=} must keep its own when it is read again. */
    private static boolean beginsLikeFormula(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == '\'') {
            at++;
        }
        return at < text.length()
                && switch (text.charAt(at)) {
                    case '=', '+', '-', '@', '\t', '\r', '\n' -> true;
                    default -> false;
                };
    }
}
