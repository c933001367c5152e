package io.tenantry.imports.internal;

import io.tenantry.imports.internal.Layout.Column;
import io.tenantry.kernel.Refusal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Gives each field to one column: first as the caller says, then by the headings. */
final class ColumnReader {
    private final long line;
    private final List<String> names;
    private final Map<Integer, List<Heading>> headings = new HashMap<>();

    ColumnReader(long line, List<String> names, ColumnMapping mapping) {
        this.line = line;
        this.names = names;
        Map<ImportField, Integer> owners = said(mapping);
        guessed().forEach((field, columns) -> {
            if (!owners.containsKey(field)) {
                int column = best(field, columns);
                headings.put(column, List.of(Heading.of(names.get(column))));
            }
        });
    }

    List<Column> columns() {
        return IntStream.range(0, names.size())
                .mapToObj(column -> new Column(column, names.get(column), headings.getOrDefault(column, List.of())))
                .toList();
    }

    private Map<ImportField, Integer> said(ColumnMapping mapping) {
        Map<ImportField, Integer> owners = new EnumMap<>(ImportField.class);
        for (ColumnMapping.Pair pair : mapping.pairs()) {
            int column = named(pair.column());
            List<Heading> holds = headings.computeIfAbsent(column, _ -> new ArrayList<>());
            for (ImportField field : pair.fields()) {
                Refusal.unless(
                        owners.put(field, column) == null,
                        Refusal.Reason.MALFORMED,
                        "The column mapping fills %s twice".formatted(field.wireName()));
                boolean inverted = field == ImportField.ACCOUNT_ENABLED
                        && Heading.of(names.get(column)).inverted();
                holds.add(new Heading(field, inverted));
            }
        }
        return owners;
    }

    private int named(String column) {
        for (int at = 0; at < names.size(); at++) {
            if (names.get(at).equalsIgnoreCase(column)) {
                return at;
            }
        }
        throw new Refusal(
                Refusal.Reason.MALFORMED,
                "The column mapping names \"%s\"; the columns are: %s".formatted(column, String.join(", ", names)));
    }

    /** The columns that the caller left to us, by the field that their headings mean. */
    private Map<ImportField, List<Integer>> guessed() {
        Map<ImportField, List<Integer>> guessed = new EnumMap<>(ImportField.class);
        for (int column = 0; column < names.size(); column++) {
            ImportField field = Heading.of(names.get(column)).field();
            if (field != null && !headings.containsKey(column)) {
                guessed.computeIfAbsent(field, _ -> new ArrayList<>()).add(column);
            }
        }
        return guessed;
    }

    /** Where two headings mean one field, its own name wins over other names for it; the same name twice is a mistake. */
    private int best(ImportField field, List<Integer> columns) {
        int best = columns.getFirst();
        for (int column : columns.subList(1, columns.size())) {
            Refusal.unless(
                    !Heading.key(names.get(best)).equals(Heading.key(names.get(column))),
                    Refusal.Reason.MALFORMED,
                    "Line %d, column %d: \"%s\" already stands in column %d"
                            .formatted(line, column + 1, names.get(column), best + 1));
            if (isOwnName(field, column) && !isOwnName(field, best)) {
                best = column;
            }
        }
        return best;
    }

    private boolean isOwnName(ImportField field, int column) {
        return Heading.key(names.get(column)).equals(Heading.key(field.wireName()));
    }
}
