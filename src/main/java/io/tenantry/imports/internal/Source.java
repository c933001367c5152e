package io.tenantry.imports.internal;

import io.tenantry.imports.ImportFormat;
import java.io.IOException;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What an import works through.
 *
 * @param moved where what came besides people was written down; null where nothing but people comes
 * @param notApplied columns or attributes that mean nothing here
 * @param notes what else is to be said of what was read
 * @param expected how many people there are; null where the lines were counted when the file came
 */
record Source(
        UserFile file,
        ImportFormat format,
        @Nullable ImportFolder moved,
        List<String> notApplied,
        List<String> notes,
        @Nullable Long expected) {
    Source {
        notApplied = List.copyOf(notApplied);
        notes = List.copyOf(notes);
    }

    /** Makes something to work through of what was sent, or of what is asked for elsewhere. */
    @FunctionalInterface
    interface Opening {
        /**
         * Opens it.
         *
         * @param watcher told how many people were found so far
         */
        Source open(ImportFolder files, LongConsumer watcher) throws IOException;
    }

    /** A file that is read as it is. */
    static Opening of(ColumnMapping mapping) {
        return (files, watcher) -> {
            UserFile file = UserFile.open(files.upload(), mapping);
            return new Source(file, file.layout().format(), null, file.layout().notApplied(), List.of(), null);
        };
    }
}
