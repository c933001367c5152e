package io.tenantry.platform.csv;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** One record of a CSV file as it stands there: the cells, and which of them were quoted, so that it can be written again. */
public final class RawRecord {
    private final long line;
    private final String[] cells;
    private final BitSet quoted;

    RawRecord(long line, String[] cells, BitSet quoted) {
        this.line = line;
        this.cells = cells;
        this.quoted = quoted;
    }

    /** The line of the file on which the record begins; the first line is 1. */
    public long line() {
        return line;
    }

    public int size() {
        return cells.length;
    }

    /** The cell's text; empty where the record ends earlier. */
    public String cell(int column) {
        return column < cells.length ? cells[column] : "";
    }

    public boolean isQuoted(int column) {
        return quoted.get(column);
    }

    public List<String> cells() {
        return List.of(cells);
    }

    public boolean isBlank() {
        return Arrays.stream(cells).allMatch(String::isBlank);
    }

    /** What is to be said of a record that holds more than the columns. */
    public String problemBeyond(int columns) {
        return "The row has %d cells; the header has %d: a separator inside a value needs quotes around the value"
                .formatted(cells.length, columns);
    }

    /** True if a cell beyond the given column holds anything. */
    public boolean reachesBeyond(int columns) {
        for (int at = columns; at < cells.length; at++) {
            if (!cells[at].isBlank()) {
                return true;
            }
        }
        return false;
    }
}
