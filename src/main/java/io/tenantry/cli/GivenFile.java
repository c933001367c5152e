package io.tenantry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files that commands are given to read or to write. What cannot be done is told in a line. */
final class GivenFile {
    private GivenFile() {}

    /** Refuses a file that cannot be read before anything else is done. */
    static void check(Path file) {
        if (!Files.isReadable(file)) {
            throw unreadable(file);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw unreadable(file);
        }
    }

    /** Where a secret stands, so that it does not show in the list of processes. */
    static String firstLine(Path file) {
        return text(file).lines().findFirst().orElse("");
    }

    /** What is named in a file, one a line. */
    static List<String> names(Path file) {
        return text(file)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** Refuses a place where nothing can be written before there is anything to write. */
    static void checkPlace(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        boolean writable = folder != null && (Files.exists(file) ? Files.isWritable(file) : Files.isWritable(folder));
        if (!writable || Files.isDirectory(file)) {
            throw unwritable(file);
        }
    }

    static CommandFailure unwritable(Path file) {
        return new CommandFailure("the file " + file + " cannot be written");
    }

    static CommandFailure unreadable(Path file) {
        return new CommandFailure("the file " + file + " cannot be read");
    }
}
