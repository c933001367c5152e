package io.tenantry.imports.internal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The people of another system, written down as a file that is then imported like any other. */
final class PeopleSheet implements Closeable {
    /** Says UTF-8, so that nobody has to look through the file to find out. */
    private static final String MARK = "\uFEFF";

    private static final int VALUE_MAX = 16 * 1024;
    private static final char UNREADABLE = '\uFFFD';

    private final CsvText text;
    private long line = 1;

    PeopleSheet(Path path) throws IOException {
        var writer = Files.newBufferedWriter(path, StandardCharsets.UTF_8);
        writer.write(MARK);
        text = new CsvText(writer, ',', "\n");
        for (ImportField field : ImportField.movable()) {
            text.cell(field.wireName(), false);
        }
        text.endRecord();
    }

    /** Adds a person, and tells on which line he stands. */
    long add(Map<ImportField, String> values) throws IOException {
        long here = ++line;
        for (ImportField field : ImportField.movable()) {
            String cell = cell(values.getOrDefault(field, ""));
            line += cell.chars().filter(character -> character == '\n').count();
            text.cell(SpreadsheetCell.shown(cell), false);
        }
        text.endRecord();
        return here;
    }

    /** Nothing is cut off unseen: what is too long for any property is refused with its row. */
    private static String cell(String value) {
        String whole = value.length() <= VALUE_MAX ? value : value.substring(0, VALUE_MAX);
        return whole.replace("\r\n", "\n").replace('\r', '\n').replace('\0', UNREADABLE);
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
