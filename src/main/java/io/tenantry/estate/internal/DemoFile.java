package io.tenantry.estate.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A file of names and values that a shell can read, for the eyes of its owner only. Values hold no quotes. */
public final class DemoFile {
    private DemoFile() {}

    /** What the file says; nothing when there is none. */
    public static Map<String, String> read(Path file) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
            int equals = line.indexOf("='");
            if (equals > 0 && line.endsWith("'")) {
                values.put(line.substring(0, equals), line.substring(equals + 2, line.length() - 1));
            }
        }
        return values;
    }

    /** Replaces the file as a whole, so that nobody reads half of it. */
    public static void write(Path file, Map<String, String> values) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                fresh,
                values.entrySet().stream()
                        .map(entry -> entry.getKey() + "='" + entry.getValue() + "'\n")
                        .collect(Collectors.joining()));
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
