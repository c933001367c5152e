package io.tenantry.imports.internal;

import io.tenantry.access.Reach;
import io.tenantry.imports.Import;
import io.tenantry.platform.database.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table {@code import_results}: result files, compressed, in parts that fit into memory. */
@Component
public class ImportResults {
    private static final int PART_SIZE = 1 << 20;

    private final Database database;

    ImportResults(Database database) {
        this.database = database;
    }

    /** Stores a file that is compressed already. */
    void store(Reach reach, Import finished, Path compressed) throws IOException {
        try (InputStream in = Files.newInputStream(compressed)) {
            int number = 0;
            for (byte[] part = in.readNBytes(PART_SIZE); part.length > 0; part = in.readNBytes(PART_SIZE)) {
                database.run(
                        reach,
                        "INSERT INTO import_results (organization_id, import_id, part, content) VALUES (?, ?, ?, ?)",
                        finished.organization().value(),
                        finished.id().value(),
                        number,
                        part);
                number++;
            }
        }
    }

    /** Writes the result file as it was before it was compressed. */
    public void send(Reach reach, Import finished, OutputStream out) throws IOException {
        try (InputStream in = new GZIPInputStream(new PartsInput(number -> part(reach, finished, number)))) {
            in.transferTo(out);
        }
    }

    private byte @Nullable [] part(Reach reach, Import finished, int number) {
        return database.first(
                reach,
                "SELECT content FROM import_results WHERE organization_id = ? AND import_id = ? AND part = ?",
                row -> row.getBytes(1),
                finished.organization().value(),
                finished.id().value(),
                number);
    }
}
