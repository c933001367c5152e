package io.tenantry.estate.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that tells a hub's set-up code, for the eyes of its owner only. */
public record CodeFile(Path path) {
    /** What it says; nothing where there is none. */
    public String read() throws IOException {
        return Files.exists(path) ? Files.readString(path).strip() : "";
    }

    public void write(String code) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        OwnersFile.write(path, code + "\n");
    }

    public void delete() throws IOException {
        Files.deleteIfExists(path);
    }
}
