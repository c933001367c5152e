package io.tenantry.estate.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    public static void write(Path file, Map<String, String> values) throws IOException {
        OwnersFile.write(
                file,
                values.entrySet().stream()
                        .map(entry -> entry.getKey() + "='" + entry.getValue() + "'\n")
                        .collect(Collectors.joining()));
    }
}
