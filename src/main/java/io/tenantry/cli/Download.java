package io.tenantry.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** A file on its way from the hub. */
record Download(InputStream in) {
    /** Writes it to the file, byte by byte as it came, or to the screen. */
    void to(@Nullable Path file, PrintWriter screen) throws IOException {
        try (in) {
            if (file != null) {
                try {
                    Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                } catch (FileSystemException failure) {
                    throw GivenFile.unwritable(file);
                }
                return;
            }
            Reader text = new InputStreamReader(in, StandardCharsets.UTF_8);
            text.transferTo(screen);
            screen.flush();
        }
    }
}
