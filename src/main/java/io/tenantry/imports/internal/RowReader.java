package io.tenantry.imports.internal;

import io.tenantry.imports.ImportFormat;
import io.tenantry.imports.internal.Layout.Column;
import io.tenantry.platform.csv.RawRecord;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads the cells of a record as the layout says, and names every fault of a row at once. */
final class RowReader {
    private static final String EXAMPLE = "example:";

    private final Layout layout;
    private final List<Column> applied;

    RowReader(Layout layout) {
        this.layout = layout;
        this.applied = layout.columns().stream()
                .filter(column -> !column.headings().isEmpty())
                .toList();
    }

    ImportRow read(RawRecord raw) {
        if (raw.isBlank()) {
            return new ImportRow.Ignored(raw, "The row is empty");
        }
        if (layout.format() == ImportFormat.ENTRA_BULK_CREATE && isExample(raw)) {
            return new ImportRow.Ignored(raw, "The example of the template");
        }
        if (layout.onlyFailed() && isDone(raw)) {
            return new ImportRow.Ignored(raw, "Left out, as it did not fail before");
        }
        List<String> problems = new ArrayList<>();
        if (raw.reachesBeyond(layout.columns().size())) {
            problems.add(raw.problemBeyond(layout.columns().size()));
        }
        Map<ImportField, String> values = values(raw, problems);
        if (problems.isEmpty()
                && !values.containsKey(ImportField.USER_PRINCIPAL_NAME)
                && !values.containsKey(ImportField.OBJECT_ID)) {
            problems.add(nameMissing());
        }
        return problems.isEmpty() ? new ImportRow.Usable(raw, values) : new ImportRow.Faulty(raw, problems);
    }

    private Map<ImportField, String> values(RawRecord raw, List<String> problems) {
        Map<ImportField, String> values = new EnumMap<>(ImportField.class);
        for (Column column : applied) {
            String cell = text(raw, column.index());
            if (cell.isBlank()) {
                continue;
            }
            for (Heading heading : column.headings()) {
                ImportField field = heading.field();
                if (field == null) {
                    continue;
                }
                switch (CellRules.read(field, heading.inverted(), cell)) {
                    case CellRules.Reading.Value(var text) -> values.put(field, text);
                    case CellRules.Reading.Wrong(var because) -> problems.add(column.place() + " " + because);
                }
            }
        }
        return values;
    }

    /** Blanks around a value are a slip, unless quotes say that they belong to it. */
    private static String text(RawRecord raw, int column) {
        String cell = raw.cell(column);
        return SpreadsheetCell.meant(raw.isQuoted(column) ? cell : cell.strip());
    }

    private boolean isDone(RawRecord raw) {
        String before = raw.cell(layout.indexOf(Layout.RESULT)).strip();
        return !before.isEmpty() && !before.equals(RowResult.FAILED.word());
    }

    private boolean isExample(RawRecord raw) {
        return raw.cell(0).strip().regionMatches(true, 0, EXAMPLE, 0, EXAMPLE.length());
    }

    private String nameMissing() {
        return applied.stream()
                .filter(column -> column.holds(ImportField.USER_PRINCIPAL_NAME))
                .findFirst()
                .map(column -> column.place() + " is empty, and so we cannot tell who this is")
                .orElse("The row has no object id, and so we cannot tell who this is");
    }
}
