package io.tenantry.imports.internal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of one import while it runs. Closing it leaves nothing behind. */
record ImportFolder(Path folder) implements Closeable {
    Path upload() {
        return folder.resolve("upload.csv");
    }

    Path answers() {
        return folder.resolve("answers");
    }

    Path result() {
        return folder.resolve("result.csv.gz");
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(upload());
        Files.deleteIfExists(answers());
        Files.deleteIfExists(result());
        Files.deleteIfExists(folder);
    }
}
