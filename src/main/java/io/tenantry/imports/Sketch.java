package io.tenantry.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file looks like before it is imported: which kind it is, what its columns are taken for, and what its first rows say.
 *
 * @param problem why it could not be imported as its columns are told now; null when it could
 * @param hasPasswords whether a column gives people their first password; it is never shown
 */
public record Sketch(
        ImportFormat format,
        List<Column> columns,
        List<Row> rows,
        @Nullable String problem,
        boolean hasPasswords) {
    public Sketch {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * A column of the file.
     *
     * @param meaning the name of the field that it fills; empty where it is left out
     * @param canBeTold false where it has no heading, or one that a column before it has: it cannot be named then
     * @param samples what the first rows say there
     */
    public record Column(String heading, String meaning, boolean canBeTold, List<String> samples) {
        public Column {
            samples = List.copyOf(samples);
        }
    }

    /**
     * One of the first rows.
     *
     * @param line where in the file it begins
     * @param who whom it names, as far as it does
     * @param problems what is wrong with it; empty when nothing is
     * @param ignored why it is passed over; null when it is not
     */
    public record Row(
            long line,
            String who,
            List<String> problems,
            @Nullable String ignored) {
        public Row {
            problems = List.copyOf(problems);
        }
    }
}
