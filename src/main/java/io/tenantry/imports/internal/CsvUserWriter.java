package io.tenantry.imports.internal;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * CSV that a spreadsheet opens with a double click and that imports again without a difference: a mark that says UTF-8, and
 * cells that begin like a formula shown instead of run.
 */
final class CsvUserWriter implements UserWriter {
    private static final String MARK = "\uFEFF";

    private final CsvText text;

    CsvUserWriter(OutputStream out) throws IOException {
        BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write(MARK);
        text = new CsvText(writer, ',', "\r\n");
        for (ImportField field : FIELDS) {
            text.cell(field.wireName(), false);
        }
        text.endRecord();
    }

    @Override
    public void write(Map<ImportField, String> values) throws IOException {
        for (ImportField field : FIELDS) {
            String value = values.getOrDefault(field, "");
            String cell = field.isList() ? value.replace(CellRules.BETWEEN_VALUES, ";") : value;
            text.cell(SpreadsheetCell.shown(cell), false);
        }
        text.endRecord();
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
