package io.tenantry.cli;

import io.tenantry.cli.Output.Column;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * A table no wider than the terminal. The first rows decide how wide the columns are; where there is not enough room, the widest
 * ones are cut. Into a file or another program, everything is written out.
 */
final class Table {
    private static final int ROWS_MEASURED = 100;
    private static final int UNLIMITED = Integer.MAX_VALUE;
    private static final String GAP = "  ";

    private final PrintWriter out;
    private final List<Column> columns;
    private final int width;

    Table(PrintWriter out, List<Column> columns) {
        this(out, columns, terminalWidth());
    }

    Table(PrintWriter out, List<Column> columns, int width) {
        this.out = out;
        this.columns = columns;
        this.width = width;
    }

    void print(Iterator<JsonNode> items) {
        List<List<String>> measured = new ArrayList<>();
        measured.add(columns.stream().map(Column::heading).toList());
        while (items.hasNext() && measured.size() <= ROWS_MEASURED) {
            measured.add(cells(items.next()));
        }
        int[] widths = widths(measured);
        measured.forEach(row -> line(row, widths));
        while (items.hasNext()) {
            line(cells(items.next()), widths);
        }
    }

    /** Each member of one thing in a line of its own; empty ones are left out. */
    static void members(PrintWriter out, JsonNode item) {
        int widest =
                item.propertyNames().stream().mapToInt(String::length).max().orElse(0);
        item.properties().forEach(member -> {
            String text = shown(Column.text(member.getValue()));
            if (!text.isEmpty()) {
                out.println(padded(member.getKey(), widest) + GAP + text);
            }
        });
    }

    private List<String> cells(JsonNode item) {
        return columns.stream().map(column -> shown(column.cell().apply(item))).toList();
    }

    /** Without control characters, which could move the cursor or forge a line. */
    private static String shown(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> safe.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return safe.toString();
    }

    private int[] widths(List<List<String>> rows) {
        int[] widths = new int[columns.size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], length(row.get(column)));
            }
        }
        long room = (long) width - (long) GAP.length() * (widths.length - 1);
        while (sum(widths) > room && max(widths) > 4) {
            int widest = 0;
            for (int column = 1; column < widths.length; column++) {
                widest = widths[column] > widths[widest] ? column : widest;
            }
            widths[widest]--;
        }
        return widths;
    }

    private void line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            line.append(column == 0 ? "" : GAP).append(padded(cut(row.get(column), widths[column]), widths[column]));
        }
        out.println(line.toString().stripTrailing());
    }

    private static String cut(String text, int width) {
        return length(text) <= width ? text : text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - length(text)));
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static long sum(int[] widths) {
        long sum = 0;
        for (int one : widths) {
            sum += one;
        }
        return sum;
    }

    private static int max(int[] widths) {
        int max = 0;
        for (int one : widths) {
            max = Math.max(max, one);
        }
        return max;
    }

    /** How many characters fit into a line of the terminal; no limit when there is none. */
    @SuppressWarnings("SystemConsoleNull") // JDK 25 gives null again where no person is at the other end
    private static int terminalWidth() {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return UNLIMITED;
        }
        try {
            Process asked = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            if (asked.waitFor(1, TimeUnit.SECONDS) && asked.exitValue() == 0 && answer.indexOf(' ') > 0) {
                int columns = Integer.parseInt(answer.substring(answer.indexOf(' ') + 1));
                return columns > 0 ? columns : UNLIMITED;
            }
        } catch (IOException | NumberFormatException unknown) {
            // then we do not cut anything
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return UNLIMITED;
    }
}
