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

    /** What another system gave out, as it came. */
    Path source() {
        return folder.resolve("source");
    }

    /** What was found besides people, each in the form that COPY reads. */
    Path groups() {
        return folder.resolve("groups");
    }

    Path members() {
        return folder.resolve("members");
    }

    Path keys() {
        return folder.resolve("keys");
    }

    Path links() {
        return folder.resolve("links");
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
        Files.deleteIfExists(source());
        Files.deleteIfExists(groups());
        Files.deleteIfExists(members());
        Files.deleteIfExists(keys());
        Files.deleteIfExists(links());
        Files.deleteIfExists(answers());
        Files.deleteIfExists(result());
        Files.deleteIfExists(folder);
    }
}
