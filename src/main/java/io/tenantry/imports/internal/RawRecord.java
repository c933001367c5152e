package io.tenantry.imports.internal;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** One record of a CSV file as it stands there: the cells, and which of them were quoted, so that it can be written again. */
final class RawRecord {
    private final long line;
    private final String[] cells;
    private final BitSet quoted;

    RawRecord(long line, String[] cells, BitSet quoted) {
        this.line = line;
        this.cells = cells;
        this.quoted = quoted;
    }

    /** The line of the file on which the record begins; the first line is 1. */
    long line() {
        return line;
    }

    int size() {
        return cells.length;
    }

    /** The cell's text; empty where the record ends earlier. */
    String cell(int column) {
        return column < cells.length ? cells[column] : "";
    }

    boolean isQuoted(int column) {
        return quoted.get(column);
    }

    List<String> cells() {
        return List.of(cells);
    }

    boolean isBlank() {
        return Arrays.stream(cells).allMatch(String::isBlank);
    }

    /** True if a cell beyond the given column holds anything. */
    boolean reachesBeyond(int columns) {
        for (int at = columns; at < cells.length; at++) {
            if (!cells[at].isBlank()) {
                return true;
            }
        }
        return false;
    }
}
