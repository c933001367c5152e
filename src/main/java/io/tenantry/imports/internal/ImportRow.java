package io.tenantry.imports.internal;

import io.tenantry.platform.csv.RawRecord;
import java.util.List;
import java.util.Map;

/** One row of the file after reading: usable, faulty, or not meant for us. The record it came from goes back with the result. */
sealed interface ImportRow {
    RawRecord raw();

    /**
     * A row that says something about a person.
     *
     * @param values only what the row gives: an empty cell leaves the directory's value alone */
    record Usable(RawRecord raw, Map<ImportField, String> values) implements ImportRow {
        /** Leaves the values out: one of them may be a password. */
        @Override
        public String toString() {
            return "Usable[line=" + raw.line() + "]";
        }
    }

    record Faulty(RawRecord raw, List<String> problems) implements ImportRow {
        public Faulty {
            problems = List.copyOf(problems);
        }
    }

    record Ignored(RawRecord raw, String because) implements ImportRow {}
}
