package io.tenantry.imports.internal;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.tenantry.kernel.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the caller says his columns mean: {@code E-Mail=mail,Name=displayName}. A column may be named more than once to fill
 * several fields, and {@code Notes=} leaves one out. Columns that are not named are read by their headings.
 *
 * @param onlyFailed whether the file is the result of another import, of which only the rows are meant that failed
 */
record ColumnMapping(List<Pair> pairs, boolean onlyFailed) {
    static final ColumnMapping NONE = new ColumnMapping(List.of(), false);

    /** @param fields what the column holds; empty where it is to be left out */
    record Pair(String column, List<ImportField> fields) {
        Pair {
            fields = List.copyOf(fields);
        }
    }

    ColumnMapping {
        pairs = List.copyOf(pairs);
    }

    static ColumnMapping parse(String text, boolean onlyFailed) {
        if (text.isBlank()) {
            return new ColumnMapping(List.of(), onlyFailed);
        }
        List<Pair> pairs = new ArrayList<>();
        for (String part : parts(text)) {
            int equals = part.lastIndexOf('=');
            Refusal.unless(
                    equals > 0,
                    Refusal.Reason.MALFORMED,
                    "The column mapping reads \"Heading=field,Heading=field\"; \"%s\" has no '='".formatted(part));
            String field = part.substring(equals + 1).strip();
            pairs.add(new Pair(part.substring(0, equals).strip(), field.isEmpty() ? List.of() : List.of(field(field))));
        }
        return new ColumnMapping(pairs, onlyFailed);
    }

    private static List<String> parts(String text) {
        try {
            return CsvReader.builder().ofSingleCsvRecord(text).getFields();
        } catch (CsvParseException e) {
            throw new Refusal(Refusal.Reason.MALFORMED, "The column mapping has a quote where none may stand");
        }
    }

    private static ImportField field(String name) {
        ImportField field = Heading.fieldNamed(name);
        if (field == null) {
            throw new Refusal(
                    Refusal.Reason.MALFORMED,
                    "The column mapping names \"%s\"; the fields are %s"
                            .formatted(
                                    name,
                                    Arrays.stream(ImportField.values())
                                            .map(ImportField::wireName)
                                            .collect(Collectors.joining(", "))));
        }
        return field;
    }
}
